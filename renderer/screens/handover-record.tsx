/** Hand-overs in Activity, each as one thing: how far it is, who still has to confirm, and the way to its codes. Sends nothing. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../shared/activity.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { Button } from '../components/button.tsx';
import { Handle } from '../components/handle.tsx';
import { When } from '../components/moment.tsx';
import { Pill, type Tone } from '../components/pill.tsx';
import { Progress } from '../components/progress.tsx';
import { useNumber } from '../locales/format.ts';
import { askForPaste, findCodesOf } from '../state/codes.ts';
import {
  groupsOf,
  type HandoverRecord,
  type RecordRow,
  recordOf,
  STANDINGS,
  type Standing,
} from '../state/handover-records.ts';
import { showName } from '../state/idn.ts';
import { useMineOf } from '../state/mine.ts';
import { useNow } from '../state/now.ts';
import { openKey, useRoute } from '../state/route.ts';
import { useStore } from '../state/store.ts';
import { CodesDialogs } from './codes-dialogs.tsx';
import { ServiceName, useServicesByKey } from './handover-check.tsx';
import { HandoverList } from './handover-list.tsx';
import { RequestLink } from './handover-story.tsx';
import { rowOf } from './requests-view.ts';
import { StatePill } from './state-pill.tsx';
import '../styles/handover.css';

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

/** `entries` newest first. */
export function HandoverRecords({ entries }: { entries: readonly ActivityEntry[] }) {
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
  if (records.length === 0) return null;
  const shown = all ? records : records.filter(({ group }, index) => index < FIRST || group === route.key);
  return (
    <section className="handover-records" aria-label={t('record.section')}>
      <h2 className="activity-date">{t('record.section')}</h2>
      <ul>
        {shown.map((record) => (
          <Record key={record.group} record={record} isOpen={record.group === route.key} />
        ))}
      </ul>
      {shown.length < records.length ? (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('record.older', { count: records.length - shown.length })}
        </Button>
      ) : null}
      <CodesDialogs />
    </section>
  );
}

function Record({ record, isOpen }: { record: HandoverRecord; isOpen: boolean }) {
  const { t } = useTranslation('handover');
  const number = useNumber();
  const mineOf = useMineOf();
  const { rows, counts, to, yours } = record;
  const total = rows.length;
  const mine = mineOf();
  return (
    <li className="handover-record">
      <div className="handover-record-head">
        <p className="activity-title">
          {t('record.title', { count: total, shown: number(total) })} <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('becomes')}</span>{' '}
          {to.slice(0, NAMED).map((nichandle) => (
            <Handle key={nichandle} nichandle={nichandle} mine={mine.has(nichandle)} />
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
      <p className="handover-record-counts">
        {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
          <Pill key={standing} tone={TONES[standing]}>
            {t('reasonCount', {
              reason: t(`record.standing.${standing}`),
              shown: number(counts[standing]),
            })}
          </Pill>
        ))}
      </p>
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
      </p>
      {isOpen ? <Rows record={record} /> : null}
    </li>
  );
}

const rowKey = (row: RecordRow) => row.key;

function Rows({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handover');
  const services = useServicesByKey();
  const mineOf = useMineOf();
  const now = useNow();
  return (
    <HandoverList
      label={t('record.services')}
      className="handover-sent"
      rows={record.rows}
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
          fallback={entry.serviceName === null ? key : showName(entry.serviceName)}
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
  const who = request.confirmations
    .filter(({ decision, certain }) => decision === 'accept' && certain)
    .map(({ nichandle }) => nichandle);
  if (who.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(who);
  return <span className="handover-story-more">{t('record.confirmedBy', { who: list })}</span>;
}
