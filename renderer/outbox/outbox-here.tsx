/** What keeping for later means, and what waits already for one side of a request. Keeps and sends nothing. */

import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { reviewOutbox, useKeepsSealed } from './outbox-state.ts';

/** Why it is kept, where, and that nothing goes by itself. */
export function KeepWhy({ id }: { id?: string }) {
  const { t } = useTranslation('outbox');
  const sealed = useKeepsSealed();
  return (
    <span className="outbox-why" id={id}>
      {t(sealed ? 'keep.why.sealed' : 'keep.why.memory')}
    </span>
  );
}

/** "Accept is kept for later (09:41)", with the way to it; nothing where nothing waits. */
export function KeptHere({ requestKey, accountId }: { requestKey: string; accountId: string }) {
  const { t } = useTranslation('outbox');
  const formats = useFormats();
  const now = useNow();
  const entry = useStore((state) =>
    state.outbox.list?.entries.find(
      (one) => one.kind === 'decision' && one.requestKey === requestKey && one.accountId === accountId,
    ),
  );
  if (entry?.kind !== 'decision') return null;
  return (
    <p className="outbox-kept" role="status">
      {t(`kept.${entry.decision}`, { when: formats.clock(Date.parse(entry.at), now) })}{' '}
      <Button variant="link" onClick={reviewOutbox}>
        {t('banner.review')}
      </Button>
    </p>
  );
}
