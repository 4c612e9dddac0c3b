/** That somebody was written to about a request: who, about which, and when. The message itself is the user's own affair. */
import { z } from 'zod';

/** More requests than this are not named in one message. */
export const MOST_REMINDED = 1000;

export const reminderSchema = z.object({
  requestKey: z.string().min(1).max(100),
  /** In lower case: the side that was reminded. */
  nichandle: z.string().min(1).max(64),
  /** ISO 8601: the last time. That a message was opened is known, not that it was sent. */
  at: z.iso.datetime(),
});
export type Reminder = z.infer<typeof reminderSchema>;

/** Last time somebody was reminded of one of these, ISO 8601; `null` = never. */
export function lastReminded(
  reminders: readonly Reminder[],
  nichandle: string,
  requestKeys: readonly string[],
): string | null {
  const handle = nichandle.toLowerCase();
  const times = reminders.flatMap((one) =>
    one.nichandle === handle && requestKeys.includes(one.requestKey) ? [one.at] : [],
  );
  return times.toSorted().at(-1) ?? null;
}
