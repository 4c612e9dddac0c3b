/** Where a project to move or close an account begins: whose, to whom, by when, and what it would mean. Keeps nothing before Begin. */
import { useMemo, useState } from 'react';
import { parseNichandle } from '../../shared/contact.ts';
import { MOST_MOVES, type Move, namesAccount } from '../../shared/moves.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { BelowHandovers } from '../handover/below-handovers.tsx';
import { PersonField } from '../people/person-field.tsx';
import { useHolders } from '../people/use-people.ts';
import { go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { openMove, setMoves } from './moves-state.ts';

export function MoveBegin() {
  const { t } = useTranslation(['moves', 'common']);
  const number = useNumber();
  const [of] = useQuery('of');
  const accounts = useAccounts();
  const services = useStore((state) => state.services);
  const moves = useStore((state) => state.moves) ?? [];
  const holders = useHolders(services);
  const known = useMemo(
    () => [...(holders?.values() ?? [])].sort((a, b) => b.services - a.services).map((one) => one.nichandle),
    [holders],
  );
  const [who, setWho] = useState(of);
  const [target, setTarget] = useState('');
  const [kind, setKind] = useState<Move['kind']>('close');
  const [day, setDay] = useState('');
  const [busy, setBusy] = useState(false);
  const nichandle = parseNichandle(who);
  const to = parseNichandle(target);
  const api =
    accounts.find((one) => one.nichandle.toLowerCase() === nichandle)?.api ??
    services?.find((one) => nichandle !== null && namesAccount(one, one.api, nichandle))?.api ??
    null;
  const own = useMemo(
    () =>
      nichandle === null || api === null
        ? []
        : (services ?? []).filter((service) => namesAccount(service, api, nichandle)).map(({ key }) => key),
    [services, nichandle, api],
  );
  const running = moves.find(
    (move) => move.ended === null && move.nichandle === nichandle && move.api === api,
  );
  const isSame = nichandle !== null && nichandle === to;
  const isFull = moves.length >= MOST_MOVES;
  const isReady =
    nichandle !== null && to !== null && api !== null && !isSame && running === undefined && !isFull;

  async function begin() {
    if (!isReady || nichandle === null || to === null || api === null) return;
    const move: Move = {
      id: crypto.randomUUID(),
      nichandle,
      api,
      target: to,
      kind,
      day: day === '' ? null : day,
      begun: new Date().toISOString(),
      paused: false,
      ended: null,
      services: own,
      ticked: {},
    };
    setBusy(true);
    const isKept = await setMoves([...moves, move]);
    setBusy(false);
    if (isKept) openMove(move.id);
  }

  return (
    <BelowHandovers title={t('moves:begin.title')}>
      <form
        className="move-form"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <p className="move-quiet">{t('moves:begin.text')}</p>
        <PersonField
          label={t('moves:begin.who')}
          value={who}
          onChange={setWho}
          known={known}
          warning={nichandle !== null && api === null ? t('moves:begin.nobody') : undefined}
        />
        <Segmented
          label={t('moves:begin.kind')}
          value={kind}
          onChange={setKind}
          items={(['close', 'move'] as const).map((value) => ({ value, label: t(`moves:begin.${value}`) }))}
        />
        <PersonField
          label={t('moves:begin.target')}
          value={target}
          onChange={setTarget}
          known={known.filter((handle) => handle !== nichandle)}
          error={isSame ? t('moves:begin.same') : undefined}
        />
        <TextField
          label={t('moves:begin.day')}
          hint={t('moves:begin.dayHint')}
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <p role="status">
          {running !== undefined ? (
            <>
              {t('moves:begin.runs')}{' '}
              <Button variant="link" onClick={() => openMove(running.id)}>
                {t('moves:begin.runsOpen')}
              </Button>
            </>
          ) : isFull ? (
            t('moves:begin.full', { shown: number(MOST_MOVES) })
          ) : nichandle === null ? null : (
            <b>{t('moves:begin.means', { count: own.length, shown: number(own.length) })}</b>
          )}
        </p>
        <div className="move-form-ways">
          <Button onClick={() => go({ screen: 'handovers' })}>{t('common:cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!isReady}>
            {t('moves:begin.do')}
          </Button>
        </div>
      </form>
    </BelowHandovers>
  );
}
