/** Labels a person gave to NIC handles: one small file, read once and replaced whole. It knows no service and asks nobody. */
import { z } from 'zod';
import { type PersonLabel, personLabelSchema, tidyLabel } from '../../shared/people.ts';
import { openJsonFile, type Place } from './json-file.ts';

export type PeopleKeeper = {
  /** By handle. */
  list: () => PersonLabel[];
  /** Sets these labels, an empty one takes it away; answers all of them. Rejects where they cannot be kept, and then nothing changed. */
  label: (labels: readonly PersonLabel[]) => Promise<PersonLabel[]>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), labels: z.array(personLabelSchema) });

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openPeople(place: Place): Promise<PeopleKeeper> {
  const file = await openJsonFile(place, 'people.json', 'people', fileSchema, {
    key: 'labels',
    entry: personLabelSchema,
  });
  let labels = new Map((file.found?.labels ?? []).map(({ nichandle, label }) => [nichandle, label]));
  /** One write after the other: each begins with what the one before has kept. */
  let turn: Promise<unknown> = Promise.resolve();

  const list = (): PersonLabel[] =>
    [...labels]
      .map(([nichandle, label]) => ({ nichandle, label }))
      .sort((a, b) => (a.nichandle < b.nichandle ? -1 : 1));

  return {
    list,
    wipe() {
      const work = async (): Promise<void> => {
        await file.remove();
        labels = new Map();
      };
      const mine = turn.then(work, work);
      turn = mine;
      return mine;
    },
    label(changes) {
      const change = async (): Promise<PersonLabel[]> => {
        const next = new Map(labels);
        for (const { nichandle, label } of changes) {
          const tidy = tidyLabel(label);
          if (tidy === '') next.delete(nichandle.toLowerCase());
          else next.set(nichandle.toLowerCase(), tidy);
        }
        const before = labels;
        labels = next;
        try {
          await file.write({ version: 1, labels: list() });
        } catch (error) {
          labels = before;
          throw error;
        }
        return list();
      };
      const mine = turn.then(change, change);
      turn = mine;
      return mine;
    },
  };
}
