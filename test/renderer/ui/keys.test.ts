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

it('tells a digit with Shift from one without, whatever either makes on this layout', () => {
  const digit = (key: string, shiftKey: boolean) => press(key, { ctrlKey: true, shiftKey, code: 'Digit1' });
  for (const [key, shift] of [
    ['1', false],
    ['&', false],
    ['!', true],
    ['1', true],
  ] as const) {
    expect(matchesShortcut(digit(key, shift), 'mod+1', false)).toBe(!shift);
    expect(matchesShortcut(digit(key, shift), 'mod+shift+1', false)).toBe(shift);
  }
});

it('finds signs wherever the layout puts them', () => {
  expect(matchesShortcut(press('/', { shiftKey: true }), '/', false)).toBe(true);
});
