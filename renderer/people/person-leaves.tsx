/** The day somebody leaves and who takes over: a sentence, and the fields to change it. */
import { LogOut } from 'lucide-react';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { isWordAlone, parseNichandle } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Person } from '../../shared/people.ts';
import { useServices } from '../services/services-state.ts';
import { useNow } from '../store/now.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { endOfDay } from './leaving.ts';
import { useCalled } from './names.ts';
import { changePeople } from './people-state.ts';
import { PersonField } from './person-field.tsx';
import { useHolders } from './use-people.ts';

export function PersonLeaves({ person, called }: { person: Person; called: string }) {
  const { t } = useTranslation(['people', 'common']);
  const formats = useFormats();
  const now = useNow();
  const nameOf = useCalled();
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // The form that had the focus is gone: it goes back to what opened it.
  useEffect(() => {
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <LeavesForm person={person} called={called} onEnd={() => setEditing(false)} />;
  const { leaves, successor } = person;
  if (leaves === null) {
    return (
      <Button variant="link" ref={button} className="person-leaves-ask" onClick={() => setEditing(true)}>
        {t('people:leaves.ask', { who: called })}
      </Button>
    );
  }
  const end = endOfDay(leaves);
  return (
    <div className="person-leaves">
      <LogOut aria-hidden="true" />
      <p>
        {t(end < now ? 'people:leaves.left' : 'people:leaves.on', {
          day: formats.date(end, now),
          span: formats.relative(end, now),
        })}{' '}
        {successor === null ? null : t('people:leaves.successor', { who: nameOf(successor) })}
      </p>
      <Button variant="link" ref={button} onClick={() => setEditing(true)}>
        {t('people:leaves.change')}
      </Button>
    </div>
  );
}

function LeavesForm({ person, called, onEnd }: { person: Person; called: string; onEnd: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const [day, setDay] = useState(person.leaves ?? '');
  const [successor, setSuccessor] = useState(person.successor ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [demanded, setDemanded] = useState(false);
  const date = useRef<HTMLInputElement>(null);
  useEffect(() => date.current?.focus(), []);
  const holders = useHolders(useServices());
  const known = useMemo(
    () =>
      [...(holders?.values() ?? [])]
        .filter(({ nichandle }) => nichandle !== person.nichandle)
        .toSorted((a, b) => b.services - a.services)
        .map(({ nichandle }) => nichandle),
    [holders, person.nichandle],
  );
  const parsed = parseNichandle(successor);
  const isWrong = successor.trim() !== '' && (parsed === null || isWordAlone(parsed));

  async function keep(leaves: string | null, next: string | null) {
    const failed = await changePeople([{ nichandle: person.nichandle, leaves, successor: next }]);
    setFailure(failed);
    if (failed === null) onEnd();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    setDemanded(true);
    if (isWrong || day === '') return;
    void keep(day, parsed);
  }
  return (
    <form
      className="person-leaves-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onEnd();
      }}
    >
      <TextField
        ref={date}
        type="date"
        label={t('people:leaves.day')}
        value={day}
        error={demanded && day === '' ? t('people:leaves.dayMissing') : undefined}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <PersonField
        label={t('people:leaves.who')}
        value={successor}
        onChange={setSuccessor}
        known={known}
        error={isWrong && demanded ? t('people:field.nobody') : undefined}
      />
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <p className="person-ways">
        <Button type="submit">{t('people:leaves.keep')}</Button>
        <Button onClick={onEnd}>{t('common:cancel')}</Button>
        {person.leaves === null ? null : (
          <Button variant="quiet" onClick={() => void keep(null, null)}>
            {t('people:leaves.stays', { who: called })}
          </Button>
        )}
      </p>
    </form>
  );
}
