/** When and of what nobody wants a notification: hours of the day, and accounts. Pure. */
import { z } from 'zod';
import type { ContactRequest } from './request.ts';

const hour = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/** By the computer's own clock, `22:00` to `07:00`; over midnight where the end is before the beginning. */
export const quietHoursSchema = z.object({ from: hour, to: hour });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** `minute` of the day, from 0. Beginning and end at the same minute: never. */
export function isQuietAt(hours: QuietHours | null, minute: number): boolean {
  if (hours === null) return false;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The next moment at which they end, by the computer's own clock, in milliseconds since 1970. */
export function quietEndsAt({ to }: QuietHours, now: number): number {
  const minutes = minutesOf(to);
  const end = new Date(now);
  end.setHours(Math.floor(minutes / 60), minutes % 60, 0, 0);
  if (end.getTime() <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}

/** Of the computer's day; `now` in milliseconds. */
export function minuteOfDay(now: number): number {
  const date = new Date(now);
  return date.getHours() * 60 + date.getMinutes();
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Whether an account that wants to hear sees it. */
export function isHeard(
  { seenBy }: Pick<ContactRequest, 'seenBy'>,
  quietAccounts: readonly string[],
): boolean {
  return seenBy.length === 0 || seenBy.some((id) => !quietAccounts.includes(id));
}
