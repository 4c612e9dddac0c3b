/** Hand-over, step 3: how the sending goes and what came of each service. Shows; the buttons are the dialog's. */
import { memo, useMemo } from 'react';
import type { SendOutcome } from '../../shared/contract.ts';
import { assertNever } from '../../shared/failure.ts';
import { useTypeName } from '../services/type-name.ts';
import { Pill } from '../ui/pill.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { ServiceName, useServicesByKey } from './handover-check.tsx';
import { HandoverList } from './handover-list.tsx';
import { groupOutcomes, type TwinApart, tallyOf, twinsApart } from './handover-plan.ts';
import type { HandoverJob } from './handover-slice.ts';
import { RequestLink } from './handover-story.tsx';
import { SENT_TONES } from './sent-tones.ts';

/** A row of the list: a service, or the heading over those that fared alike. */
type Line = { key: string } | Heading;
type Heading = { key: null; outcome: SendOutcome['outcome']; count: number };

const NONE_APART: ReadonlyMap<string, TwinApart> = new Map();

const keyOf = (line: Line) => (line.key === null ? line.outcome : line.key);

export const HandoverSend = memo(function HandoverSend({ job }: { job: HandoverJob }) {
  const { t } = useTranslation('handover');
  const services = useServicesByKey(job.keys);
  const apart = useMemo(() => {
    if (job.running) return NONE_APART;
    const own = job.keys.flatMap((key) => services.get(key) ?? []);
    return twinsApart(job.outcomes, own);
  }, [job.running, job.keys, job.outcomes, services]);
  // While it goes on nothing jumps; then what needs a look comes first.
  const lines = useMemo(
    (): Line[] =>
      job.running
        ? job.keys.map((key) => ({ key }))
        : groupOutcomes(job.keys, job.outcomes).flatMap(({ outcome, keys }): Line[] => [
            { key: null, outcome, count: keys.length },
            ...keys.map((key) => ({ key })),
          ]),
    [job.running, job.keys, job.outcomes],
  );
  return (
    <>
      <Progress job={job} pairsApart={apart.size / 2} />
      <HandoverList
        label={t('sent.label')}
        className="handover-sent"
        rows={lines}
        rowKey={keyOf}
        heading={(line) => (line.key === null ? <Heading {...line} /> : null)}
        head={[
          { id: 'service', title: t('table.service') },
          { id: 'story', title: t('sent.outcome') },
          { id: 'verdict', title: '', name: t('table.verdict') },
        ]}
        cells={({ key }) => {
          if (key === null) return [];
          const outcome = job.outcomes[key];
          const service = services.get(key);
          return [
            <ServiceName key="service" service={service} fallback={key} />,
            <div key="story" className="handover-story">
              {outcome === undefined ? (
                <p>{t('sent.waiting')}</p>
              ) : (
                <Outcome outcome={outcome} api={service?.api ?? key.slice(0, key.lastIndexOf('/'))} />
              )}
              <Twin apart={apart.get(key)} />
            </div>,
            outcome === undefined ? null : (
              <Pill key="verdict" tone={SENT_TONES[outcome.outcome]}>
                {t(`sent.pill.${outcome.outcome}`)}
              </Pill>
            ),
          ];
        }}
      />
    </>
  );
});

function Heading({ outcome, count }: Heading) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  return (
    <p>
      <strong>{t(`sent.pill.${outcome}`)}</strong>{' '}
      <span className="handover-heading-count">{number(count)}</span>
    </p>
  );
}

function Progress({ job, pairsApart }: { job: HandoverJob; pairsApart: number }) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  const total = job.keys.length;
  const tally = tallyOf(Object.values(job.outcomes));
  const counts = (['failed', 'unknown', 'stopped', 'leftOut'] as const)
    .filter((what) => tally[what] > 0)
    .map((what) => t(`sent.count.${what}`, { count: tally[what], shown: number(tally[what]) }));
  const requests = tally.requestIds.length;
  return (
    <div className="handover-progress">
      <progress value={job.done} max={total} aria-label={t('sent.progress')} />
      <p role="status">
        {job.running
          ? t(job.stopping ? 'sent.stopping' : 'sent.running', {
              done: number(job.done),
              total: number(total),
            })
          : [t('sent.made', { count: requests, shown: number(requests) }), ...counts].join(' · ')}
      </p>
      {!job.running && pairsApart > 0 ? (
        <p className="handover-apart">
          {t('sent.pairsApart', { count: pairsApart, shown: number(pairsApart) })}
        </p>
      ) : null}
      {!job.running && requests > 0 ? <p className="field-hint">{t('sent.next')}</p> : null}
    </div>
  );
}

/** Beside one of a domain and its zone: that the other did not fare the same. */
function Twin({ apart }: { apart: TwinApart | undefined }) {
  const { t } = useTranslation('handover');
  const typeName = useTypeName();
  if (apart === undefined) return null;
  const { is, twin, outcome } = apart;
  const type = typeName(twin.family);
  return (
    <p className="handover-apart">
      {is === 'ahead'
        ? t('sent.twinAhead', { type })
        : t('sent.twinBehind', { type, outcome: t(`sent.pill.${outcome.outcome}`) })}
    </p>
  );
}

function Outcome({ outcome, api }: { outcome: SendOutcome; api: string }) {
  const { t } = useTranslation('handover');
  const { failure, requestIds } = outcome;
  switch (outcome.outcome) {
    case 'sent':
    case 'found':
      return (
        <p>
          {outcome.outcome === 'found' ? `${t('sent.found')} ` : ''}
          {t('sent.requests', { count: requestIds.length })}{' '}
          {requestIds.map((id, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <RequestLink requestKey={`${api}/${id}`}>{id}</RequestLink>
            </span>
          ))}
        </p>
      );
    case 'unknown':
      return (
        <>
          <p>{t('sent.unknown')}</p>
          {failure?.queryId === undefined ? null : (
            <p className="handover-story-more">{t('sent.query', { id: failure.queryId })}</p>
          )}
        </>
      );
    case 'failed':
      return failure === null ? <p>{t('sent.failed')}</p> : <FailureNote failure={failure} compact />;
    case 'stopped':
      return <p>{t('sent.stopped')}</p>;
    case 'left-out':
      return <p>{t('sent.leftOut')}</p>;
    default:
      return assertNever(outcome.outcome);
  }
}
