/**
 * The service's clock, by its distance from our steady count: whoever sets this computer's clock changes nothing in it.
 * Read once, shared by calls that run together, read anew when told it was wrong.
 */
import { ok, type Result } from '../../shared/failure.ts';
import type { Clock } from './clock.ts';

export type ServerTime = {
  /** Seconds since 1970 by the service's clock, and which reading it rests on. */
  now: () => Promise<Result<{ timestamp: number; reading: number }>>;
  /** That reading was refused: the next asking reads anew, unless somebody already has. */
  distrust: (reading: number) => void;
};

/** What was told: milliseconds since 1970 when the steady count was `steady`. */
export type ToldTime = { at: number; steady: number };

/** An answer that took longer tells a time that is long over: the computer slept while it was on its way. */
const SLOW_MS = 60_000;
/** So often in a row it is read anew for that. */
const TRIES = 3;

/** `read` answers `GET /auth/time`: seconds since 1970; `leaves` is to be called each time the call leaves. */
export function openServerTime(
  clock: Clock,
  read: (leaves: () => void) => Promise<Result<number>>,
  told: (time: ToldTime) => void,
): ServerTime {
  let reading = 0;
  let shared: Promise<Result<number>> | null = null;

  const readDistance = async (): Promise<Result<number>> => {
    for (let tries = 1; ; tries += 1) {
      let left = clock.steady();
      const time = await read(() => {
        left = clock.steady();
      });
      if (!time.ok) return time;
      const at = time.value * 1000;
      const steady = clock.steady();
      const isSlow = steady - left > SLOW_MS;
      if (isSlow && tries < TRIES) continue;
      // Good enough to sign by: the service refuses what is too far off, and then it is read anew.
      if (!isSlow) told({ at, steady });
      return ok(at - steady);
    }
  };

  return {
    async now() {
      // Taken before waiting: who comes later may already wait for a newer one.
      const mine = reading;
      const pending = shared ?? readDistance();
      shared = pending;
      const distance = await pending;
      if (!distance.ok) {
        if (shared === pending) shared = null;
        return distance;
      }
      return ok({ timestamp: Math.round((clock.steady() + distance.value) / 1000), reading: mine });
    },
    distrust(refused) {
      if (refused !== reading) return;
      reading += 1;
      shared = null;
    },
  };
}
