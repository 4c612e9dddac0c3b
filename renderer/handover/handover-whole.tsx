/** One hand-over (`#/handovers/<group>`): how far it is, what is left and who it waits for, each service, and what happened so far. */
import { FileCheck, Inbox, Mail, Repeat, SearchX } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { listActivity } from '../activity/activity-state.ts';
import { askForPaste, findCodesOf } from '../codes/codes.ts';
import { AccessLeft } from '../facts/access-left.tsx';
import { WriteToSides } from '../letters/write-to-sides.tsx';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pill } from '../ui/pill.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { BelowHandovers } from './below-handovers.tsx';
import { restOf, rowsToAskAgain } from './handover-again.ts';
import { PartBar, PartLegend } from './handover-bar.tsx';
import { useServicesByKey } from './handover-check.tsx';
import { Held } from './handover-line.tsx';
import { holdersOf, partsOf } from './handover-progress.ts';
import { type HandoverRecord, STANDINGS } from './handover-records.ts';
import { HandoverServices, TONES } from './handover-services.tsx';
import { resumeHandover } from './handover-state.ts';
import { timelineOf } from './handover-timeline.ts';
import { HandoverAbout, useHandoverTitle } from './handover-title.tsx';
import { HandoverUnderWay } from './handover-under-way.tsx';
import { useFreshHandovers } from './use-handovers.ts';
import { usePartWord } from './use-part-word.ts';
import './handovers.css';

export function HandoverWhole({ group }: { group: string }) {
  const { t } = useTranslation(['handovers', 'records']);
  const records = useFreshHandovers();
  const failure = useStore((state) => state.activityFailure);
  const titleOf = useHandoverTitle();
  const record = records?.find((one) => one.group === group);
  return (
    <BelowHandovers
      title={record === undefined ? t('one') : titleOf(record)}
      actions={
        record === undefined ? undefined : (
          <>
            <Button
              icon={<Inbox aria-hidden="true" />}
              onClick={() => go({ screen: 'requests', query: { segment: 'all', handover: group } })}
            >
              {t('showRequests')}
            </Button>
            <HandoverUnderWay />
            <Button
              icon={<FileCheck aria-hidden="true" />}
              onClick={() => go({ screen: 'handovers', key: `record/${group}` })}
            >
              {t('records:open')}
            </Button>
          </>
        )
      }
    >
      {failure === null ? null : <FailureNote failure={failure} onNext={() => void listActivity()} />}
      {record === undefined ? (
        records === null ? (
          failure === null ? (
            <Waiting />
          ) : null
        ) : (
          <Empty
            icon={<SearchX aria-hidden="true" />}
            title={t('gone.title')}
            text={t('gone.text')}
            action={<Button onClick={() => go({ screen: 'handovers' })}>{t('gone.action')}</Button>}
          />
        )
      ) : (
        <Told record={record} />
      )}
    </BelowHandovers>
  );
}

function Told({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const wordOf = usePartWord();
  const [show, setShow] = useQuery('show');
  const only = STANDINGS.find((standing) => standing === show && record.counts[standing] > 0) ?? null;
  const services = useServicesByKey(useMemo(() => record.rows.map(({ key }) => key), [record.rows]));
  const total = record.rows.length;
  const parts = partsOf(record);
  const rows = only === null ? record.rows : record.rows.filter(({ standing }) => standing === only);
  return (
    <div className="handover-whole">
      <div className="handover-whole-main">
        <section className="handover-whole-card" aria-label={t('progress')}>
          <p className="handover-whole-count">
            <b>{number(record.counts.done)}</b> {t('ofDone', { count: total, shown: number(total) })}
            <span className="handover-whole-about">
              <HandoverAbout record={record} />
            </span>
          </p>
          <PartBar parts={parts} />
          <PartLegend parts={parts} word={(part) => wordOf(part, null)} />
        </section>
        <Left record={record} services={services} />
        <StillIn record={record} />
        <section className="handovers-section" aria-label={t('servicesOf')}>
          <h2>
            {t('servicesOf')} <span className="handovers-count">{number(rows.length)}</span>
          </h2>
          <div className="handover-record-counts" role="group" aria-label={t('handover:record.only')}>
            {STANDINGS.filter((standing) => record.counts[standing] > 0).map((standing) => (
              <button
                key={standing}
                type="button"
                className="handover-record-count"
                aria-pressed={only === standing}
                title={t('handover:record.onlyThese')}
                onClick={() => setShow(only === standing ? '' : standing)}
              >
                <Pill tone={TONES[standing]}>
                  {t('handover:reasonCount', {
                    reason: t(`handover:record.standing.${standing}`),
                    shown: number(record.counts[standing]),
                  })}
                </Pill>
              </button>
            ))}
          </div>
          <HandoverServices rows={rows} services={services} />
        </section>
      </div>
      <SoFar record={record} />
    </div>
  );
}

type LeftProps = { record: HandoverRecord; services: ReturnType<typeof useServicesByKey> };

/** What is still to do, by who can do it, each with its next step. Nothing is drawn of what is over. */
function Left({ record, services }: LeftProps) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const mineOf = useMineOf();
  const now = useNow();
  const { counts, rows, yours } = record;
  const holders = useMemo(() => holdersOf(record, mineOf, now), [record, mineOf, now]);
  const rest = useMemo(
    () => [...rowsToAskAgain(rows, services, null), ...rowsToAskAgain(rows, services, 'ended')],
    [rows, services],
  );
  const failed = counts.failed + counts.unknown + counts['not-sent'] + counts.ended;
  const moving = counts.yours + counts.theirs + counts.ovhcloud;
  if (moving + failed + counts.untold === 0) return null;
  return (
    <section className="handovers-section" aria-label={t('left')}>
      <h2>
        {t('left')} <span className="handovers-count">{number(rows.length - counts.done)}</span>
      </h2>
      <ul>
        {counts.yours === 0 ? null : (
          <LeftLine
            part="yours"
            count={counts.yours}
            title={t('leftYours')}
            text={t('leftYoursText', { count: yours.length, shown: number(yours.length) })}
          >
            <Button icon={<Mail aria-hidden="true" />} onClick={() => findCodesOf(new Set(yours))}>
              {t('handover:record.findCodes')}
            </Button>
            <Button onClick={askForPaste}>{t('handover:record.pasteCodes')}</Button>
          </LeftLine>
        )}
        {counts.theirs === 0 ? null : (
          <LeftLine part="theirs" count={counts.theirs} title={t('leftTheirs')}>
            {holders.map((held) => (
              <Held key={held.nichandle} {...held} />
            ))}
          </LeftLine>
        )}
        {counts.ovhcloud === 0 ? null : (
          <LeftLine
            part="theirs"
            count={counts.ovhcloud}
            title={t('leftOvhcloud')}
            text={t('leftOvhcloudText')}
          />
        )}
        {failed === 0 ? null : (
          <LeftLine part="blocked" count={failed} title={t('leftFailed')} text={t('leftFailedText')}>
            {rest.length === 0 ? null : (
              <Button
                icon={<Repeat aria-hidden="true" />}
                title={t('handover:record.againNote')}
                onClick={() =>
                  void resumeHandover(
                    record.group,
                    restOf(rest, services, useStore.getState().services ?? []),
                  )
                }
              >
                {t('again', { count: rest.length, shown: number(rest.length) })}
              </Button>
            )}
          </LeftLine>
        )}
        {counts.untold === 0 ? null : (
          <LeftLine part="rest" count={counts.untold} title={t('leftUntold')} text={t('leftUntoldText')} />
        )}
      </ul>
    </section>
  );
}

/** Once something was handed over: whom policies let in all the same. */
function StillIn({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handovers');
  const requests = record.rows.flatMap((row) => row.requests);
  const former = [...new Set(requests.flatMap(({ fromAccount }) => fromAccount ?? []))].sort();
  const [first] = requests;
  if (record.counts.done === 0 || first === undefined || former.length === 0) return null;
  return (
    <section className="handovers-section" aria-label={t('afterwards')}>
      <h2>{t('afterwards')}</h2>
      <AccessLeft api={first.api} nichandles={former} />
    </section>
  );
}

type LeftLineProps = { part: string; count: number; title: string; text?: string; children?: ReactNode };

function LeftLine({ part, count, title, text, children }: LeftLineProps) {
  const number = useNumber();
  return (
    <li className="handover-left">
      <span className={`part-dot part-${part}`} aria-hidden="true" />
      <b className="handover-left-count">{number(count)}</b>
      <div className="handover-left-what">
        <p className="handover-left-title">{title}</p>
        {text === undefined ? null : <p className="handover-left-text">{text}</p>}
      </div>
      {children === undefined ? null : <div className="handover-left-acts">{children}</div>}
    </li>
  );
}

const NO_ACTIVITY: readonly never[] = [];

function SoFar({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const activity = useStore((state) => state.activity) ?? NO_ACTIVITY;
  const requests = useMemo(() => record.rows.flatMap((row) => row.requests), [record.rows]);
  const lines = useMemo(() => timelineOf(record, activity), [record, activity]);
  return (
    <aside className="handover-whole-aside" aria-label={t('soFar')}>
      <h2>{t('soFar')}</h2>
      <ul className="handover-so-far">
        {lines.map(({ what, at, count }) => (
          <li key={`${what} ${at}`}>
            <When at={at} style="short" />
            <span>{t(`happened.${what}`, { count, shown: number(count) })}</span>
          </li>
        ))}
      </ul>
      <WriteToSides requests={requests} />
    </aside>
  );
}

function Waiting() {
  const { t } = useTranslation('common');
  return (
    <div role="status" className="handovers-waiting">
      <span className="visually-hidden">{t('loading')}</span>
      {['42%', '68%', '61%', '55%'].map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}
