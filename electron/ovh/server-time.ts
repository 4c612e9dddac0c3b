/** The service's clock, by the difference to ours. Read once, shared by calls that run together, read anew when told it was wrong. */
import { ok, type Result } from '../../shared/failure.ts';
import type { Clock } from './clock.ts';

export type ServerTime = {
  /** Seconds since 1970 by the service's clock, and which reading it rests on. */
  now: () => Promise<Result<{ timestamp: number; reading: number }>>;
  /** That reading was refused: the next asking reads anew, unless somebody already has. */
  distrust: (reading: number) => void;
};

/** `read` answers `GET /auth/time`: seconds since 1970. */
export function openServerTime(clock: Clock, read: () => Promise<Result<number>>): ServerTime {
  let reading = 0;
  let shared: Promise<Result<number>> | null = null;

  const readDifference = async (): Promise<Result<number>> => {
    const time = await read();
    if (!time.ok) return time;
    return ok(time.value * 1000 - clock.now());
  };

  return {
    async now() {
      // Taken before waiting: who comes later may already wait for a newer one.
      const mine = reading;
      const pending = shared ?? readDifference();
      shared = pending;
      const difference = await pending;
      if (!difference.ok) {
        if (shared === pending) shared = null;
        return difference;
      }
      return ok({ timestamp: Math.round((clock.now() + difference.value) / 1000), reading: mine });
    },
    distrust(refused) {
      if (refused !== reading) return;
      reading += 1;
      shared = null;
    },
  };
}
