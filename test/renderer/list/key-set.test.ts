/** Sets of keys of rows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeySet } from '../../../renderer/list/key-set.ts';
import { finish } from '../../../shared/slices.ts';

/** Keys that are easily taken for one another. */
const key = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('eu/', 'ca/', 'u/', '', 'eu/1'),
      fc.constantFrom('', '0', '00', '01', '1', '10', '7'),
    )
    .map(([before, number]) => before + number),
  fc.constantFrom('a', 'b/', 'x/9007199254740993', 'x/9007199254740992', 'x/-1', 'x/1e3', 'x/١'),
  fc.nat().map((number) => `eu/${number}`),
);
const step = fc.record({ what: fc.constantFrom('add', 'delete', 'copy', 'prepare'), key });

describe('a set of keys', () => {
  it('holds what a Set of texts would hold, whether it began with a whole list or key by key', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key),
        fc.boolean(),
        fc.array(step),
        fc.array(key),
        (keys, isWhole, steps, asked) => {
          let own = isWhole ? KeySet.whole(keys) : new KeySet(keys);
          const plain = new Set(keys);
          for (const one of steps) {
            if (one.what === 'add') {
              own.add(one.key);
              plain.add(one.key);
            } else if (one.what === 'delete') expect(own.delete(one.key)).toBe(plain.delete(one.key));
            else if (one.what === 'copy') own = new KeySet(own);
            else finish(own.prepare());
          }
          for (const one of [...keys, ...asked]) expect([one, own.has(one)]).toEqual([one, plain.has(one)]);
          expect(own.size).toBe(plain.size);
          expect([...own].sort()).toEqual([...plain].sort());
        },
      ),
    );
  });
  it('is known as a whole until it is written into', () => {
    const keys = ['eu/1', 'eu/2', 'ca/1'];
    const whole = KeySet.whole(keys);
    expect(whole.has('ca/2')).toBe(false);
    expect(whole.isWhole(keys)).toBe(true);
    expect(whole.isWhole([...keys])).toBe(false);
    const copy = new KeySet(whole);
    copy.delete('eu/1');
    expect([copy.isWhole(keys), [...copy]]).toEqual([false, ['eu/2', 'ca/1']]);
    expect([whole.isWhole(keys), [...whole]]).toEqual([true, keys]);
  });
  it('is prepared in steps, and asked in between it is right all the same', () => {
    const keys = Array.from({ length: 5000 }, (_, at) => `eu/${at}`);
    const set = KeySet.whole(keys);
    const work = set.prepare();
    expect(work.next().done).toBe(false);
    expect([set.has('eu/4999'), set.has('eu/5000')]).toEqual([true, false]);
    expect(work.next().done).toBe(true);
  });
});
