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

/** `read` answers `GET /auth/time`: seconds since 1970. */
export function openServerTime(
  clock: Clock,
  read: () => Promise<Result<number>>,
  told: (time: ToldTime) => void,
): ServerTime {
  let reading = 0;
  let shared: Promise<Result<number>> | null = null;

  const readDistance = async (): Promise<Result<number>> => {
    const time = await read();
    if (!time.ok) return time;
    const at = time.value * 1000;
    const steady = clock.steady();
    told({ at, steady });
    return ok(at - steady);
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
