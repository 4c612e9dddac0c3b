/**
 * The one place that stands between a locked program and everything it knows: which calls are answered and which events
 * are told meanwhile. Knows no passphrase and no rule of when to lock. SECURITY: closed by default; what is open is named.
 */
import { CHANNELS, type Channel, type EventName } from '../../shared/channels.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';

/**
 * What a locked window needs: to be told that it is locked, to hand in its work, the ways out, and to say whether it is
 * looked at, which is asked for only once.
 */
export const OPEN_WHILE_LOCKED: ReadonlySet<Channel> = new Set<Channel>([
  'lock:look',
  'lock:now',
  'lock:unlock',
  'lock:leave',
  'lock:reset',
  'sync:attention',
]);

const TOLD_WHILE_LOCKED: ReadonlySet<EventName> = new Set<EventName>(['lock:changed']);

export type Gate = {
  guard: (handlers: Handlers) => Handlers;
  mayTell: (event: EventName) => boolean;
  /** When no call is under way that was let in unlocked. */
  settled: () => Promise<void>;
};

/** @param isOwed it is locked until a passphrase is set for the first time */
export function openGate(isLocked: () => boolean, isOwed: () => boolean = () => false): Gate {
  const running = new Set<Promise<unknown>>();
  const locked = fail('locked', 'unlock');

  const guarded =
    (channel: Channel, handler: (input: never) => Promise<Result<unknown>>) => async (input: never) => {
      if (channel === 'lock:set' && isOwed()) return handler(input);
      if (isLocked()) return locked;
      const answer = handler(input);
      running.add(answer);
      try {
        const result = await answer;
        // What was asked before and is known only now is told to nobody: the work itself went on to its end.
        return isLocked() ? locked : result;
      } finally {
        running.delete(answer);
      }
    };

  return {
    guard: (handlers) =>
      Object.fromEntries(
        CHANNELS.map((channel) => [
          channel,
          OPEN_WHILE_LOCKED.has(channel) ? handlers[channel] : guarded(channel, handlers[channel]),
        ]),
      ) as Handlers,
    mayTell: (event) => TOLD_WHILE_LOCKED.has(event) || !isLocked(),
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
