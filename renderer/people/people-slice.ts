/** What is noted of people, and whose menu is open. First values only: what changes them is beside it. */
import type { Person } from '../../shared/people.ts';

export type PeopleSlice = {
  /** By handle in lower case. */
  people: ReadonlyMap<string, Person>;
  /** Whose menu is open, and beside what. */
  person: { nichandle: string; anchor: HTMLElement } | null;
  /** Whose name is being written away from their pane. */
  naming: string | null;
};

export function peopleSlice(): PeopleSlice {
  return { people: new Map(), person: null, naming: null };
}
