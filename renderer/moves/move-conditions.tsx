/** What stands between an account and its end: read where the key may read it, ticked by hand with the day where not. */
import { Circle, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { CLOSING_FACTS, type ClosingFact, type ClosingRead, type Move } from '../../shared/moves.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { dayOf } from '../activity/activity-view.ts';
import { useCalled } from '../people/names.ts';
import { call } from '../store/bridge.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { changeMove } from './moves-state.ts';

type State = 'clear' | 'open' | 'by-hand' | 'waiting';

/** What a key has to hold for it. */
const CALLS: Record<ClosingFact, string> = {
  invoices: 'GET /me/debtAccount',
  orders: 'GET /me/order',
  balance: 'GET /me/ovhAccount',
};

export function MoveConditions({ move, left }: { move: Move; left: number }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const called = useCalled();
  const accounts = useAccounts();
  const account = accounts.find(
    ({ api, nichandle }) => api === move.api && nichandle.toLowerCase() === move.nichandle,
  );
  const accountId = account?.id ?? null;
  const [reads, setReads] = useState<readonly ClosingRead[] | null>(null);
  useEffect(() => {
    if (accountId === null) return;
    let isWanted = true;
    void call('moves:closing', { accountId }).then((answer) => {
      // An answer that did not come is none that is still on its way: what it would have told is ticked by hand.
      if (isWanted) setReads(answer.ok ? answer.value : []);
    });
    return () => {
      isWanted = false;
    };
  }, [accountId]);
  const naming = (useStore((state) => state.rules) ?? []).filter(({ expected }) =>
    Object.values(expected).includes(move.nichandle),
  );
  const stateOf = (fact: ClosingFact): State => {
    const read = reads?.find((one) => one.fact === fact);
    if (read?.state === 'open') return 'open';
    if (read?.state === 'clear' || move.ticked[fact] !== undefined) return 'clear';
    return accountId !== null && reads === null ? 'waiting' : 'by-hand';
  };
  const states: State[] = [
    left === 0 ? 'clear' : 'open',
    ...CLOSING_FACTS.map(stateOf),
    naming.length === 0 ? 'clear' : 'open',
    account === undefined ? 'clear' : 'open',
  ];
  // Relevo needs its key for everything before.
  const isLast = states.every((state, index) => index === states.length - 1 || state === 'clear');
  const clear = states.filter((state) => state === 'clear').length;
  return (
    <section className="move-section" aria-label={t('before.title')}>
      <h2>
        {t('before.title')}{' '}
        <span className="move-quiet">
          {t('before.of', { clear: number(clear), all: number(states.length) })}
        </span>
      </h2>
      <ul>
        <Condition
          state={left === 0 ? 'clear' : 'open'}
          title={t('before.services')}
          text={
            left === 0
              ? t('before.servicesNone')
              : t('before.servicesLeft', { count: left, shown: number(left) })
          }
          quiet={left > 0}
        />
        {CLOSING_FACTS.map((fact) => (
          <ClosingCondition
            key={fact}
            move={move}
            fact={fact}
            state={stateOf(fact)}
            read={reads?.find((one) => one.fact === fact) ?? null}
            isConnected={accountId !== null}
          />
        ))}
        <Condition
          state={naming.length === 0 ? 'clear' : 'open'}
          title={t('before.rules')}
          text={
            naming.length === 0
              ? t('before.rulesNone', { who: called(move.nichandle) })
              : t('before.rulesLeft', {
                  count: naming.length,
                  shown: number(naming.length),
                  who: called(move.nichandle),
                })
          }
          way={
            naming.length === 0 ? null : (
              <Button variant="link" onClick={() => go({ screen: 'rules', key: naming[0]?.id ?? null })}>
                {t('before.rulesOpen')}
              </Button>
            )
          }
        />
        <Condition
          state={account === undefined ? 'clear' : 'open'}
          title={t('before.key')}
          text={
            account === undefined
              ? t('before.keyNone')
              : t(isLast ? 'before.keyNow' : 'before.keyLast', { who: called(move.nichandle) })
          }
          quiet={!isLast}
          way={
            account !== undefined && isLast ? (
              <Button variant="link" onClick={() => go({ screen: 'settings' })}>
                {t('before.keyEnd')}
              </Button>
            ) : null
          }
        />
      </ul>
      <h2>{t('then.title')}</h2>
      <p className="move-quiet">{t('then.text')}</p>
    </section>
  );
}

/** One of them; `read`: `null` before it was asked, or where nobody answered. */
export function ClosingCondition({
  move,
  fact,
  state,
  read,
  isConnected,
}: {
  move: Move;
  fact: ClosingFact;
  state: State;
  read: ClosingRead | null;
  isConnected: boolean;
}) {
  const { t } = useTranslation('moves');
  const formats = useFormats();
  const now = useNow();
  const day = move.ticked[fact];
  const tick = (on: boolean) => {
    const { [fact]: _gone, ...others } = move.ticked;
    void changeMove(move.id, { ticked: on ? { ...others, [fact]: dayOf(now) } : others });
  };
  const isHand = read?.state !== 'clear' && state !== 'open' && state !== 'waiting';
  const text =
    state === 'open'
      ? t(`before.open.${fact}`, { text: read?.text ?? '' })
      : state === 'waiting'
        ? t('before.waiting')
        : isHand
          ? t(`before.why.${read?.why ?? (isConnected ? 'no-answer' : 'no-account')}`, { call: CALLS[fact] })
          : t(`before.clear.${fact}`);
  return (
    <Condition
      state={state}
      title={t(`before.fact.${fact}`)}
      text={text}
      aside={isHand ? t('before.byHand') : read === null ? null : <When at={read.at} past />}
      way={
        !isHand ? null : day === undefined ? (
          <Button variant="link" onClick={() => tick(true)}>
            {t('before.tick')}
          </Button>
        ) : (
          <>
            {t('before.ticked', { day: formats.date(Date.parse(day), now) })}{' '}
            <Button variant="link" onClick={() => tick(false)}>
              {t('before.untick')}
            </Button>
          </>
        )
      }
    />
  );
}

function Condition({
  state,
  title,
  text,
  quiet = false,
  aside = null,
  way = null,
}: {
  state: State;
  title: string;
  text: string;
  /** Not yet, without being a trouble. */
  quiet?: boolean;
  aside?: ReactNode;
  way?: ReactNode;
}) {
  const { t } = useTranslation('moves');
  const Icon =
    state === 'clear' ? CircleCheck : state === 'open' ? (quiet ? Circle : CircleAlert) : CircleDashed;
  return (
    <li className={`move-condition move-condition-${quiet ? 'waiting' : state}`}>
      <Icon aria-hidden="true" />
      <span className="move-condition-what">
        <b>
          {title}
          <span className="visually-hidden"> {t(`before.state.${state}`)}</span>
        </b>
        <span className="move-quiet">{text}</span>
        {way === null ? null : <span>{way}</span>}
      </span>
      <span className="move-quiet">{aside}</span>
    </li>
  );
}
