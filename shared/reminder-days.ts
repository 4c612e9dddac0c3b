/** When it is time to remind somebody of a request: on the second day and the fifth, unless they were written to since. Pure. */
import { isOverdue } from './deadline.ts';
import { type LetterFacts, requestsFor } from './letter.ts';
import { lastReminded, type Reminder } from './reminder.ts';
import type { ContactRequest } from './request.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Of the seven: early enough for a first word, and late enough for a second one that still helps. */
const REMIND_AFTER_DAYS = [2, 5] as const;

/** Which of the days has come and was not followed by a message; `null` = none. */
export function reminderDue(
  request: ContactRequest,
  nichandle: string,
  reminders: readonly Reminder[],
  now: number,
): (typeof REMIND_AFTER_DAYS)[number] | null {
  const asked = Date.parse(request.dateRequest);
  const day = REMIND_AFTER_DAYS.findLast((days) => now >= asked + days * DAY_MS);
  if (day === undefined || isOverdue(request, now)) return null;
  const last = lastReminded(reminders, nichandle, [request.key]);
  return last !== null && Date.parse(last) >= asked + day * DAY_MS ? null : day;
}

/** The latest of the days that has come for one of these, without a message since; `null` = none. */
export function reminderDueOf(
  requests: readonly ContactRequest[],
  nichandle: string,
  reminders: readonly Reminder[],
  now: number,
): number | null {
  const days = requests.flatMap((request) => reminderDue(request, nichandle, reminders, now) ?? []);
  return days.length === 0 ? null : Math.max(...days);
}

export type DueReminder = { nichandle: string; requests: ContactRequest[]; days: number };

/** Whom it is time to remind of what, who has waited longest first. `waitsFor`: the one a request certainly waits for. */
export function dueReminders(
  requests: readonly ContactRequest[],
  waitsFor: (request: ContactRequest) => string | null,
  reminders: readonly Reminder[],
  mineOf: LetterFacts['mineOf'],
  now: number,
): DueReminder[] {
  const found = new Map<string, DueReminder>();
  for (const request of requests) {
    const who = waitsFor(request);
    const days = who === null ? null : reminderDue(request, who, reminders, now);
    if (who === null || days === null || requestsFor(who, [request], mineOf).length === 0) continue;
    const known = found.get(who.toLowerCase());
    if (known === undefined) found.set(who.toLowerCase(), { nichandle: who, requests: [request], days });
    else {
      known.requests.push(request);
      known.days = Math.max(known.days, days);
    }
  }
  const oldest = ({ requests: own }: DueReminder) =>
    Math.min(...own.map((one) => Date.parse(one.dateRequest)));
  return [...found.values()].sort((a, b) => oldest(a) - oldest(b));
}
