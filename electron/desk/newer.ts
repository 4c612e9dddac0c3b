/**
 * Asks the project once a day for its newest release, where the settings and the administrator let it. SECURITY: the question
 * has nothing of the user in it, and of the answer a version's number alone is taken; nothing is fetched or installed.
 */
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import type { NewerVersion } from '../../shared/newer.ts';
import { newerRelease } from '../../shared/version.ts';
import { openTransport, openWays } from '../ovh/transport.ts';
import type { NewerFile } from '../storage/newer.ts';
import type { SettingsKeeper } from '../storage/settings.ts';
import type { Clock, Ports } from './ports.ts';

/** For people: the project's own page, whatever an answer says. */
export const RELEASES_PAGE = `${packageJson.homepage}/releases/latest`;

const DAY_MS = 24 * 60 * 60_000;
/** After the start, which has better things to do. */
const FIRST_MS = 5_000;
/** Whether a day has passed; a timer of a day would forget the computer's sleep. */
const LOOKS_MS = 60 * 60_000;
const PATIENCE_MS = 20_000;

const releaseSchema = z.object({ tag_name: z.string().max(100) });

export type Newer = {
  state: () => NewerVersion;
  start: () => void;
  /** Something that it hangs on has changed: a setting, an account. */
  stale: () => void;
  close: () => void;
};

export function openNewer(desk: {
  clock: Clock;
  ports: Pick<Ports, 'releases' | 'version' | 'fetch' | 'wayOut'>;
  settings: Pick<SettingsKeeper, 'get'>;
  /** `null` where nobody ever asks. */
  file: NewerFile | null;
  isForbidden: boolean;
  /** Somebody works with real accounts: who only looks at the sandbox has nothing leave the computer. */
  isInUse: () => boolean;
  log: (line: string) => void;
  changed: (state: NewerVersion) => void;
}): Newer {
  const { clock, ports, settings, file } = desk;
  const { releases } = ports;
  const closed = new AbortController();
  const transport = openTransport({ ...openWays(ports, clock), clock });
  let failed: NewerVersion['failed'] = null;
  let isAsking = false;
  let isStarted = false;
  let callOff = (): void => {};

  const never = (): NewerVersion['never'] =>
    desk.isForbidden ? 'administrator' : releases === null ? 'sources' : null;
  const mayAsk = (): boolean => never() === null && settings.get().updateCheck;
  const state = (): NewerVersion => {
    const note = file?.get() ?? null;
    const version = note?.latest == null || !mayAsk() ? null : newerRelease(note.latest, ports.version);
    return { never: never(), at: note === null ? null : new Date(note.at).toISOString(), version, failed };
  };
  /** A clock that was put back makes no day of it that never ends. */
  const isDue = (): boolean => Math.abs(clock.now() - (file?.get()?.at ?? 0)) >= DAY_MS;

  const ask = async (url: string): Promise<void> => {
    const headers = {
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2022-11-28',
      // Whoever asks for all languages alike tells none of their own.
      'Accept-Language': 'en',
    };
    const answer = await transport.send(
      { method: 'GET', once: false, url, headers, body: '', timeoutMs: PATIENCE_MS },
      closed.signal,
    );
    if (closed.signal.aborted) return;
    let latest = file?.get()?.latest ?? null;
    if (answer.kind === 'trouble') failed = 'unreachable';
    // A project that has released nothing yet.
    else if (answer.status === 404) {
      failed = null;
      latest = null;
    } else if (answer.status !== 200) failed = 'refused';
    else {
      const release = releaseSchema.safeParse(answer.body.kind === 'json' ? answer.body.value : null);
      failed = release.success ? null : 'not-understood';
      if (release.success) latest = release.data.tag_name;
    }
    // Asked is asked: whoever does not answer is not asked more often for that.
    await file?.set({ at: Math.round(clock.now()), latest });
  };
  const look = (): void => {
    callOff();
    callOff = clock.after(LOOKS_MS, look);
    if (isAsking || releases === null || !mayAsk() || !desk.isInUse() || !isDue()) return;
    isAsking = true;
    ask(releases)
      .catch(() => desk.log('newer: not noted when it was asked'))
      .finally(() => {
        isAsking = false;
        if (!closed.signal.aborted) desk.changed(state());
      });
  };

  return {
    state,
    start() {
      isStarted = true;
      if (never() === null) callOff = clock.after(FIRST_MS, look);
    },
    stale() {
      if (!isStarted || never() !== null) return;
      callOff();
      callOff = clock.after(FIRST_MS, look);
    },
    close() {
      callOff();
      closed.abort();
    },
  };
}
