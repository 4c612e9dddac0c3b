/** Settings are read tolerantly: one that does not fit falls back alone. */
import { expect, test } from 'vitest';
import { openSettings } from '../../../electron/storage/settings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

test.each([
  ['nothing', undefined],
  ['a text', 'dark'],
  ['unknown names', { colour: 'blue' }],
])('%s in the store gives the defaults', (_, stored) => {
  expect(openSettings({ read: () => stored, write: () => {} }).get()).toEqual(DEFAULT_SETTINGS);
});

test('a setting that does not fit falls back, the others stay', () => {
  const settings = openSettings({
    read: () => ({ theme: 'neon', language: 'es', density: 'compact' }),
    write: () => {},
  });
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, language: 'es', density: 'compact' });
});

test('a change writes the whole and resets nothing else', () => {
  const written: unknown[] = [];
  const settings = openSettings({ read: () => ({ language: 'es' }), write: (all) => written.push(all) });
  settings.change({ theme: 'dark' });
  settings.change({ density: undefined, notifications: false });
  expect(written.at(-1)).toEqual({
    ...DEFAULT_SETTINGS,
    language: 'es',
    theme: 'dark',
    notifications: false,
  });
});
