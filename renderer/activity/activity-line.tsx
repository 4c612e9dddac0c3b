/** One line of Activity: what was done, with which account, what came of it, and the way to the request. */
import { CircleCheck, CircleX, Link, MailPlus, Repeat, Undo2, Unlink, UserCheck } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { ActivityEntry } from '../../shared/activity.ts';
import { CallWitness } from '../facts/call-witness.tsx';
import { Handle } from '../people/handle.tsx';
import { openRequest } from '../requests/open-request.ts';
import { ShownName } from '../services/services-name.tsx';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { OUTCOME_TONES, shownOutcome } from './activity-view.ts';

const ICONS: Record<ActivityEntry['kind'], ReactElement> = {
  accept: <CircleCheck aria-hidden="true" />,
  refuse: <CircleX aria-hidden="true" />,
  resend: <MailPlus aria-hidden="true" />,
  changeContact: <Repeat aria-hidden="true" />,
  connect: <Link aria-hidden="true" />,
  forget: <Unlink aria-hidden="true" />,
  'say-confirmed': <UserCheck aria-hidden="true" />,
  'say-open': <Undo2 aria-hidden="true" />,
};

type ActivityLineProps = {
  entry: ActivityEntry;
  /** Keys of the requests that can be opened. */
  known: ReadonlySet<string>;
};

/** Drawn once, whatever is scrolled past. */
export const ActivityLine = memo(function ActivityLine({ entry, known }: ActivityLineProps) {
  const { t } = useTranslation('activity');
  return (
    <div className="activity-line" data-outcome={entry.outcome}>
      <span className="activity-icon">{ICONS[entry.kind]}</span>
      <div className="activity-what">
        <p className="activity-title">
          {t(entry.outcome === 'done' ? `done.${entry.kind}` : `kind.${entry.kind}`)}
          {entry.serviceName === null ? null : (
            <>
              {' · '}
              <span title={entry.serviceName}>
                <ShownName name={entry.serviceName} />
              </span>
            </>
          )}
        </p>
        <p className="activity-sub">
          <Handle nichandle={entry.nichandle} mine />
          {entry.changes.map((change) => (
            <span key={change.contactType}>
              {t(`requests:contact.${change.contactType}`)} <span aria-hidden="true">→</span>
              <span className="visually-hidden">{t('requests:table.to')}</span>{' '}
              <Handle nichandle={change.to} />
            </span>
          ))}
          <RequestLinks entry={entry} known={known} />
        </p>
        <Why entry={entry} />
      </div>
      <span className="activity-outcome">
        <Outcome entry={entry} />
      </span>
      <span className="activity-at">
        <When at={entry.at} style="short" />
      </span>
    </div>
  );
});

function Outcome({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const outcome = shownOutcome(entry);
  return <Pill tone={OUTCOME_TONES[outcome]}>{t(`outcome.${outcome}`)}</Pill>;
}

function RequestLinks({ entry, known }: ActivityLineProps) {
  const { t } = useTranslation('activity');
  return entry.requestIds.map((id) => {
    const key = `${entry.api}/${id}`;
    // A request of an account that was forgotten is still told, but leads nowhere.
    return known.has(key) ? (
      <Button key={id} variant="link" onClick={() => openRequest(key)}>
        {t('request', { id })}
      </Button>
    ) : (
      <span key={id}>{t('request', { id })}</span>
    );
  });
}

/** Why it did not come to pass; empty where it did, or is on its way. */
export function useWhy(): (entry: ActivityEntry) => string {
  const { t } = useTranslation('activity');
  return ({ kind, outcome, failure }) => {
    if (outcome === 'done' || outcome === 'pending') return '';
    if (outcome === 'unknown') return t(kind === 'changeContact' ? 'unknownWhyChange' : 'unknownWhy');
    if (failure === null) return outcome === 'not-sent' ? t('notSentWhy') : '';
    const own = t(`failures:code.${failure.code}`);
    return failure.message === undefined
      ? own
      : `${own} ${t('failures:words', { message: failure.message })}`;
  };
}

/** Not an alert: it is history, and often more than one line of it. */
function Why({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const why = useWhy()(entry);
  const { failure, outcome } = entry;
  if (outcome === 'done' || outcome === 'pending') return null;
  return (
    <>
      <p className="activity-why">
        {why}
        {failure?.queryId === undefined ? null : (
          <>
            {' '}
            {t('failures:queryId')} <code>{failure.queryId}</code>
          </>
        )}
      </p>
      {outcome === 'unknown' ? <CallWitness of={{ activityId: entry.id }} /> : null}
    </>
  );
}
