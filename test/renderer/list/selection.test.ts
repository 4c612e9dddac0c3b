/** Selecting rows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeySet } from '../../../renderer/list/key-set.ts';
import {
  allToggled,
  inverted,
  joined,
  ranged,
  shownState,
  toggled,
} from '../../../renderer/list/selection.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

const set = (...some: string[]) => new KeySet(some);

describe('selecting', () => {
  it('takes a range in either direction, both ends included', () => {
    expect([...ranged(set(), keys, 'b', 'd')]).toEqual(['b', 'c', 'd']);
    expect([...ranged(set(), keys, 'd', 'b')].sort()).toEqual(['b', 'c', 'd']);
  });
  it('takes the row alone where the range began at a row that is no longer shown', () => {
    expect([...ranged(set(), keys, 'gone', 'c')]).toEqual(['c']);
  });
  it('takes a range away again', () => {
    expect([...ranged(set(...keys), keys, 'b', 'd', false)]).toEqual(['a', 'e']);
  });
  it('keeps what is selected and not shown', () => {
    expect([...allToggled(set('hidden'), keys)].sort()).toEqual([...keys, 'hidden']);
    expect([...allToggled(set('hidden', ...keys), keys)]).toEqual(['hidden']);
  });
  it('is whole, in part or not at all', () => {
    expect(shownState(set(), keys)).toBe(false);
    expect(shownState(set('a'), keys)).toBe('mixed');
    expect(shownState(set(...keys, 'hidden'), keys)).toBe(true);
    expect(shownState(set('hidden'), [])).toBe(false);
  });
  it('toggled twice is as before, and the set that was given stays as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...keys)), fc.constantFrom(...keys), (chosen, key) => {
        const before = set(...chosen);
        expect([...toggled(toggled(before, key), key)].sort()).toEqual(chosen.toSorted());
        expect([...before]).toEqual(chosen);
      }),
    );
  });
});

describe('inverting', () => {
  it('takes exactly the shown that were not selected, and leaves alone what is not shown', () => {
    const selected = set('a', 'hidden');
    expect([...inverted(selected, ['a', 'b', 'c'])].sort()).toEqual(['b', 'c', 'hidden']);
    expect([...inverted(inverted(selected, ['a', 'b']), ['a', 'b'])].sort()).toEqual(['a', 'hidden']);
  });
});

it('joining keeps what is selected, shown or not, and takes nothing away', () => {
  expect([...joined(set('hidden', 'a'), ['a', 'b'])]).toEqual(['hidden', 'a', 'b']);
});

it('a heap that is selected as a whole is known as one, for just these rows', () => {
  const all = joined(set(), keys);
  expect(shownState(all, keys)).toBe(true);
  expect(shownState(all, [...keys, 'f'])).toBe('mixed');
  expect([...inverted(all, keys)]).toEqual([]);
  expect([...inverted(all, ['a', 'f'])]).toEqual(['b', 'c', 'd', 'e', 'f']);
  expect([...allToggled(all, keys)]).toEqual([]);
  expect([...allToggled(set(), keys)]).toEqual(keys);
  expect([...toggled(all, 'a')]).toEqual(['b', 'c', 'd', 'e']);
});
