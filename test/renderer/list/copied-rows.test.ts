/** What copying a list gives. */
import { expect, it } from 'vitest';
import { copiedRows } from '../../../renderer/list/copied-rows.ts';
import { KeySet } from '../../../renderer/list/key-set.ts';
import { NOTHING_SELECTED } from '../../../renderer/list/selection.ts';
import { tracksOf } from '../../../renderer/list/tracks.ts';

type Row = { key: string; name: string; place: string };
const rows: Row[] = [
  { key: 'a/1', name: 'faro.es', place: 'Vigo' },
  { key: 'a/2', name: 'two\nlines', place: 'a\ttab' },
];
const column = (id: 'name' | 'place') => ({
  id,
  title: id,
  width: 'minmax(120px, 2fr)',
  cell: () => null,
  text: (row: Row) => row[id],
});
const menu = { id: 'menu', title: '', width: '40px', cell: () => null };
const copy = (more: Partial<Parameters<typeof copiedRows<Row>>[0]>) =>
  copiedRows<Row>({
    rows,
    rowKey: ({ key }) => key,
    columns: [column('name'), menu, column('place')],
    selected: NOTHING_SELECTED,
    cursor: -1,
    cell: null,
    ...more,
  });

it('copies the ticked rows as they stand, cells parted by tabs and holding none', () => {
  expect(copy({ selected: new KeySet(['a/2', 'a/1']), cursor: 0 })).toBe('faro.es\tVigo\ntwo lines\ta tab');
});
it('copies the row or the one cell of the cursor where nothing is ticked, and nothing without a cursor', () => {
  expect(copy({ cursor: 0 })).toBe('faro.es\tVigo');
  expect(copy({ cursor: 0, cell: 'place' })).toBe('Vigo');
  expect(copy({})).toBe('');
});
it('knows how wide its columns are at the least, also where a width was given by hand', () => {
  const given = { columns: [column('name'), column('place')], hasChecks: true, hasMenus: false };
  expect(tracksOf({ ...given, widths: { place: 300 } })).toEqual({
    template: '26px minmax(120px, 2fr) 300px',
    count: 3,
    least: 26 + 120 + 300 + 2 * 8 + 2 * 16,
  });
});
