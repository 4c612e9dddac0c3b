/**
 * The app lock: when it closes, what opens it, how long a wrong passphrase waits, and the drawers that windows leave their
 * work in meanwhile. Knows nothing of what it locks; the gate asks it.
 */

import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import { type Drawer, LOCK_MINUTES, type LockState } from '../../shared/lock.ts';
import type { KeptLock, LockKeeper, LockOptions } from '../storage/app-lock.ts';
import { openTurns } from '../storage/turns.ts';
import type { Clock, SystemAuthentication } from './ports.ts';

/** So many wrong passphrases in a row are a slip of the fingers; from then on each one makes the next wait. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const MOST_DRAWERS = 8;

export type Lock = {
  isLocked: () => boolean;
  /** The administrator wants a lock and none is set: nothing is answered but setting one. */
  isOwed: () => boolean;
  state: () => LockState;
  /** As `state`; where the file could not be understood it is read once more. */
  look: () => Promise<LockState>;
  set: (passphrase: string, current: string | undefined) => Promise<Result<LockState>>;
  change: (change: Partial<LockOptions>) => Promise<Result<LockState>>;
  off: (current: string) => Promise<Result<LockState>>;
  /** Does nothing where no lock is set. */
  lock: () => void;
  /** The computer's screen was locked, or it is about to sleep. */
  screenLocked: () => void;
  unlock: (passphrase: string) => Promise<Result<LockState>>;
  unlockBySystem: () => Promise<Result<LockState>>;
  active: () => void;
  leave: (key: string, drawer: Drawer) => void;
  resume: (key: string) => Drawer | null;
  /** Takes the lock away, drawers and all. Rejects where its file cannot be. */
  remove: () => Promise<void>;
  close: () => void;
};

export function openLock(desk: {
  clock: Clock;
  keeper: LockKeeper;
  system: SystemAuthentication | null;
  /** The shell tells of the computer's screen. */
  tellsScreen: boolean;
  /** The administrator's word: it cannot be left off, nor wait longer; `null`: it is the user's to say. */
  required: { minutes: number } | null;
  log: (line: string) => void;
  /** Told after each change; `moved`: it was locked, or unlocked. */
  changed: (state: LockState, moved: boolean) => void;
}): Lock {
  const { clock, keeper, required } = desk;
  const forbidden = fail('administrator', 'ask-administrator');
  // SECURITY: it starts locked wherever a lock is set, and wherever that cannot be told.
  let locked = keeper.get() !== null || required !== null;
  let lastActive = clock.steady();
  let callOff: () => void = () => {};
  /** Wrong tries count at once, whatever the disk says. */
  let tries: Pick<KeptLock, 'failures' | 'failedAt'> = triesOf(keeper);
  const drawers = new Map<string, Drawer>();
  /** One passphrase at a time: each costs the memory and time of the one before. */
  const turns = openTurns();

  const kept = (): KeptLock | null => {
    const found = keeper.get();
    if (found === null || typeof found === 'string') return null;
    return required === null ? found : { ...found, minutes: within(found.minutes, required.minutes) };
  };
  const isOwed = (): boolean => required !== null && keeper.get() === null;
  const trouble = (): LockState['trouble'] => {
    const found = keeper.get();
    return typeof found === 'string' ? found : found?.altered ? 'altered' : null;
  };

  /** When the last wrong one of this run was tried, by the steady count: nobody shortens the wait by setting the clock. */
  let triedAt: number | null = null;
  /** Of a run before this one by the clock, and bounded by the whole wait: one that was set back locks nobody out. */
  const waitMs = (): number => {
    const over = tries.failures - FREE_TRIES;
    if (over < 0) return 0;
    const whole = Math.min(FIRST_WAIT_MS * 2 ** Math.min(over, 20), LONGEST_WAIT_MS);
    const left = triedAt === null ? tries.failedAt + whole - clock.now() : triedAt + whole - clock.steady();
    return Math.min(whole, Math.max(0, left));
  };

  const state = (): LockState => {
    const now = kept();
    return {
      state: locked ? 'locked' : now === null ? 'off' : 'open',
      trouble: trouble(),
      minutes: now?.minutes ?? null,
      onScreenLock: now?.onScreenLock ?? false,
      system: (now?.system ?? false) && desk.system !== null && desk.system.isThere(),
      owed: isOwed(),
      can: { system: desk.system?.isThere() ?? false, screen: desk.tellsScreen },
      waitMs: waitMs(),
    };
  };
  const tell = (moved = false): LockState => {
    const now = state();
    desk.changed(now, moved);
    return now;
  };

  const idleLeft = (): number | null => {
    const minutes = kept()?.minutes ?? null;
    return minutes === null ? null : lastActive + minutes * 60_000 - clock.steady();
  };
  const watch = (): void => {
    callOff();
    callOff = () => {};
    const left = locked ? null : idleLeft();
    if (left !== null) callOff = clock.after(Math.max(left, 0), look);
  };
  /** Also asked beside the timer: a computer that slept has timers that are late. */
  const look = (): void => {
    if (locked) return;
    const left = idleLeft();
    if (left !== null && left <= 0) lock();
    else watch();
  };
  const isOverdue = (): boolean => {
    const left = locked ? null : idleLeft();
    return left !== null && left <= 0;
  };

  const lock = (): void => {
    if (locked || keeper.get() === null) return;
    locked = true;
    // What no window has come back for since the last time.
    drawers.clear();
    callOff();
    tell(true);
  };
  const open = (): LockState => {
    locked = false;
    lastActive = clock.steady();
    watch();
    return tell(true);
  };

  const note = async (next: typeof tries): Promise<void> => {
    tries = next;
    if (kept() === null) return;
    await keeper.change(next).catch((error: unknown) => desk.log(`lock: tries not kept: ${String(error)}`));
  };
  /** Counted before it is compared, so that neither haste nor the end of the program gives a try away. */
  const compare = (passphrase: string): Promise<Result<null>> =>
    turns.next(async (): Promise<Result<null>> => {
      if (waitMs() > 0) return fail('wrong-passphrase', 'wait-to-unlock');
      triedAt = clock.steady();
      await note({ failures: tries.failures + 1, failedAt: clock.now() });
      if (!(await keeper.matches(passphrase))) {
        tell();
        return fail('wrong-passphrase', 'fix-input');
      }
      await note({ failures: 0, failedAt: 0 });
      return ok(null);
    });
  const stored = async (work: () => Promise<void>): Promise<Result<null>> => {
    try {
      await work();
      return ok(null);
    } catch (error) {
      desk.log(`lock: ${String(error)}`);
      return fail('storage', 'check-disk');
    }
  };

  return {
    isLocked() {
      if (isOverdue()) lock();
      return locked;
    },
    isOwed,
    state,
    async look() {
      if (trouble() === null) return state();
      await keeper.look();
      tries = triesOf(keeper);
      return keeper.get() === null && !isOwed() ? open() : tell();
    },
    async set(passphrase, current) {
      const wasOwed = isOwed();
      if (keeper.get() !== null) {
        const right = current === undefined ? fail('wrong-passphrase', 'fix-input') : await compare(current);
        if (!right.ok) return right;
      }
      const done = await stored(() => keeper.set(passphrase));
      if (!done.ok) return done;
      lastActive = clock.steady();
      watch();
      return ok(wasOwed ? open() : tell());
    },
    async change(change) {
      const now = kept();
      if (now === null) return fail('not-found', 'read-again');
      if (required !== null && change.minutes !== undefined) {
        if (change.minutes === null || change.minutes > required.minutes) return forbidden;
      }
      if (change.system === true && !now.system) {
        if (!(await desk.system?.ask())) return fail('not-authenticated', 'retry');
      }
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const done = await stored(() => keeper.change(given));
      if (!done.ok) return done;
      lastActive = clock.steady();
      watch();
      return ok(tell());
    },
    async off(current) {
      if (required !== null) return forbidden;
      if (keeper.get() === null) return ok(state());
      const right = await compare(current);
      if (!right.ok) return right;
      const done = await stored(() => keeper.remove());
      if (!done.ok) return done;
      callOff();
      // Locked while it was being taken away: what has no passphrase any more, none could open.
      return ok(locked ? open() : tell());
    },
    lock,
    screenLocked() {
      if (kept()?.onScreenLock) lock();
    },
    async unlock(passphrase) {
      if (!locked) return ok(state());
      const right = await compare(passphrase);
      if (!right.ok) return right;
      return ok(locked ? open() : state());
    },
    async unlockBySystem() {
      if (!locked) return ok(state());
      if (!state().system || !(await desk.system?.ask())) return fail('not-authenticated', 'retry');
      await note({ failures: 0, failedAt: 0 });
      return ok(locked ? open() : state());
    },
    active() {
      // Whoever comes back too late finds it locked, even where the timer has not run.
      if (isOverdue()) lock();
      else lastActive = clock.steady();
    },
    leave(key, drawer) {
      // SECURITY: only a window that was open has something to leave, and nobody may put something else in its place.
      if (!locked || drawers.has(key) || drawers.size >= MOST_DRAWERS) return;
      drawers.set(key, drawer);
    },
    resume(key) {
      const drawer = drawers.get(key) ?? null;
      drawers.delete(key);
      return drawer;
    },
    async remove() {
      await keeper.remove();
      drawers.clear();
      tries = { failures: 0, failedAt: 0 };
      // Where one is wanted it stays closed until there is another.
      if (isOwed()) tell();
      else open();
    },
    close() {
      callOff();
      drawers.clear();
    },
  };
}

/** The longest of the choices that is allowed, where what was chosen is not. */
function within(minutes: KeptLock['minutes'], longest: number): KeptLock['minutes'] {
  if (minutes !== null && minutes <= longest) return minutes;
  return LOCK_MINUTES.findLast((choice) => choice <= longest) ?? LOCK_MINUTES[0];
}

function triesOf(keeper: LockKeeper): Pick<KeptLock, 'failures' | 'failedAt'> {
  const found = keeper.get();
  if (found === null || typeof found === 'string') return { failures: 0, failedAt: 0 };
  return { failures: found.failures, failedAt: found.failedAt };
}
