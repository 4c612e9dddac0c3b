/** Who was reminded of which request, and when: one small file, read once and replaced whole. Holds no message and no address. */
import { z } from 'zod';
import { type Reminder, reminderSchema } from '../../shared/reminder.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

export type ReminderKeeper = {
  list: () => Reminder[];
  /** Takes note that this side was reminded of these now. Answers all. Rejects where it cannot be kept, and then nothing changed. */
  note: (nichandle: string, requestKeys: readonly string[]) => Promise<Reminder[]>;
  /** Forgets those of requests that are not known any more. */
  keepOnly: (isKnown: (requestKey: string) => boolean) => Promise<void>;
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), reminders: z.array(reminderSchema) });

/** A request lives seven days, new codes some more: older ones are of requests that are long over. */
const KEPT_MS = 60 * 24 * 60 * 60_000;

export async function openReminders(place: Place): Promise<ReminderKeeper> {
  const file = await openJsonFile(place, 'reminders.json', 'reminders', fileSchema, {
    key: 'reminders',
    entry: reminderSchema,
  });
  let reminders = file.found?.reminders ?? [];
  const turns = openTurns();

  const replace = async (next: Reminder[]): Promise<void> => {
    const before = reminders;
    reminders = next;
    try {
      await file.write({ version: 1, reminders });
    } catch (error) {
      reminders = before;
      throw error;
    }
  };

  return {
    list: () => reminders,
    note: (nichandle, requestKeys) =>
      turns.next(async () => {
        const handle = nichandle.toLowerCase();
        const now = place.now();
        const at = new Date(now).toISOString();
        const kept = reminders.filter(
          (one) =>
            now - Date.parse(one.at) < KEPT_MS &&
            !(one.nichandle === handle && requestKeys.includes(one.requestKey)),
        );
        const made = requestKeys.map((requestKey) => ({ requestKey, nichandle: handle, at }));
        await replace([...kept, ...made]);
        return reminders;
      }),
    keepOnly: (isKnown) =>
      turns.next(async () => {
        const kept = reminders.filter(({ requestKey }) => isKnown(requestKey));
        if (kept.length < reminders.length) await replace(kept);
      }),
    wipe: () =>
      turns.next(async () => {
        await file.remove();
        reminders = [];
      }),
  };
}
