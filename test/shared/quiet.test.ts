/** Quiet hours and accounts: over midnight as well, and never where nobody asked for them. */
import { expect, test } from 'vitest';
import { isHeard, isQuietAt, minuteOfDay, quietEndsAt, quietHoursSchema } from '../../shared/quiet.ts';

const at = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

test.each([
  ['22:00', '07:00', '21:59', false],
  ['22:00', '07:00', '22:00', true],
  ['22:00', '07:00', '00:00', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['12:00', '14:00', '11:59', false],
  ['12:00', '14:00', '12:00', true],
  ['12:00', '14:00', '13:59', true],
  ['12:00', '14:00', '14:00', false],
  ['22:45', '06:30', '22:44', false],
  ['22:45', '06:30', '22:45', true],
  ['22:45', '06:30', '06:29', true],
  ['22:45', '06:30', '06:30', false],
  ['08:00', '08:00', '08:00', false],
])('from %s to %s at %s: %s', (from, to, time, quiet) => {
  expect(isQuietAt({ from, to }, at(time))).toBe(quiet);
  expect(isQuietAt(null, at(time))).toBe(false);
});

test('the minute is that of the computer', () => {
  const date = new Date(2026, 10, 28, 23, 5);
  expect(minuteOfDay(date.getTime())).toBe(23 * 60 + 5);
});

test('a request is heard while one account that sees it wants to hear', () => {
  expect(isHeard({ seenBy: ['a', 'b'] }, ['a'])).toBe(true);
  expect(isHeard({ seenBy: ['a'] }, ['a'])).toBe(false);
  expect(isHeard({ seenBy: [] }, ['a'])).toBe(true);
});

test.each([
  [
    [2026, 10, 28, 23, 5],
    [2026, 10, 29, 7, 30],
  ],
  [
    [2026, 10, 29, 3, 0],
    [2026, 10, 29, 7, 30],
  ],
  [
    [2026, 11, 31, 22, 0],
    [2027, 0, 1, 7, 30],
  ],
  // At the very minute they are over: the next end is tomorrow's.
  [
    [2026, 10, 29, 7, 30],
    [2026, 10, 30, 7, 30],
  ],
] as [number[], number[]][])('at %j they end at %j', (now, end) => {
  const at = ([year = 0, ...rest]: number[]): number => new Date(year, ...(rest as [number])).getTime();
  expect(quietEndsAt({ from: '22:00', to: '07:30' }, at(now))).toBe(at(end));
});

test.each([
  ['00:00', true],
  ['09:59', true],
  ['19:30', true],
  ['23:59', true],
  ['24:00', false],
  ['22:60', false],
  ['9:30', false],
  ['30:00', false],
  ['022:00', false],
  ['22:000', false],
  ['2a:00', false],
  ['22:0a', false],
  ['', false],
])('«%s» is an hour of the day: %s', (time, well) => {
  expect(quietHoursSchema.safeParse({ from: time, to: '07:00' }).success).toBe(well);
  expect(quietHoursSchema.safeParse({ from: '22:00', to: time }).success).toBe(well);
});
