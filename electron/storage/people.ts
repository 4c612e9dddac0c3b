/** What a user notes of people: one small file, read once and replaced whole. It knows no service and asks nobody. */
import { z } from 'zod';
import {
  isNobody,
  nobody,
  type Person,
  type PersonChange,
  personSchema,
  tidyName,
  withChange,
} from '../../shared/people.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

export type PeopleKeeper = {
  /** By handle. */
  list: () => Person[];
  /** Makes these changes; who has nothing left is forgotten. Answers all. Rejects where they cannot be kept, and then nothing changed. */
  change: (changes: readonly PersonChange[]) => Promise<Person[]>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(2), people: z.array(personSchema) });

/** Of before there was more than a name to keep. */
const labelSchema = z.object({ nichandle: z.string().min(1).max(64), label: z.string().max(80) });
const labelsSchema = z.object({ version: z.literal(1), labels: z.array(labelSchema) });

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openPeople(place: Place): Promise<PeopleKeeper> {
  const file = await openJsonFile(
    place,
    'people.json',
    'people',
    fileSchema,
    { key: 'people', entry: personSchema },
    {
      schema: labelsSchema,
      entries: { key: 'labels', entry: labelSchema },
      become: ({ labels }) => ({
        version: 2 as const,
        people: labels.map(({ nichandle, label }) => ({ ...nobody(nichandle), name: tidyName(label) })),
      }),
    },
  );
  let people = new Map((file.found?.people ?? []).map((person) => [person.nichandle, person]));
  const turns = openTurns();

  const list = (): Person[] => [...people.values()].sort((a, b) => (a.nichandle < b.nichandle ? -1 : 1));

  return {
    list,
    wipe: () =>
      turns.next(async () => {
        await file.remove();
        people = new Map();
      }),
    change: (changes) =>
      turns.next(async () => {
        const next = new Map(people);
        for (const change of changes) {
          const handle = change.nichandle.toLowerCase();
          const person = withChange(next.get(handle) ?? nobody(handle), change);
          if (isNobody(person)) next.delete(handle);
          else next.set(handle, person);
        }
        const before = people;
        people = next;
        try {
          await file.write({ version: 2, people: list() });
        } catch (error) {
          people = before;
          throw error;
        }
        return list();
      }),
  };
}
