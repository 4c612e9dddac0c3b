/** When it is time to remind somebody: after two days and after five, and not while they were just written to. */
import { expect, test } from 'vitest';
import type { Reminder } from '../../shared/reminder.ts';
import { dueReminders, reminderDue, reminderDueOf } from '../../shared/reminder-days.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { confirmed, ME, mineOf, NOW, request, THEM } from '../renderer/requests/samples.ts';

const DAY = 24 * 3600_000;
const wrote = (daysAgo: number, id: number): Reminder => ({
  nichandle: THEM,
  requestKey: `sandbox/${id}`,
  at: new Date(NOW - daysAgo * DAY).toISOString(),
});
const asked = (id: number, days: number): ContactRequest => request({ id, asked: days });

test.each([
  [1.9, [], null],
  [2, [], 2],
  [4.9, [], 2],
  [5, [], 5],
  [6.9, [], 5],
  // Its time is up.
  [7.1, [], null],
  // Written on the day it was asked for: the second day still comes.
  [3, [3], 2],
  // Written to the very moment the day came.
  [3, [1], null],
  // Written on the second day, and on the third.
  [4.9, [2.8], null],
  [4.9, [1.9], null],
  // The fifth day comes all the same.
  [5.5, [2.8], 5],
  [5.5, [0.2], null],
  // Two messages, in any order: the last one counts.
  [5.5, [4, 0.2], null],
  [5.5, [0.2, 4], null],
])('asked %f days ago, written to %j days ago: %s', (days, daysAgo, due) => {
  const written = daysAgo.map((ago) => wrote(ago, 1));
  expect(reminderDue(asked(1, days), THEM, written, NOW)).toBe(due);
});

test('a message to somebody else, or of another request, reminds nobody of this one', () => {
  expect(reminderDue(asked(1, 3), THEM, [{ ...wrote(0.5, 1), nichandle: 'xx1-ovh' }], NOW)).toBe(2);
  expect(reminderDue(asked(1, 3), THEM, [wrote(0.5, 2)], NOW)).toBe(2);
});

test('of several requests the latest day that has come counts', () => {
  expect(reminderDueOf([asked(1, 3), asked(2, 5.5), asked(3, 1)], THEM, [], NOW)).toBe(5);
  expect(reminderDueOf([asked(1, 3), asked(2, 5.5)], THEM, [wrote(0.2, 2)], NOW)).toBe(2);
  expect(reminderDueOf([asked(3, 1)], THEM, [], NOW)).toBeNull();
  expect(reminderDueOf([], THEM, [], NOW)).toBeNull();
});

test('are put together by person, who has waited longest first', () => {
  const requests = [
    asked(1, 3),
    asked(2, 5.5),
    asked(3, 1),
    { ...asked(4, 6), toAccount: 'lr88120-ovh' },
    // They have confirmed: there is nothing to remind them of.
    { ...asked(5, 3), confirmations: confirmed(THEM) },
  ];
  const found = dueReminders(requests, ({ toAccount }) => toAccount, [], mineOf, NOW);
  expect(
    found.map(({ nichandle, days, requests: own }) => [nichandle, days, own.map(({ id }) => id)]),
  ).toEqual([
    ['lr88120-ovh', 5, [4]],
    [THEM, 5, [1, 2]],
  ]);
});

test('one person is one, however the handle is written, with the latest day; the oldest request says who comes first', () => {
  const requests = [
    { ...asked(1, 5.5), toAccount: 'lr88120-ovh' },
    asked(2, 6),
    { ...asked(3, 2.1), toAccount: THEM.toUpperCase() },
  ];
  const found = dueReminders(requests, ({ toAccount }) => toAccount, [], mineOf, NOW);
  expect(
    found.map(({ nichandle, days, requests: own }) => [nichandle, days, own.map(({ id }) => id)]),
  ).toEqual([
    [THEM, 5, [2, 3]],
    ['lr88120-ovh', 5, [1]],
  ]);
});

test('nobody is reminded of what waits for nobody in particular, or not long enough', () => {
  expect(dueReminders([asked(1, 3)], () => null, [], mineOf, NOW)).toEqual([]);
  expect(dueReminders([asked(1, 1)], () => THEM, [], mineOf, NOW)).toEqual([]);
});

test('never tell me to write to myself', () => {
  expect(dueReminders([asked(1, 3)], () => ME, [], mineOf, NOW)).toEqual([]);
});
