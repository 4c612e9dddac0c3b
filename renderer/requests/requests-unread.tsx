/** What stands in place of the list when no request could ever be read. */
import { Lock } from 'lucide-react';
import { useAccountsById } from '../accounts/accounts.ts';
import { takeNextStep } from '../accounts/next-step.ts';
import { useStore } from '../store/store.ts';
import { Empty } from '../ui/empty.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

/** Nothing was ever read, and trying has failed. */
export function RequestsUnread() {
  const { t } = useTranslation('requests');
  const sync = useStore((state) => state.sync);
  const accounts = useAccountsById();
  const failed = sync.find((state) => state.failure !== null);
  if (failed?.failure == null) return null;
  const { failure, accountId } = failed;
  return (
    <Empty
      icon={<Lock aria-hidden="true" />}
      title={t('empty.noRight.title')}
      text={t('empty.noRight.text', { nichandle: accounts.get(accountId)?.nichandle ?? accountId })}
      action={<FailureNote failure={failure} onNext={(next) => takeNextStep(next, accountId)} />}
    />
  );
}
