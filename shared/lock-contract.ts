/** The channels of the app lock: what goes in and what comes out. A part of the contract. */
import { z } from 'zod';
import {
  drawerKeySchema,
  drawerSchema,
  lockedViewSchema,
  lockMinutesSchema,
  lockStateSchema,
  newPassphraseSchema,
  passphraseSchema,
} from './lock.ts';

const nothing = z.object({}).strict();

export const lockContract = {
  /** What a window that is locked may know. Where the lock's file could not be understood, it is read anew. */
  'lock:look': { input: nothing, output: lockedViewSchema },
  /** Sets a passphrase. Where one is set, `current` must be it. */
  'lock:set': {
    input: z.object({ passphrase: newPassphraseSchema, current: passphraseSchema.optional() }),
    output: lockStateSchema,
  },
  /** When it locks, and what may open it. Turning the system's authentication on asks for it once. */
  'lock:change': {
    input: z.object({
      minutes: lockMinutesSchema.optional(),
      onScreenLock: z.boolean().optional(),
      system: z.boolean().optional(),
    }),
    output: lockStateSchema,
  },
  'lock:off': { input: z.object({ current: passphraseSchema }), output: lockStateSchema },
  'lock:now': { input: nothing, output: lockStateSchema },
  'lock:unlock': {
    input: z.discriminatedUnion('by', [
      z.object({ by: z.literal('passphrase'), passphrase: passphraseSchema }),
      z.object({ by: z.literal('system') }),
    ]),
    output: lockStateSchema,
  },
  /** Somebody used keys or pointer. Tells nothing of what was done with them. */
  'lock:active': { input: nothing, output: nothing },
  /** Leaves what a window was doing with the desk, in memory, before the window forgets it. */
  'lock:leave': { input: z.object({ key: drawerKeySchema, drawer: drawerSchema }), output: nothing },
  /** Gives it back, once. */
  'lock:resume': { input: z.object({ key: drawerKeySchema }), output: drawerSchema.nullable() },
  /** For a forgotten passphrase: wipes everything kept on this computer, the ledger too. `left`: keys that OVHcloud could not be asked to end. */
  'lock:reset': {
    input: z.object({ everything: z.literal(true) }),
    output: z.object({ left: z.number().int() }),
  },
};
