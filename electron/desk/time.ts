/**
 * What the desk takes for the present: this computer's clock until a server of OVHcloud has told its own, then the
 * server's where the two differ, carried on by a count that nobody sets. Deadlines, ledger and snapshots go by it, so that
 * a clock that is off by a day, or is set in the middle of work, changes none of them.
 */
import type { ToldTime } from '../ovh/server-time.ts';
import type { Clock } from './ports.ts';

export type DeskTime = Clock & {
  /** A server's clock was read. `standIn`: only the sandbox's, which counts until a real one is known. */
  learn: (told: ToldTime, standIn: boolean) => void;
  /** By how many milliseconds this computer's clock is behind what the desk goes by; 0 where they agree. */
  ahead: () => number;
};

/** A call takes seconds, and seconds matter to nobody here: less than this is the same time. */
const SAME_MS = 60_000;

export function openTime(clock: Clock): DeskTime {
  /** `steady` added to it gives the present; `null` while this computer's clock is all there is. */
  let base: number | null = null;
  let isReal = false;
  const now = (): number => (base === null ? clock.now() : base + clock.steady());
  return {
    now,
    steady: clock.steady,
    after: clock.after,
    learn({ at, steady }, standIn) {
      if (standIn && isReal) return;
      isReal ||= !standIn;
      const own = clock.now() - clock.steady() + steady;
      if (base !== null && Math.abs(at - steady - base) < SAME_MS) return;
      // Where they agree the person's own clock is shown, to the second.
      base = (Math.abs(at - own) < SAME_MS ? own : at) - steady;
    },
    ahead() {
      const ahead = now() - clock.now();
      return Math.abs(ahead) < SAME_MS ? 0 : ahead;
    },
  };
}
