/** Rows of a long list are made only when they are looked at. */
import { expect, it } from 'vitest';
import { allRows, lazyKeys, type RowList } from '../../../renderer/list/row-list.ts';

type Row = { key: string };
const keyOf = ({ key }: Row) => key;

function counted(length: number, more: Partial<RowList<Row>> = {}) {
  const looked: number[] = [];
  const rows: RowList<Row> = {
    length,
    at(index) {
      looked.push(index);
      return { key: `k${index}` };
    },
    ...more,
  };
  return { rows, looked };
}

it('keys are made when they are first asked for, once', () => {
  const { rows, looked } = counted(3);
  const keys = lazyKeys(rows, keyOf);
  expect(looked).toEqual([]);
  expect(keys()).toEqual(['k0', 'k1', 'k2']);
  expect(keys()).toBe(keys());
  expect(looked).toEqual([0, 1, 2]);
});

it('keys that the list knows by itself make no row', () => {
  const { rows, looked } = counted(2, { allKeys: () => ['a', 'b'] });
  expect(lazyKeys(rows, keyOf)()).toEqual(['a', 'b']);
  expect(looked).toEqual([]);
});

it('an array is such a list', () => {
  const rows = [{ key: 'x' }];
  expect(lazyKeys(rows, keyOf)()).toEqual(['x']);
  expect(allRows(rows)).toEqual(rows);
});
