/** Selecting rows. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allToggled,
  inverted,
  joined,
  ranged,
  shownState,
  toggled,
} from '../../../renderer/components/selection.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];

describe('selecting', () => {
  it('takes a range in either direction, both ends included', () => {
    expect([...ranged(new Set(), keys, 'b', 'd')]).toEqual(['b', 'c', 'd']);
    expect([...ranged(new Set(), keys, 'd', 'b')].sort()).toEqual(['b', 'c', 'd']);
  });
  it('takes the row alone where the range began at a row that is no longer shown', () => {
    expect([...ranged(new Set(), keys, 'gone', 'c')]).toEqual(['c']);
  });
  it('takes a range away again', () => {
    expect([...ranged(new Set(keys), keys, 'b', 'd', false)]).toEqual(['a', 'e']);
  });
  it('keeps what is selected and not shown', () => {
    expect([...allToggled(new Set(['hidden']), keys)].sort()).toEqual([...keys, 'hidden']);
    expect([...allToggled(new Set(['hidden', ...keys]), keys)]).toEqual(['hidden']);
  });
  it('is whole, in part or not at all', () => {
    expect(shownState(new Set(), keys)).toBe(false);
    expect(shownState(new Set(['a']), keys)).toBe('mixed');
    expect(shownState(new Set([...keys, 'hidden']), keys)).toBe(true);
    expect(shownState(new Set(['hidden']), [])).toBe(false);
  });
  it('toggled twice is as before, and the set that was given stays as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...keys)), fc.constantFrom(...keys), (chosen, key) => {
        const before = new Set(chosen);
        expect(new Set(toggled(toggled(before, key), key))).toEqual(before);
        expect(before).toEqual(new Set(chosen));
      }),
    );
  });
});

describe('inverting', () => {
  it('takes exactly the shown that were not selected, and leaves alone what is not shown', () => {
    const selected = new Set(['a', 'hidden']);
    expect([...inverted(selected, ['a', 'b', 'c'])].sort()).toEqual(['b', 'c', 'hidden']);
    expect(inverted(inverted(selected, ['a', 'b']), ['a', 'b'])).toEqual(selected);
  });
});

it('joining keeps what is selected, shown or not, and takes nothing away', () => {
  expect([...joined(new Set(['hidden', 'a']), ['a', 'b'])]).toEqual(['hidden', 'a', 'b']);
});

it('a heap that is selected as a whole is known as one, for just these rows', () => {
  const all = joined(new Set(), keys);
  expect(shownState(all, keys)).toBe(true);
  expect(shownState(all, [...keys, 'f'])).toBe('mixed');
  expect(inverted(all, keys)).toEqual(new Set());
  expect(inverted(all, ['a', 'f'])).toEqual(new Set(['b', 'c', 'd', 'e', 'f']));
  expect(allToggled(all, keys)).toEqual(new Set());
  expect(allToggled(new Set(), keys)).toEqual(new Set(keys));
  expect(toggled(all, 'a')).toEqual(new Set(['b', 'c', 'd', 'e']));
});
