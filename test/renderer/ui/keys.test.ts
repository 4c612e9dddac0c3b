/** Shortcuts as text. */
import { expect, it } from 'vitest';
import { matchesShortcut, shortcutText } from '../../../renderer/ui/keys.ts';

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

it('names keys as the computer at hand does', () => {
  expect(shortcutText('mod+k', undefined, false)).toBe('Ctrl K');
  expect(shortcutText('mod+k', undefined, true)).toBe('⌘ K');
  expect(shortcutText('shift+F10', undefined, false)).toBe('Shift F10');
});

it('takes Command on a Mac and Control elsewhere, and never the other one', () => {
  expect(matchesShortcut(press('k', { metaKey: true }), 'mod+k', true)).toBe(true);
  expect(matchesShortcut(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false);
  expect(matchesShortcut(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true);
  expect(matchesShortcut(press('k', { ctrlKey: true, metaKey: true }), 'mod+k', false)).toBe(false);
});

it('finds letters with Caps Lock on', () => {
  expect(matchesShortcut(press('A'), 'a', false)).toBe(true);
});

it('finds signs wherever the layout puts them', () => {
  expect(matchesShortcut(press('/', { shiftKey: true }), '/', false)).toBe(true);
});
