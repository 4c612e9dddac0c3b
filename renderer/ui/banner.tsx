/** One line under the head of a screen that says something about all of it. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../words/translation.ts';
import { IconButton } from './button.tsx';

type BannerProps = {
  tone: 'you' | 'bad' | 'mute';
  title: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  children?: ReactNode;
};

export function Banner({ tone, title, action, onDismiss, children }: BannerProps) {
  const { t } = useTranslation('common');
  return (
    <div className={`banner banner-${tone}`} role="status">
      <span className="banner-dot" aria-hidden="true" />
      <div className="banner-text">
        <span className="banner-title">{title}</span>
        {children}
      </div>
      {action}
      {onDismiss ? (
        <IconButton label={t('dismiss')} icon={<X aria-hidden="true" />} onClick={onDismiss} />
      ) : null}
    </div>
  );
}
