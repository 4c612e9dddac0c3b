/** What can be done about one contact that is another, in a pill and a line below it. Decides nothing. */
import { deadlineOf } from '../../shared/deadline.ts';
import { isMine } from '../../shared/mine.ts';
import { turnOf } from '../../shared/turn.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { Pill } from '../ui/pill.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import type { Deviation } from './rule-rows.ts';

export type Verdict = 'ready' | 'running' | 'notYours' | 'blocked';

export function verdictOf({ plan, running }: Deviation): Verdict {
  if (plan.verdict === 'ready') return 'ready';
  if (running !== null && plan.reason?.kind === 'running') return 'running';
  return plan.verdict === 'not-yours' ? 'notYours' : 'blocked';
}

export function RuleVerdict({ row }: { row: Deviation }) {
  const { t } = useTranslation(['rules', 'handover']);
  const verdict = verdictOf(row);
  const tone = { ready: 'good', running: 'wait', notYours: 'mute', blocked: 'bad' } as const;
  return (
    <div className="rule-verdict">
      <Pill tone={tone[verdict]}>{t(`rules:verdict.${verdict}`)}</Pill>
      <span className="rule-verdict-why">
        {verdict === 'running' ? <With row={row} /> : null}
        {verdict === 'notYours' ? <OnlyWho row={row} /> : null}
        {verdict === 'blocked' && row.plan.reason !== null
          ? t(`handover:reasonName.${row.plan.reason.kind}`)
          : null}
      </span>
    </div>
  );
}

function With({ row: { running } }: { row: Deviation }) {
  const { t } = useTranslation('rules');
  const mine = useMineOf()(running?.api ?? '');
  const now = useNow();
  if (running === null) return null;
  const turn = turnOf(running, mine, now);
  const [who] = turn.whose === 'theirs' && turn.certain ? turn.sides : [];
  const deadline = deadlineOf(running);
  const word = turn.whose === 'mine' ? t('with.you') : who === undefined ? t('with.others') : t('with.whom');
  return (
    <>
      {word}
      {who === undefined ? null : (
        <>
          {' '}
          <Handle nichandle={who} leads={false} />
        </>
      )}
      {deadline === null ? null : (
        <>
          , <When at={deadline.at} style="in" />
        </>
      )}
    </>
  );
}

function OnlyWho({ row: { plan, service, holder } }: { row: Deviation }) {
  const { t } = useTranslation('rules');
  const mine = useMineOf()(service.api);
  const who = (plan.reason?.kind === 'role' ? plan.reason.administrator : null) ?? holder;
  return (
    <>
      {t('only.before')} <Handle nichandle={who} mine={isMine(who, mine)} leads={false} /> {t('only.after')}
    </>
  );
}
