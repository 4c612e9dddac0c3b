/** One line under the head of a screen that says something about all of it. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { useUiWords } from './ui-words.ts';

type BannerProps = {
  tone: 'you' | 'bad' | 'mute';
  title: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
  children?: ReactNode;
};

export function Banner({ tone, title, action, onDismiss, children }: BannerProps) {
  const words = useUiWords();
  return (
    <div className={`banner banner-${tone}`} role="status">
      <span className="banner-dot" aria-hidden="true" />
      <div className="banner-text">
        <span className="banner-title">{title}</span>
        {children}
      </div>
      {action}
      {onDismiss ? (
        <IconButton label={words.dismiss} icon={<X aria-hidden="true" />} onClick={onDismiss} />
      ) : null}
    </div>
  );
}
