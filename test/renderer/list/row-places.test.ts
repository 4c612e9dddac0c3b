/** Which element of a virtual list shows which row. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowPlaces } from '../../../renderer/list/row-places.ts';

const rows = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

describe('places of rows', () => {
  it('no two rows have one, a row that stays keeps its own, and there are no more than rows were ever drawn at once', () => {
    const range = fc.record({ from: fc.nat(60), count: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const places = new RowPlaces();
        let before: ReadonlyMap<number, number> = new Map();
        for (const { from, count } of ranges) {
          const now = places.take(rows(from, count));
          expect([...now.keys()]).toEqual(rows(from, count));
          expect(new Set(now.values()).size).toBe(count);
          for (const place of now.values()) expect(place).toBeLessThan(places.made);
          for (const [index, place] of now) if (before.has(index)) expect(place).toBe(before.get(index));
          expect(places.take(rows(from, count))).toEqual(now);
          before = now;
        }
        expect(places.made).toBe(Math.max(0, ...ranges.map(({ count }) => count)));
      }),
    );
  });
  it('a jump takes just the elements that were on the screen', () => {
    const places = new RowPlaces();
    places.take(rows(0, 12));
    const before = places.take(rows(0, 8));
    const after = places.take(rows(5000, 8));
    expect([...after.values()].sort()).toEqual([...before.values()].sort());
  });
});
