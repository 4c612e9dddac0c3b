/** Hand-overs in Activity, each as one thing: how far it is, who still has to confirm, the way to its codes and to what is left of it. Sends nothing. */
import { useMemo, useState } from 'react';
import type { ActivityEntry } from '../../shared/activity.ts';
import { isMine } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { askForPaste, findCodesOf } from '../codes/codes.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { rowOf } from '../requests/requests-view.ts';
import { StatePill } from '../requests/state-pill.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useNow } from '../store/now.ts';
import { openKey, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { Progress } from '../ui/progress.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { restOf, rowsToAskAgain } from './handover-again.ts';
import { ServiceName, useServicesByKey } from './handover-check.tsx';
import { HandoverList } from './handover-list.tsx';
import {
  groupsOf,
  type HandoverRecord,
  type RecordRow,
  recordOf,
  STANDINGS,
  type Standing,
} from './handover-records.ts';
import { resumeHandover } from './handover-state.ts';
import { RequestLink } from './handover-story.tsx';
import './handover.css';
import { useTranslation } from '../words/translation.ts';

const TONES: Record<Standing, Tone> = {
  yours: 'you',
  theirs: 'wait',
  ovhcloud: 'wait',
  done: 'good',
  ended: 'mute',
  failed: 'bad',
  unknown: 'you',
  'not-sent': 'mute',
  untold: 'mute',
};
/** Hand-overs in sight before the older ones are asked for. */
const FIRST = 3;
const NAMED = 3;

type HandoverRecordsProps = {
  /** Newest first. */
  entries: readonly ActivityEntry[];
  /** Those the search finds: a hand-over with one of them is shown, and shown whole. */
  matching: readonly ActivityEntry[];
};

export function HandoverRecords({ entries, matching }: HandoverRecordsProps) {
  const { t } = useTranslation('handover');
  const route = useRoute();
  const [all, setAll] = useState(false);
  const requests = useStore((state) => state.requests);
  const mineOf = useMineOf();
  const now = useNow();
  const records = useMemo(() => {
    const byKey = new Map(requests.map((request): [string, ContactRequest] => [request.key, request]));
    return [...groupsOf(entries)].map(([group, own]) => recordOf(group, own, byKey, mineOf, now));
  }, [entries, requests, mineOf, now]);
  const keys = useMemo(() => records.flatMap(({ rows }) => rows.map(({ key }) => key)), [records]);
  const services = useServicesByKey(keys);
  const found = useMemo(() => {
    const groups = entries === matching ? null : new Set(matching.map(({ group }) => group));
    return groups === null ? records : records.filter(({ group }) => groups.has(group));
  }, [records, entries, matching]);
  if (found.length === 0) return null;
  const shown = all ? found : found.filter(({ group }, index) => index < FIRST || group === route.key);
  return (
    <section className="handover-records" aria-label={t('record.section')}>
      <h2 className="activity-date">{t('record.section')}</h2>
      <ul>
        {shown.map((record) => (
          <Record
            key={record.group}
            record={record}
            isOpen={record.group === route.key}
            services={services}
          />
        ))}
      </ul>
      {shown.length < found.length ? (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('record.older', { count: found.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}

type RecordProps = {
  record: HandoverRecord;
  isOpen: boolean;
  services: ReadonlyMap<string, Service>;
};

function Record({ record, isOpen, services }: RecordProps) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  const mineOf = useMineOf();
  const [only, setOnly] = useState<Standing | null>(null);
  const { rows, counts, to, yours } = record;
  // Only where it is looked at does the choice hold; what has moved on since leaves nothing to choose.
  const chosen = isOpen && only !== null && counts[only] > 0 ? only : null;
  const rest = useMemo(() => rowsToAskAgain(rows, services, chosen), [rows, services, chosen]);
  const show = (standing: Standing) => {
    setOnly(chosen === standing ? null : standing);
    if (!isOpen) openKey(record.group);
  };
  const total = rows.length;
  const mine = mineOf();
  return (
    <li className="handover-record">
      <div className="handover-record-head">
        <p className="activity-title">
          {t('record.title', { count: total, shown: number(total) })} <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('becomes')}</span>{' '}
          {to.slice(0, NAMED).map((nichandle) => (
            <Handle key={nichandle} nichandle={nichandle} mine={isMine(nichandle, mine)} />
          ))}
          {to.length > NAMED
            ? ` ${t('more', { count: to.length - NAMED, shown: number(to.length - NAMED) })}`
            : ''}
        </p>
        <When at={record.at} style="short" />
      </div>
      <Progress
        label={t('record.progress', { done: number(counts.done), total: number(total) })}
        done={counts.done}
        total={total}
      />
      <div className="handover-record-counts" role="group" aria-label={t('record.only')}>
        {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
          <button
            key={standing}
            type="button"
            className="handover-record-count"
            aria-pressed={chosen === standing}
            title={t('record.onlyThese')}
            onClick={() => show(standing)}
          >
            <Pill tone={TONES[standing]}>
              {t('reasonCount', {
                reason: t(`record.standing.${standing}`),
                shown: number(counts[standing]),
              })}
            </Pill>
          </button>
        ))}
      </div>
      <p className="handover-record-actions">
        {yours.length === 0 ? null : (
          <>
            <Button variant="primary" onClick={() => findCodesOf(new Set(yours))}>
              {t('record.findCodes')}
            </Button>
            <Button onClick={askForPaste}>{t('record.pasteCodes')}</Button>
          </>
        )}
        <Button aria-expanded={isOpen} onClick={() => openKey(isOpen ? null : record.group)}>
          {t(isOpen ? 'record.hide' : 'record.show')}
        </Button>
        {rest.length === 0 ? null : (
          <Button
            title={t('record.againNote')}
            onClick={() =>
              void resumeHandover(record.group, restOf(rest, services, useStore.getState().services ?? []))
            }
          >
            {t('record.again', { count: rest.length, shown: number(rest.length) })}
          </Button>
        )}
        {chosen === null ? null : (
          <Button variant="link" onClick={() => setOnly(null)}>
            {t('record.all', { count: total, shown: number(total) })}
          </Button>
        )}
      </p>
      {isOpen ? (
        <Rows
          rows={chosen === null ? rows : rows.filter(({ standing }) => standing === chosen)}
          services={services}
        />
      ) : null}
    </li>
  );
}

const rowKey = (row: RecordRow) => row.key;

type RowsProps = { rows: readonly RecordRow[]; services: ReadonlyMap<string, Service> };

function Rows({ rows, services }: RowsProps) {
  const { t } = useTranslation('handover');
  const mineOf = useMineOf();
  const now = useNow();
  return (
    <HandoverList
      label={t('record.services')}
      className="handover-sent"
      rows={rows}
      rowKey={rowKey}
      head={[
        { id: 'service', title: t('table.service') },
        { id: 'story', title: t('record.confirmed') },
        { id: 'verdict', title: '', name: t('table.verdict') },
      ]}
      cells={({ key, entry, requests, standing }) => [
        <ServiceName
          key="service"
          service={services.get(key)}
          fallback={entry.serviceName === null ? key : <ShownName name={entry.serviceName} />}
        />,
        <div key="story" className="handover-story">
          {requests.map((request) => (
            <p key={request.key} className="handover-record-request">
              <RequestLink requestKey={request.key}>{t('record.request', { id: request.id })}</RequestLink>
              <StatePill row={rowOf(request, mineOf, now)} />
              <Confirmed request={request} />
            </p>
          ))}
          {requests.length === 0 && entry.failure?.message !== undefined ? (
            <p>
              {t('failures:words', { message: entry.failure.message })}
              {entry.failure.queryId === undefined
                ? ''
                : ` ${t('sent.query', { id: entry.failure.queryId })}`}
            </p>
          ) : null}
        </div>,
        <Pill key="verdict" tone={TONES[standing]}>
          {t(`record.standing.${standing}`)}
        </Pill>,
      ]}
    />
  );
}

/** Who has confirmed, as far as it was done from here. */
function Confirmed({ request }: { request: ContactRequest }) {
  const { t, i18n } = useTranslation('handover');
  const called = useCalled();
  const who = request.confirmations
    .filter(({ decision, certain }) => decision === 'accept' && certain)
    .map(({ nichandle }) => called(nichandle));
  if (who.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(who);
  return <span className="handover-story-more">{t('record.confirmedBy', { who: list })}</span>;
}
