/** Keeps a calendar file of the person's up to date where they said, written whole and only when it says something else. Makes no event. */

import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { sameCalendar } from '../../shared/calendar.ts';
import type { CalendarState } from '../../shared/calendar-contract.ts';
import { fail, ok, type Result } from '../../shared/failure.ts';
import { writeDocument } from '../storage/atomic.ts';
import type { SettingsKeeper } from '../storage/settings.ts';
import { openTurns } from '../storage/turns.ts';
import type { Log } from './dispatch.ts';
import type { Ports } from './ports.ts';
import { shownFolder, whyNotWritten } from './table-files.ts';

const NAME = 'relevo.ics';

export type CalendarFile = {
  state: () => CalendarState;
  place: (keep: boolean) => Promise<Result<CalendarState>>;
  keep: (text: string) => Promise<Result<CalendarState>>;
};

export function openCalendarFile(given: {
  ports: Pick<Ports, 'disk' | 'askWhereToSave'>;
  settings: SettingsKeeper;
  isLocked: () => boolean;
  log: Log;
}): CalendarFile {
  const { ports, settings, isLocked, log } = given;
  const turns = openTurns();
  let failed: CalendarState['failed'] = null;
  /** The last one handed in, for a place that is chosen later. */
  let last: string | null = null;
  const state = (): CalendarState => {
    const { calendarFile: path } = settings.get();
    return {
      shown: path === null ? null : join(shownFolder(dirname(path), homedir()), basename(path)),
      failed,
    };
  };
  const write = async (): Promise<void> => {
    const { calendarFile: path } = settings.get();
    const text = last;
    if (path === null || text === null) return;
    try {
      const there = await ports.disk.readFile(path).then(
        (bytes) => bytes.toString('utf8'),
        () => null,
      );
      if (there === null || !sameCalendar(there, text)) await writeDocument(path, text, ports.disk);
      failed = null;
    } catch (error) {
      failed = whyNotWritten(error);
      // SECURITY: the system's message would name the place.
      log(`calendar: not written (${failed})`);
    }
  };
  return {
    state,
    async place(keep) {
      let path: string | null = null;
      if (keep) {
        if (ports.askWhereToSave === null) return fail('not-allowed', 'report');
        path = await ports.askWhereToSave(NAME);
        // SECURITY: the dialog outlives the window's content.
        if (path === null || isLocked()) return ok(state());
      }
      try {
        settings.change({ calendarFile: path });
      } catch {
        return fail('storage', 'check-disk');
      }
      failed = null;
      await turns.next(write);
      return ok(state());
    },
    async keep(text) {
      last = text;
      await turns.next(write);
      return ok(state());
    },
  };
}
