/** What was found damaged since the start, until it is mended. Touches no file and says no words. */
import { DAMAGED_PARTS, type Damage } from '../../shared/damage.ts';

export type DamageList = {
  /** What weighs most first. */
  list: () => Damage[];
  found: (damage: Damage) => void;
  /** What was found of this file is over. */
  mended: (file: string) => void;
};

export function openDamageList(changed: () => void): DamageList {
  let all: Damage[] = [];
  return {
    list: () => all.toSorted((a, b) => DAMAGED_PARTS.indexOf(a.part) - DAMAGED_PARTS.indexOf(b.part)),
    found(damage) {
      // Where the folder takes nothing, none of its files does: that is one trouble.
      if (damage.why === 'unwritable' && all.some(({ part }) => part === 'folder')) return;
      all = [...all, damage];
      changed();
    },
    mended(file) {
      const left = all.filter((damage) => damage.file !== file);
      if (left.length === all.length) return;
      all = left;
      changed();
    },
  };
}
