/** The menu of a right click: in fields what can be done there, over selected text to copy it, elsewhere none. */
import { expect, test, vi } from 'vitest';
import { textsIn } from '../../../electron/shell/texts.ts';

vi.mock('electron', () => ({ Menu: {} }));
const { contextTemplate } = await import('../../../electron/shell/context-menu.ts');

const nothing = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};
const options = { texts: textsIn('en'), platform: 'linux' as const, inspect: null };
const show = (where: Parameters<typeof contextTemplate>[0], more: Partial<typeof options> = {}) =>
  contextTemplate(where, { ...options, ...more }).flatMap(({ type, label, enabled }) =>
    type === 'separator' ? [] : [`${label}${enabled === false ? ', not now' : ''}`],
  );

test('a field offers what can be done in it now', () => {
  const editFlags = { ...nothing, canPaste: true, canSelectAll: true };
  expect(show({ isEditable: true, selectionText: '', editFlags })).toEqual([
    'Cu&t, not now',
    '&Copy, not now',
    '&Paste',
    'Select &all',
  ]);
});

test('selected text can be copied; where none is selected there is no menu', () => {
  const editFlags = { ...nothing, canCopy: true };
  expect(show({ isEditable: false, selectionText: 'ac21874-ovh', editFlags })).toEqual(['&Copy']);
  expect(show({ isEditable: false, selectionText: ' \n', editFlags: nothing })).toEqual([]);
});

test('macOS has no letters to choose by', () => {
  const editFlags = { ...nothing, canCopy: true };
  expect(show({ isEditable: false, selectionText: 'a', editFlags }, { platform: 'darwin' as never })).toEqual(
    ['Copy'],
  );
});
