/** The services of one hand-over as a table: its requests, who has confirmed as far as known, and where each stands. Sends nothing. */
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { rowOf } from '../requests/requests-view.ts';
import { StatePill } from '../requests/state-pill.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useNow } from '../store/now.ts';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useTranslation } from '../words/translation.ts';
import { ServiceName } from './handover-check.tsx';
import { HandoverList } from './handover-list.tsx';
import type { RecordRow, Standing } from './handover-records.ts';
import { RequestLink } from './handover-story.tsx';
import './handover.css';

export const TONES: Record<Standing, Tone> = {
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

const rowKey = (row: RecordRow) => row.key;

type HandoverServicesProps = { rows: readonly RecordRow[]; services: ReadonlyMap<string, Service> };

export function HandoverServices({ rows, services }: HandoverServicesProps) {
  const { t } = useTranslation('handover');
  const mineOf = useMineOf();
  const now = useNow();
  return (
    <HandoverList
      label={t('record.services')}
      className="handover-sent handover-whole-list"
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
