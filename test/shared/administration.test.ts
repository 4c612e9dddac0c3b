/** What an administrator's file says, and that nothing in it that cannot be understood opens anything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAdministration } from '../../shared/administration.ts';

const read = (value: unknown) => readAdministration('f', JSON.stringify(value));
const STRICTEST = { zones: [], lock: { minutes: 1 }, updateCheck: false };

test('each says what it says, and what is left out is free', () => {
  expect(read({})).toEqual({
    file: 'f',
    isThere: true,
    troubles: [],
    zones: null,
    lock: null,
    updateCheck: true,
  });
  expect(
    read({
      version: 1,
      zones: ['ovh-eu', 'sandbox'],
      lock: { longestMinutes: 10 },
      updateCheck: false,
    }),
  ).toMatchObject({
    troubles: [],
    zones: ['ovh-eu', 'sandbox'],
    lock: { minutes: 10 },
    updateCheck: false,
  });
});

test.each(['', '{', '[]', 'null', '"zones"', '{"version":0}'])(
  '%j cannot be understood: the strictest of all it could say holds',
  (text) => {
    expect(readAdministration('f', text)).toMatchObject({
      ...STRICTEST,
      troubles: [{ why: 'broken', names: [] }],
    });
  },
);

test('a value that is none is taken at its strictest alone, and named; an unknown name is passed over, and named', () => {
  expect(read({ zones: ['ovh-eu', 'ovh-moon'] })).toMatchObject({
    zones: ['ovh-eu'],
    lock: null,
    updateCheck: true,
    troubles: [{ why: 'values', names: ['zones'] }],
  });
  expect(read({ zones: 'ovh-eu', updateCheck: 'no', lock: true })).toMatchObject({
    ...STRICTEST,
    troubles: [{ why: 'values', names: ['zones', 'lock', 'updateCheck'] }],
  });
  expect(read({ lock: { longestMinutes: 0, minutes: 5 }, colour: 'red' })).toMatchObject({
    lock: { minutes: 1 },
    troubles: [
      { why: 'values', names: ['lock.longestMinutes'] },
      { why: 'unknown', names: ['colour', 'lock.minutes'] },
    ],
  });
  expect(read({ version: 2 })).toMatchObject({ ...STRICTEST, troubles: [{ why: 'newer' }] });
});

test('whatever stands there, it is no looser than what was understood of it', () => {
  const odd = fc.anything().filter((value) => value !== undefined);
  const held = fc.check(
    fc.property(odd, odd, odd, (zones, lock, updateCheck) => {
      const text = JSON.stringify({ zones, lock, updateCheck });
      const given = JSON.parse(text) as Record<string, unknown>;
      const found = readAdministration('f', text);
      return (
        (!('zones' in given) || found.zones !== null) &&
        (!('lock' in given) || found.lock !== null) &&
        (!('updateCheck' in given) || found.updateCheck === (given['updateCheck'] === true))
      );
    }),
  );
  expect(held).toMatchObject({ failed: false });
});
