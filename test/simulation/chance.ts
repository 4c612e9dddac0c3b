/** Chance that can be repeated: one stream of it for each name under a seed, so that leaving something out leaves the others as they were. */
import { createRandom, type Random } from '../../electron/sandbox/random.ts';

export type Chance = Random & {
  /** One of these, each as likely as its weight. */
  weighted: <T>(items: readonly (readonly [weight: number, item: T])[]) => T;
  /** As many as wanted, each once, in an order of chance. */
  some: <T>(items: readonly T[], count: number) => T[];
};

export function chanceOf(seed: number, name: string): Chance {
  const random = createRandom(hashOf(`${seed} ${name}`));
  return {
    ...random,
    weighted(items) {
      const sum = items.reduce((total, [weight]) => total + weight, 0);
      let left = random.next() * sum;
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = items.at(-1);
      if (last === undefined) throw new RangeError('nothing to choose from');
      return last[1];
    },
    some(items, count) {
      const left = [...items];
      const chosen = [];
      while (left.length > 0 && chosen.length < count) {
        chosen.push(...left.splice(random.int(0, left.length - 1), 1));
      }
      return chosen;
    },
  };
}

/** FNV-1a, then mixed once more: seeds that follow each other must not begin alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
