/** What keys mean in a list. */
import { describe, expect, it } from 'vitest';
import { meantBy } from '../../../renderer/list/list-keys.ts';

const press = (key: string, more: Partial<Parameters<typeof meantBy>[0]> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const AT_FIVE = { cursor: 5, inCell: false, count: 100, page: 10 };
const NOWHERE = { ...AT_FIVE, cursor: -1 };

describe('a key in a list', () => {
  it('moves by a row, a page, or to either end, and ticks on the way with Shift', () => {
    const to = (key: string) => meantBy(press(key), AT_FIVE);
    expect(to('ArrowDown')).toEqual({ is: 'row', to: 6, extend: false });
    expect(to('ArrowUp')).toEqual({ is: 'row', to: 4, extend: false });
    expect(to('PageDown')).toEqual({ is: 'row', to: 15, extend: false });
    expect(to('PageUp')).toEqual({ is: 'row', to: -5, extend: false });
    expect(to('Home')).toEqual({ is: 'row', to: 0, extend: false });
    expect(to('End')).toEqual({ is: 'row', to: 99, extend: false });
    expect(meantBy(press('ArrowDown', { shiftKey: true }), AT_FIVE)).toEqual({
      is: 'row',
      to: 6,
      extend: true,
    });
  });
  it('begins at the first row, whichever way it goes', () => {
    expect(meantBy(press('ArrowDown'), NOWHERE)).toMatchObject({ to: 0 });
    expect(meantBy(press('ArrowUp'), NOWHERE)).toMatchObject({ to: 0 });
  });
  it('goes from cell to cell, but leaves Alt and the arrows to the column heads', () => {
    expect(meantBy(press('ArrowRight'), AT_FIVE)).toEqual({ is: 'cell', by: 1 });
    expect(meantBy(press('ArrowLeft'), AT_FIVE)).toEqual({ is: 'cell', by: -1 });
    expect(meantBy(press('ArrowRight', { altKey: true }), AT_FIVE)).toBeNull();
  });
  it('takes Escape only to leave a cell: otherwise it closes the pane', () => {
    expect(meantBy(press('Escape'), AT_FIVE)).toBeNull();
    expect(meantBy(press('Escape'), { ...AT_FIVE, inCell: true })).toEqual({ is: 'leave-cell' });
  });
  it('opens and shows a menu only where the cursor is on a row', () => {
    for (const key of ['Enter', 'ContextMenu']) {
      expect(meantBy(press(key), NOWHERE)).toBeNull();
      expect(meantBy(press(key), AT_FIVE)).not.toBeNull();
    }
    expect(meantBy(press('F10'), AT_FIVE)).toBeNull();
    expect(meantBy(press('F10', { shiftKey: true }), AT_FIVE)).toEqual({ is: 'menu' });
  });
  it('ticks all and turns ticks round with Ctrl or Command, whatever the case', () => {
    expect(meantBy(press('A', { ctrlKey: true }), AT_FIVE)).toEqual({ is: 'all' });
    expect(meantBy(press('i', { metaKey: true }), AT_FIVE)).toEqual({ is: 'invert' });
    expect(meantBy(press('a'), AT_FIVE)).toBeNull();
  });
});
