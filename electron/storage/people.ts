/** Labels a person gave to NIC handles: one small file, read once and replaced whole. It knows no service and asks nobody. */
import { join } from 'node:path';
import { z } from 'zod';
import { type PersonLabel, personLabelSchema, tidyLabel } from '../../shared/people.ts';
import type { Disk } from '../desk/ports.ts';
import { readJson, setAside, writeJson } from './atomic.ts';
import { systemDisk } from './disk.ts';

export type PeopleKeeper = {
  /** By handle. */
  list: () => PersonLabel[];
  /** Sets these labels, an empty one takes it away; answers all of them. Rejects where they cannot be kept, and then nothing changed. */
  label: (labels: readonly PersonLabel[]) => Promise<PersonLabel[]>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), labels: z.array(personLabelSchema) });

/** A file that cannot be understood is moved aside, never overwritten. `now` in milliseconds. */
export async function openPeople(
  dataFolder: string,
  now: () => number,
  disk: Disk = systemDisk,
): Promise<PeopleKeeper> {
  const path = join(dataFolder, 'people.json');
  const file = await readJson(disk, path, now());
  const parsed = file.found ? fileSchema.safeParse(file.value) : null;
  if (parsed !== null && !parsed.success) await setAside(disk, path, now());
  let labels = new Map((parsed?.data?.labels ?? []).map(({ nichandle, label }) => [nichandle, label]));
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
        await disk.rm(path);
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
          await writeJson(disk, path, { version: 1, labels: list() });
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
