/** What NIC handles are called, and whose menu is open. First values only: what changes them is beside it. */

export type PeopleSlice = {
  /** By handle in lower case. */
  labels: ReadonlyMap<string, string>;
  /** Whose menu is open, and beside what. */
  person: { nichandle: string; anchor: HTMLElement } | null;
  /** Whose label is being written. */
  naming: string | null;
};

export function peopleSlice(): PeopleSlice {
  return { labels: new Map(), person: null, naming: null };
}
