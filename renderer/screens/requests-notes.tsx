/** What is said about the whole list of requests when some of it, or all of it, could not be read. */
import { Lock } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { Banner } from '../components/banner.tsx';
import { Empty } from '../components/empty.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { useAccountsById } from '../state/accounts.ts';
import { useStore } from '../state/store.ts';
import { takeNextStep } from './next-step.ts';

/** The frame says these itself, for the whole window. */
const SAID_ELSEWHERE: ReadonlySet<FailureCode> = new Set([
  'offline',
  'timeout',
  'no-credential',
  'expired-credential',
  'invalid-credential',
  'pending-credential',
]);

/** Some accounts could be read and others could not. */
export function RequestsPartial() {
  const { t, i18n } = useTranslation('requests');
  const sync = useStore((state) => state.sync);
  const accounts = useAccountsById();
  const failing = useMemo(
    () =>
      sync.filter(
        (state) =>
          state.failure !== null && !SAID_ELSEWHERE.has(state.failure.code) && state.requestsAt !== null,
      ),
    [sync],
  );
  const [first] = failing;
  if (first?.failure == null) return null;
  const names = failing.map(({ accountId }) => accounts.get(accountId)?.nichandle ?? accountId);
  return (
    <Banner tone="bad" title={t('partial', { nichandles: new Intl.ListFormat(i18n.language).format(names) })}>
      {t(`failures:code.${first.failure.code}`)}
    </Banner>
  );
}

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
