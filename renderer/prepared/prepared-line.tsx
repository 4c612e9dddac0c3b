/** One prepared thing: what, for when, how it stands, and the ways on: take it up, another day, drop it. Sends nothing. */
import { CalendarClock } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { showName } from '../../shared/idn.ts';
import { beginOfDay, localDay } from '../../shared/local-day.ts';
import { isDue, type Prepared } from '../../shared/prepared.ts';
import { askForPaste } from '../codes/codes.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { PrepareDay } from './prepare-day.tsx';
import { reviewPrepared, standingsOf } from './prepared-review.ts';
import { dropPrepared, movePrepared } from './prepared-state.ts';
import { usePreparedTitle, usePreparedWhen } from './prepared-words.ts';
import './prepared.css';

export function PreparedLine({ prepared }: { prepared: Prepared }) {
  const { t } = useTranslation(['prepared', 'codes']);
  const formats = useFormats();
  const now = useNow();
  const title = usePreparedTitle()(prepared);
  const when = usePreparedWhen()(prepared, now);
  const due = isDue(prepared, localDay(now));
  const [moving, setMoving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { says, isLeft, isToFind } = useSayings(prepared);
  const drop = async () => {
    const failed = await dropPrepared(prepared.id);
    setFailure(failed);
    if (failed === null) toast(t('prepared:dropped'));
  };
  return (
    <li className="prepared-line">
      <CalendarClock aria-hidden="true" />
      <div className="prepared-what">
        <span>
          <b>{title}</b>
        </span>
        <About prepared={prepared} />
        <span className={due ? 'prepared-due' : 'prepared-when'}>{when}</span>
        {says.map((line) => (
          <span key={line} className="prepared-says">
            {line}
          </span>
        ))}
        {failure === null ? null : <FailureNote failure={failure} compact />}
      </div>
      <span className="prepared-acts">
        {isToFind ? <Button onClick={askForPaste}>{t('prepared:paste')}</Button> : null}
        {isLeft ? (
          <Button onClick={() => reviewPrepared(prepared)}>
            {t(isToFind ? 'prepared:find' : due ? 'prepared:review' : 'prepared:reviewNow')}
            <span className="visually-hidden"> {title}</span>
          </Button>
        ) : (
          <Button onClick={() => void drop()}>
            {t('prepared:done')}
            <span className="visually-hidden"> {title}</span>
          </Button>
        )}
        <Menu
          trigger={<Button aria-label={t('prepared:more', { what: title })}>…</Button>}
          items={[
            { label: t('prepared:move'), onSelect: () => setMoving(true) },
            { label: t('prepared:drop'), note: t('prepared:dropNote'), onSelect: () => void drop() },
          ]}
        />
      </span>
      {moving ? (
        <PrepareDay
          what={title}
          note={t(prepared.kind === 'handover' ? 'prepared:ask.noteHandover' : 'prepared:ask.noteDecisions')}
          from={prepared.day}
          onClose={() => setMoving(false)}
          onKeep={async (day) => {
            const failed = await movePrepared(prepared.id, day);
            if (failed === null) toast(t('prepared:kept', { day: formats.day(beginOfDay(day)) }));
            return failed;
          }}
        />
      ) : null}
    </li>
  );
}

/** Enough to know it by; all of them stand at the check or in the tray. */
const NAMED = 3;

function About({ prepared }: { prepared: Prepared }) {
  const { t } = useTranslation('prepared');
  const number = useNumber();
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const names = useMemo(() => {
    if (prepared.kind === 'handover') {
      const wanted = new Set(prepared.parts.map(({ serviceKey }) => serviceKey));
      return (services ?? []).flatMap(({ key, name }) => (wanted.has(key) ? [name] : []));
    }
    const wanted = new Set(prepared.sides.map(({ requestKey }) => requestKey));
    return requests.flatMap(({ key, serviceDomain }) =>
      wanted.has(key) && serviceDomain !== null ? [serviceDomain] : [],
    );
  }, [prepared, services, requests]);
  const shown = [...new Set(names)].map(showName);
  const more = shown.length - NAMED;
  if (shown.length === 0) return null;
  return (
    <span className="prepared-says">
      {shown.slice(0, NAMED).join(', ')}
      {more > 0 ? ` ${t('others', { count: more, shown: number(more) })}` : ''}
    </span>
  );
}

/** What is to be known of it before it is taken up; whether anything is left to do, and whether its codes have to be found first. */
function useSayings(prepared: Prepared): { says: string[]; isLeft: boolean; isToFind: boolean } {
  const { t } = useTranslation('prepared');
  const number = useNumber();
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const accounts = useStore((state) => state.accounts);
  const outbox = useStore((state) => state.outbox);
  const codes = useStore((state) => state.codes);
  const decisions = useStore((state) => state.decisions);
  const all = useStore((state) => state.prepared);
  const now = useNow();
  const standings = useMemo(
    () => standingsOf(prepared, { requests, accounts, outbox, codes, decisions, prepared: all, now }),
    [prepared, requests, accounts, outbox, codes, decisions, all, now],
  );
  const unknown = useMemo(() => {
    if (prepared.kind !== 'handover' || services === null) return 0;
    const known = new Set(services.map(({ key }) => key));
    return prepared.parts.filter(({ serviceKey }) => !known.has(serviceKey)).length;
  }, [prepared, services]);
  const count = (of: string) => standings.filter(({ standing }) => standing === of).length;
  const told = (key: string, of: number) => (of === 0 ? [] : [t(key, { count: of, shown: number(of) })]);
  const says = [...told('says.gone', prepared.gone), ...told('says.unknown', unknown)];
  if (prepared.kind === 'handover') {
    const isLeft = services === null || unknown < prepared.parts.length;
    return { says: isLeft ? [...says, t('says.checked')] : says, isLeft, isToFind: false };
  }
  const [over, sealed, held, asks] = [count('over'), count('sealed'), count('at-hand'), count('asks')];
  return {
    says: [
      ...says,
      ...told('says.over', over),
      ...told('says.sealed', sealed),
      ...told('says.atHand', held),
      ...told('says.asks', asks),
    ],
    isLeft: over < prepared.sides.length,
    isToFind: asks > 0 && held + sealed === 0,
  };
}
