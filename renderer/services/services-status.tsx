/** The last column of a service: its running requests and what is wrong or unusual with it, as pills. Leads to the requests. */
import type { Condition } from '../../shared/service-state.ts';
import { openRequest } from '../requests/open-request.ts';
import { go } from '../store/route.ts';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import type { Pending, ServiceRow } from './service-view.ts';

const TONES: Record<Condition['kind'], Tone> = {
  debt: 'bad',
  unpaid: 'bad',
  suspended: 'bad',
  expired: 'bad',
  ended: 'mute',
  creation: 'wait',
  'unknown-contacts': 'mute',
  other: 'mute',
};

/** One request is opened; several are listed. */
export function showPending(row: ServiceRow): void {
  const [first, second] = row.pending?.requests ?? [];
  if (first === undefined) return;
  if (second === undefined) openRequest(first.key);
  else go({ screen: 'requests', query: { segment: 'all', q: row.service.name } });
}

export function ServiceStatus({ row }: { row: ServiceRow }) {
  if (row.pending === null && row.conditions.length === 0) return null;
  return (
    <span className="service-status">
      {row.pending === null ? null : <PendingPill row={row} pending={row.pending} />}
      <ConditionPills conditions={row.conditions} />
    </span>
  );
}

export function ConditionPills({ conditions }: { conditions: readonly Condition[] }) {
  return conditions.map((condition) => <ConditionPill key={condition.kind} condition={condition} />);
}

export function PendingPill({ row, pending }: { row: ServiceRow; pending: Pending }) {
  const { t } = useTranslation('services');
  const number = useNumber();
  const count = pending.requests.length;
  const title = t('pendingTitle', { count });
  return (
    <button
      type="button"
      className="service-pending"
      tabIndex={-1}
      title={pending.mine ? `${t('pendingYours')}. ${title}` : title}
      onClick={() => showPending(row)}
    >
      <Pill tone={pending.mine ? 'you' : 'wait'}>{t('pending', { count, shown: number(count) })}</Pill>
    </button>
  );
}

function ConditionPill({ condition }: { condition: Condition }) {
  const { t } = useTranslation('services');
  return (
    <Pill tone={TONES[condition.kind]} title={t(`conditionWhy.${condition.kind}`)}>
      {condition.kind === 'other' ? condition.state : t(`condition.${condition.kind}`)}
    </Pill>
  );
}
