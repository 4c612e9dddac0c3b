/**
 * Answers that take their time are called for by the page once they are there. A browser has six connections to one server: five
 * decisions in their ten seconds would leave none to take one of them back. Knows nothing of what was asked.
 */
import { randomUUID } from 'node:crypto';
import type { Result } from '../../shared/failure.ts';
import type { Clock } from '../desk/ports.ts';

/** So long a call holds its connection. */
const PATIENCE_MS = 1_000;
/** And so long an answer is kept for a page whose connection failed meanwhile. */
const KEPT_MS = 5 * 60_000;

export type Later = {
  /** The answer, where it comes soon; else under which name it will be called for. */
  soon: (answer: Promise<Result<unknown>>) => Promise<{ now: Result<unknown> } | { later: string }>;
  /** Once each. `waiting`: it is not there yet. `unknown`: it was taken, or dropped, or never heard of. */
  take: (name: string) => { now: Result<unknown> } | 'waiting' | 'unknown';
  /** SECURITY: for when the program is locked: what was asked before is told to nobody. */
  drop: () => void;
};

/** `ready`: the answer of that name is there. */
export function openLater(clock: Clock, ready: (name: string) => void): Later {
  const kept = new Map<string, Result<unknown> | null>();
  return {
    async soon(answer) {
      const patience = Promise.withResolvers<null>();
      const callOff = clock.after(PATIENCE_MS, () => patience.resolve(null));
      const now = await Promise.race([answer, patience.promise]);
      callOff();
      if (now !== null) return { now };
      const name = randomUUID();
      kept.set(name, null);
      void answer.then((result) => {
        // Dropped meanwhile: whoever asks for it hears that.
        if (!kept.has(name)) return ready(name);
        kept.set(name, result);
        clock.after(KEPT_MS, () => kept.delete(name));
        ready(name);
      });
      return { later: name };
    },
    take(name) {
      const result = kept.get(name);
      if (result === undefined) return 'unknown';
      if (result === null) return 'waiting';
      kept.delete(name);
      return { now: result };
    },
    drop() {
      kept.clear();
    },
  };
}
