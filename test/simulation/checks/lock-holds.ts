/** While the program is locked it tells nothing but that it is locked. */

import { OPEN_WHILE_LOCKED } from '../../../electron/desk/gate.ts';
import type { Channel } from '../../../shared/channels.ts';
import type { Result } from '../../../shared/failure.ts';
import type { LockState } from '../../../shared/lock.ts';
import { isEvent, type NewCheck } from './check.ts';

export const lockHolds: NewCheck = () => {
  let isLocked = false;
  let life = 0;
  return {
    name: 'the lock holds',
    look({ isLocked: locked, person }) {
      return locked && person.hasTakenLockAway ? 'it is locked, and the passphrase was taken away' : null;
    },
    hear(said, { computer }) {
      if (computer.life !== life) isLocked = false;
      life = computer.life;
      if (isEvent(said, 'lock:changed')) {
        isLocked = (said.value as LockState).state === 'locked';
        return null;
      }
      if (said.kind === 'event' && isLocked) return `the event ${said.name} is told while it is locked`;
      if (said.kind !== 'answer' || !isLocked || OPEN_WHILE_LOCKED.has(said.name as Channel)) return null;
      const answer = said.value as Result<unknown>;
      return !answer.ok && answer.error.code === 'locked'
        ? null
        : `${said.name} is answered while it is locked`;
    },
  };
};
