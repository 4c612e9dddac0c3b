/** Hand-overs under way: how far each is, who holds it up, and a message to remind them. Sends nothing itself. */
import { Send } from 'lucide-react';
import { deadlineOf } from '../../shared/deadline.ts';
import { firstNameOf, isEmail } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { openLink } from '../accounts/next-step.ts';
import type { HandoverRecord } from '../handover/handover-records.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useCalled, useName } from '../people/names.ts';
import { openPerson } from '../people/people-state.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { heldUpBy, onlyFrom, partsOf } from './today-view.ts';

export function TodayHandovers({ records }: { records: readonly HandoverRecord[] }) {
  const { t } = useTranslation('today');
  return (
    <TodaySection
      title={t('handovers.title')}
      count={records.length}
      all={{ label: t('handovers.all'), run: () => go({ screen: 'activity' }) }}
    >
      <ul>
        {records.map((record) => (
          <UnderWay key={record.group} record={record} />
        ))}
      </ul>
    </TodaySection>
  );
}

function UnderWay({ record }: { record: HandoverRecord }) {
  const { t } = useTranslation('today');
  const number = useNumber();
  const mineOf = useMineOf();
  const now = useNow();
  const called = useCalled();
  const total = record.rows.length;
  const from = onlyFrom(record);
  const held = heldUpBy(record, mineOf, now);
  const parts = partsOf(record);
  const [to, more] = record.to;
  const mine = mineOf();
  return (
    <li className="today-handover">
      <div className="today-handover-head">
        <button
          type="button"
          className="today-handover-title"
          onClick={() => go({ screen: 'activity', key: record.group })}
        >
          {from === null ? (
            t('handovers.services', { count: total, shown: number(total) })
          ) : (
            <Handle nichandle={from} mine={mine.has(from)} leads={false} />
          )}{' '}
          <span aria-hidden="true">→</span>
          <span className="visually-hidden">{t('handovers.becomes')}</span>{' '}
          {to === undefined ? null : <Handle nichandle={to} mine={mine.has(to)} leads={false} />}
          {more === undefined ? null : ` ${t('handovers.more', { count: record.to.length - 1 })}`}
        </button>
        <span className="today-under-inline">
          {t('handovers.of', { done: number(record.counts.done), total: number(total) })}
        </span>
      </div>
      <div className="today-bar" aria-hidden="true">
        {parts.map(({ part, count }) => (
          <span key={part} className={`today-part today-part-${part}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className="today-legend">
        {parts.map(({ part, count }) => (
          <li key={part}>
            <span className={`today-dot today-part-${part}`} aria-hidden="true" />
            {part === 'theirs' && held !== null && held.requests.length >= count
              ? t('handovers.part.with', {
                  count,
                  shown: number(count),
                  who: firstNameOf(called(held.nichandle)),
                })
              : t(`handovers.part.${part}`, { count, shown: number(count) })}
          </li>
        ))}
      </ul>
      {held === null ? null : <Held nichandle={held.nichandle} requests={held.requests} />}
    </li>
  );
}

function Held({ nichandle, requests }: { nichandle: string; requests: readonly ContactRequest[] }) {
  const { t } = useTranslation('today');
  const name = useName(nichandle);
  const remind = useRemind();
  const who = name === null ? nichandle : firstNameOf(name);
  const first = firstEnd(requests);
  const oldest = Math.min(...requests.map(({ dateRequest }) => Date.parse(dateRequest)));
  return (
    <div className="today-held">
      <p>
        {t('handovers.heldUp')} <Handle nichandle={nichandle} />
        {Number.isFinite(oldest) ? (
          <>
            , {t('handovers.asked')} <When at={oldest} />
          </>
        ) : null}
        .{' '}
        {first === null ? null : (
          <>
            {t('handovers.first')} <When at={first} style="in" />.
          </>
        )}
      </p>
      <Button icon={<Send aria-hidden="true" />} onClick={() => remind(nichandle, who, requests)}>
        {t('handovers.remind', { who })}
      </Button>
    </div>
  );
}

function firstEnd(requests: readonly ContactRequest[]): number | null {
  const ends = requests.flatMap((request) => deadlineOf(request)?.at ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Requests named in a message; a longer one does not fit into every e-mail program's address. */
const NAMED = 15;

/** A message in the user's own e-mail program, with numbers and the deadline and never a code; without an address, the way to note one. */
function useRemind(): (nichandle: string, who: string, requests: readonly ContactRequest[]) => void {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const number = useNumber();
  return (nichandle, who, requests) => {
    const email = useStore.getState().people.get(nichandle.toLowerCase())?.email ?? '';
    if (!isEmail(email)) {
      openPerson(nichandle);
      toast(t('remind.noAddress', { who }));
      return;
    }
    const first = firstEnd(requests);
    const lines = requests
      .slice(0, NAMED)
      .map(({ id, serviceDomain }) => t('remind.line', { id, service: serviceDomain ?? '?' }));
    const more = requests.length - lines.length;
    const body = [
      t('remind.hello', { who }),
      '',
      t('remind.text', { count: requests.length, shown: number(requests.length) }),
      '',
      ...lines,
      ...(more > 0 ? [t('remind.more', { count: more, shown: number(more) })] : []),
      '',
      t('remind.code'),
      ...(first === null ? [] : [t('remind.until', { day: formats.exact(first) })]),
    ].join('\n');
    const subject = t('remind.subject', { count: requests.length, shown: number(requests.length) });
    void openLink({ to: 'write', email, subject, body }).then((answer) =>
      answer.ok ? undefined : toast(t('remind.failed', { who }), { tone: 'bad' }),
    );
  };
}
