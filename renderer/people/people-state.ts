/** People as the desk keeps them: listing, changing, and whose menu is open. Counts are computed elsewhere. */
import type { Failure } from '../../shared/failure.ts';
import { MOST_PEOPLE, type Person, type PersonChange, tidyName } from '../../shared/people.ts';
import { call, on } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import type { PeopleSlice } from './people-slice.ts';

function setPeople(list: readonly Person[]): void {
  useStore.setState({ people: new Map(list.map((person) => [person.nichandle, person])) });
}

/** Without an answer people stay as they are: names are a help, not a fact to wait for. */
export async function listPeople(): Promise<void> {
  const answer = await call('people:list', {});
  if (answer.ok) setPeople(answer.value);
}

export function listenForPeople(): () => void {
  return on('people:changed', setPeople);
}

/** Answers why it could not be kept, else `null`. An empty name takes it away. */
export async function namePerson(nichandle: string, name: string): Promise<Failure | null> {
  return changePeople([{ nichandle: nichandle.toLowerCase(), name: tidyName(name) }]);
}

/** Any number of them, in as many calls as it takes; what was kept before a failure stays. */
export async function changePeople(changes: readonly PersonChange[]): Promise<Failure | null> {
  for (let from = 0; from < changes.length; from += MOST_PEOPLE) {
    const answer = await call('people:change', { people: changes.slice(from, from + MOST_PEOPLE) });
    if (!answer.ok) return answer.error;
    setPeople(answer.value);
  }
  return null;
}

export function showPerson(person: PeopleSlice['person']): void {
  useStore.setState({ person });
}

export function askName(naming: string | null): void {
  useStore.setState({ naming });
}

/** Leads to everything that is known of somebody. */
export function openPerson(nichandle: string): void {
  go({ screen: 'people', key: nichandle.toLowerCase() });
}
