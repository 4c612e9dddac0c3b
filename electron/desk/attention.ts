/** Who looks at the screen, and so how often the servers are asked. Holds no timer: the rhythm is the sync's. */
import type { Lock } from './lock.ts';
import type { Attention } from './rhythm.ts';
import type { Sync } from './sync.ts';

export type AttentionKeeper = {
  pay: (who: Attention) => void;
  /** The lock was closed or opened. */
  lockMoved: () => void;
  /** Talks to the servers once the accounts are `restored`; while it is locked, once it is opened. */
  start: (restored: Promise<void>) => void;
  /** When no credential is being taken up any more; `null` before the start. */
  restored: () => Promise<void> | null;
  /** The computer slept and is awake again. */
  woke: () => void;
};

export function openAttention(desk: {
  lock: Lock;
  sync: Sync;
  log: (line: string) => void;
}): AttentionKeeper {
  let attention: Attention = 'watched';
  let restored: Promise<void> | null = null;
  let isTalking = false;

  const attend = (): void => {
    if (isTalking) {
      // A locked window shows nothing, but notifications say without a name that something waits.
      const isHidden = attention === 'watched' && desk.lock.isLocked();
      desk.sync.attention(isHidden ? 'aside' : attention);
    } else if (restored !== null) void restored.then(talk);
  };
  const talk = (): void => {
    if (isTalking || desk.lock.isLocked()) return;
    isTalking = true;
    desk.sync.start();
    attend();
  };

  return {
    pay(who) {
      attention = who;
      attend();
    },
    lockMoved: attend,
    start(accounts) {
      restored = accounts;
      restored.then(talk).catch((error: unknown) => desk.log(`start: ${String(error)}`));
    },
    restored: () => restored,
    woke() {
      if (isTalking) desk.sync.woke();
    },
  };
}
