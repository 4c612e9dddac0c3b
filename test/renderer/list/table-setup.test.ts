/** Columns of a list: whatever was kept or stands in an address, a table comes of it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnsInAddress,
  movedColumn,
  toggledColumn as toggled,
  understandColumns as understand,
} from '../../../renderer/list/table-setup.ts';
import { SERVICE_TABLE, type ServiceColumnId } from '../../../renderer/services/columns.ts';

const { usual: USUAL_COLUMNS, ids: SERVICE_COLUMN_IDS } = SERVICE_TABLE;
const understandColumns = (ids: readonly string[]) => understand(SERVICE_TABLE, ids);
const toggledColumn = (columns: readonly ServiceColumnId[], id: ServiceColumnId) =>
  toggled(SERVICE_TABLE, columns, id);

describe('columns', () => {
  it('are the usual ones where nothing usable is told', () => {
    for (const ids of [[], ['colour'], ['', 'Name ']]) expect(understandColumns(ids)).toEqual(USUAL_COLUMNS);
  });
  it('are those told, each once, with the name where it was left out', () => {
    expect(understandColumns(['tags', 'expires', 'tags', 'shoe'])).toEqual(['name', 'tags', 'expires']);
  });
  it('come in at their place and go again', () => {
    const more = toggledColumn(USUAL_COLUMNS, 'role');
    expect(more).toEqual([
      'name',
      'contactAdmin',
      'contactTech',
      'contactBilling',
      'role',
      'expires',
      'status',
    ]);
    expect(toggledColumn(more, 'role')).toEqual(USUAL_COLUMNS);
    expect(toggledColumn(more, 'name')).toEqual(more);
  });
  it('move one place, and not past the ends', () => {
    expect(movedColumn(['name', 'type', 'tags'], 'tags', -1)).toEqual(['name', 'tags', 'type']);
    expect(movedColumn(['name', 'type'], 'type', 1)).toEqual(['name', 'type']);
    expect(movedColumn(['name', 'type'], 'name', -1)).toEqual(['name', 'type']);
    expect(movedColumn<ServiceColumnId>(['name'], 'tags', 1)).toEqual(['name']);
  });
  it('stay a table with a name and no column twice, whatever is done to them', () => {
    const id = fc.constantFrom(...SERVICE_COLUMN_IDS);
    const step = fc.oneof(
      fc.record({ move: id, by: fc.constantFrom<1 | -1>(1, -1) }),
      fc.record({ toggle: id }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let columns = [...USUAL_COLUMNS];
        for (const one of steps) {
          columns =
            'move' in one ? movedColumn(columns, one.move, one.by) : toggledColumn(columns, one.toggle);
        }
        expect(columns).toContain('name');
        expect(new Set(columns).size).toBe(columns.length);
        expect(understandColumns(columnsInAddress(columns).split(','))).toEqual(columns);
      }),
    );
  });
});
