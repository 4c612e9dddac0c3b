/** A place for files under test: a folder of the system's disk, and what was found damaged there. */

import { systemDisk } from '../../electron/storage/disk.ts';
import type { Place } from '../../electron/storage/json-file.ts';
import type { Damage } from '../../shared/damage.ts';

export type FakePlace = Place & { told: Damage[] };

export function placeIn(folder: string, change: Partial<Place> = {}): FakePlace {
  const told: Damage[] = [];
  return {
    disk: systemDisk,
    folder,
    now: () => 7,
    tell: (damage) => told.push(damage),
    mended: (file) => {
      for (let at = told.length - 1; at >= 0; at -= 1) if (told[at]?.file === file) told.splice(at, 1);
    },
    ...change,
    told,
  };
}
