/** What can be done with the ticked requests: codes fetched or sent anew, decisions laid ready in the tray, copies. Decides nothing itself. */
import { useMemo, useRef, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { showName } from '../../shared/idn.ts';
import { sidesOf, takesCodes } from '../../shared/turn.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { findCodesOf } from '../codes/codes.ts';
import { choose, openTray } from '../codes/tray.ts';
import { useTrayRows } from '../codes/use-tray.ts';
import type { Selection } from '../list/selection.ts';
import { SelectionBar } from '../list/selection-bar.tsx';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
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
  onExport: (rows: readonly RequestRow[]) => void;
};

type Waiting = { requestKey: string; accountId: string };

export function RequestsSelection({ rows, selected, onClear, onExport }: RequestsSelectionProps) {
  const { t } = useTranslation('requests');
  const accounts = useAccounts();
  const number = useNumber();
  const [asking, setAsking] = useState(false);
  const chosen = useMemo(() => rows.filter((row) => selected.has(row.key)), [rows, selected]);
  const waiting = useMemo(() => waitingSides(chosen, accounts), [chosen, accounts]);
  const tray = useTrayRows();
  if (chosen.length === 0) return null;
  const keys = new Set(waiting.map(({ requestKey }) => requestKey));
  const handles = tray.flatMap(({ handle, side, over }) =>
    side !== null && over === null && keys.has(side.requestKey) ? [handle] : [],
  );
  /** In the tray everything is seen before anything is sent. */
  const decide = (choice: 'accept' | 'refuse') => {
    choose(handles, choice);
    openTray();
  };
  const find = { label: t('bar.find'), onSelect: () => findCodesOf(keys) };
  const more: MenuEntry[] = [
    ...(waiting.length === 0
      ? []
      : [
          ...(handles.length === 0 ? [] : [find]),
          {
            label: t('resendSelected', { count: waiting.length }),
            onSelect: () => setAsking(true),
          },
        ]),
    {
      label: t('bar.copy'),
      onSelect: () => {
        const names = chosen.map(({ request }) => `${request.serviceDomain ?? ''}\t${request.id}`);
        void copyText(
          names.join('\n'),
          t('copiedRows', { count: chosen.length, shown: number(chosen.length) }),
        );
      },
    },
    { label: t('bar.export'), onSelect: () => onExport(chosen) },
  ];
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
          handles.length > 0 ? (
            <>
              <Button variant="danger" onClick={() => decide('refuse')}>
                {t('bar.refuse')}
              </Button>
              <Button onClick={() => decide('accept')}>{t('bar.accept')}</Button>
            </>
          ) : waiting.length > 0 ? (
            <Button onClick={find.onSelect}>{find.label}</Button>
          ) : null
        }
      >
        <Menu items={more} trigger={<Button variant="quiet">{t('bar.more')}</Button>} />
      </SelectionBar>
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
          <Button onClick={stop}>{done === null ? t('common:cancel') : t('codes:dialog.stop')}</Button>
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
