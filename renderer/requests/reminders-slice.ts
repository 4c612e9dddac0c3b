/** Who was reminded of which request. First values only: what changes them is beside it. */
import type { Reminder } from '../../shared/reminder.ts';

export type RemindersSlice = { reminders: readonly Reminder[] };

export function remindersSlice(): RemindersSlice {
  return { reminders: [] };
}
