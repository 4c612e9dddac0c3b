/** Settings are read tolerantly: one that does not fit falls back alone, and none does so in silence. */
import { expect, test } from 'vitest';
import { digestOf } from '../../../electron/storage/checked.ts';
import { openSettings } from '../../../electron/storage/settings.ts';
import type { Damage } from '../../../shared/damage.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

/** A store with this in it. */
function over(stored: unknown) {
  const told: Damage[] = [];
  const calls: unknown[] = [];
  const store = {
    read: () => stored,
    write: (all: unknown) => calls.push(all),
    keepAside: () => calls.push('kept aside'),
  };
  return { settings: openSettings(store, (damage) => told.push(damage)), told, calls };
}

/** As the program wrote them. */
function written(
  change: Parameters<ReturnType<typeof over>['settings']['change']>[0],
): Record<string, unknown> {
  const { settings, calls } = over({});
  settings.change(change);
  return calls.at(-1) as Record<string, unknown>;
}

test.each([
  ['nothing', undefined],
  ['a text', 'dark'],
  ['an empty file', {}],
])('%s in the store gives the defaults', (_, stored) => {
  const { settings, told } = over(stored);
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
  expect(told).toEqual([]);
});

test('a setting that does not fit falls back, the others stay, and it is told by its name', () => {
  const { settings, told } = over({ theme: 'neon', language: 'es', density: 'compact', colour: 'blue' });
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, language: 'es', density: 'compact' });
  expect(told).toMatchObject([{ part: 'settings', why: 'values', names: ['colour', 'theme'] }]);
});

test('what could not be understood is kept aside before a change writes over it, once', () => {
  const { settings, calls } = over({ theme: 'neon' });
  expect(calls).toEqual([]);
  settings.change({ language: 'es' });
  settings.change({ language: 'en' });
  expect(calls).toMatchObject(['kept aside', { language: 'es' }, { language: 'en' }]);
});

test('one saved view that is none costs no other', () => {
  const view = { id: 'a', name: 'Mine', query: {} };
  const { settings, told } = over({ savedViews: [view, { id: 'b', name: 3 }] });
  expect(settings.get().savedViews).toEqual([view]);
  expect(told).toMatchObject([{ why: 'values', names: ['savedViews'] }]);
});

test('a change from outside holds and is told once, whatever the order and blanks', () => {
  const before = written({ language: 'es', theme: 'dark' });
  expect(over(Object.fromEntries(Object.entries(before).reverse())).told).toEqual([]);
  const { settings, told, calls } = over({ ...before, theme: 'light' });
  expect(settings.get()).toMatchObject({ language: 'es', theme: 'light' });
  expect(told).toMatchObject([{ part: 'settings', why: 'changed', keptAs: null }]);
  expect(over(calls.at(-1)).told).toEqual([]);
});

test('what an earlier version wrote, which knew fewer settings, is no change from outside', () => {
  const known = { language: 'es', theme: 'dark', density: 'compact', notifications: false };
  const sha256 = digestOf(JSON.stringify(known));
  const { settings, told } = over({ ...known, sha256 });
  expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, ...known });
  expect(told).toEqual([]);
  // Taken out by hand is one all the same.
  const { notifications: _, ...less } = known;
  expect(over({ ...less, sha256 }).told).toMatchObject([{ why: 'changed' }]);
});

test('a change writes the whole and resets nothing else', () => {
  const { settings, calls } = over({ language: 'es' });
  settings.change({ theme: 'dark' });
  settings.change({ density: undefined, notifications: false });
  expect(calls.at(-1)).toMatchObject({
    ...DEFAULT_SETTINGS,
    language: 'es',
    theme: 'dark',
    notifications: false,
  });
});

test('what the disk refuses changes nothing', () => {
  const store = {
    read: () => ({}),
    write: () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
    },
    keepAside: () => {},
  };
  const settings = openSettings(store, () => {});
  expect(() => settings.change({ theme: 'dark' })).toThrow('full');
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
});
