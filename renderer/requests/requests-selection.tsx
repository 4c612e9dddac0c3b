/** What can be done with the ticked requests: having new codes sent for those that wait for one of mine. */
import { useMemo, useRef, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { showName } from '../../shared/idn.ts';
import { sidesOf, takesCodes } from '../../shared/turn.ts';
import { useAccounts } from '../accounts/accounts.ts';
import type { Selection } from '../list/selection.ts';
import { SelectionBar } from '../list/selection-bar.tsx';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useTranslation } from '../words/translation.ts';
import type { RequestRow } from './requests-view.ts';

/** After these, a mail may be on its way all the same. */
const MAY_HAVE_BEEN_SENT: ReadonlySet<FailureCode> = new Set([
  'outcome-unknown',
  'internal',
  'timeout',
  'locked',
]);

type RequestsSelectionProps = {
  rows: readonly RequestRow[];
  selected: Selection;
  onClear: () => void;
};

type Waiting = { requestKey: string; accountId: string };

export function RequestsSelection({ rows, selected, onClear }: RequestsSelectionProps) {
  const { t } = useTranslation('requests');
  const accounts = useAccounts();
  const [asking, setAsking] = useState(false);
  const chosen = useMemo(() => rows.filter((row) => selected.has(row.key)), [rows, selected]);
  const waiting = useMemo(() => waitingSides(chosen, accounts), [chosen, accounts]);
  if (chosen.length === 0) return null;
  return (
    <>
      <SelectionBar
        count={t('selected', { count: chosen.length })}
        names={chosen.map(({ request }) =>
          request.serviceDomain === null
            ? t('pane.number', { id: request.id })
            : showName(request.serviceDomain),
        )}
        onClear={onClear}
        main={
          waiting.length === 0 ? null : (
            <Button onClick={() => setAsking(true)}>{t('resendSelected', { count: waiting.length })}</Button>
          )
        }
      />
      {asking ? <ResendAll waiting={waiting} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ResendAll({ waiting, onClose }: { waiting: readonly Waiting[]; onClose: () => void }) {
  const { t } = useTranslation('requests');
  const [all] = useState(waiting);
  const [done, setDone] = useState<number | null>(null);
  const stopped = useRef(false);
  const count = all.length;
  const send = async () => {
    let failed = 0;
    let unknown = 0;
    let sent = 0;
    for (const [index, side] of all.entries()) {
      if (stopped.current) break;
      setDone(index);
      // One after the other: each is a mail, and stopping in between must be possible.
      const answer = await call('requests:resend', side);
      if (answer.ok) sent += 1;
      else if (MAY_HAVE_BEEN_SENT.has(answer.error.code)) unknown += 1;
      else failed += 1;
    }
    if (sent > 0) toast(t('resendSelectedDone', { count: sent }), { tone: 'good' });
    if (failed > 0) toast(t('resendSelectedFailed', { count: failed }), { tone: 'bad' });
    if (unknown > 0) toast(t('resendSelectedUnknown', { count: unknown }), { tone: 'bad' });
    onClose();
  };
  const stop = () => {
    stopped.current = true;
    if (done === null) onClose();
  };
  return (
    <Dialog
      open
      onClose={stop}
      size="s"
      title={t('resendSelected', { count })}
      footer={
        <>
          <Button onClick={stop}>{done === null ? t('codes:dialog.cancel') : t('codes:dialog.stop')}</Button>
          <Button variant="primary" busy={done !== null} onClick={() => void send()}>
            {t('resendSelected', { count })}
          </Button>
        </>
      }
    >
      <p>{t('resendSelectedWhat', { count })}</p>
      {done === null ? null : <p role="status">{t('codes:dialog.progress', { done, total: count })}</p>}
    </Dialog>
  );
}

/** My sides that still need a code, of requests that wait for codes. */
function waitingSides(rows: readonly RequestRow[], accounts: readonly Account[]): Waiting[] {
  return rows.flatMap(({ request, mine }) =>
    takesCodes(request.state)
      ? sidesOf(request, mine)
          .filter(
            (side) => side.mine && side.confirms && (side.code === 'needed' || side.code === 'uncertain'),
          )
          .flatMap((side) => {
            const account = accounts.find(
              (each) =>
                each.api === request.api && each.nichandle.toLowerCase() === side.nichandle.toLowerCase(),
            );
            return account === undefined ? [] : [{ requestKey: request.key, accountId: account.id }];
          })
      : [],
  );
}
