/** Keys that work but are of another account than the one to renew: whose, and the way to connect it beside. Takes nothing by itself. */
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { useRenewed } from './connect-state.ts';

export function AnotherAccount({ failure, onTake }: { failure: Failure; onTake: () => void }) {
  const { t } = useTranslation('connect');
  const renewed = useRenewed();
  if (failure.code !== 'another-account') return null;
  const other = failure.detail ?? '';
  return (
    <div className="connect-note">
      <p>{t('another.text', { name: renewed?.nichandle ?? '', other })}</p>
      <div className="connect-actions">
        <Button onClick={onTake}>{t('another.take', { other })}</Button>
      </div>
    </div>
  );
}
