/** The part of the contract that is about the history of contacts. `contract.ts` puts it in its place. */
import { z } from 'zod';
import { changesAskedSchema, contactChangeSchema, MOST_OPEN } from './contact-change.ts';

const changes = z.array(contactChangeSchema);

export const contactChannels = {
  /** Contacts that changed without a request of mine and are not yet taken as known, newest first. */
  'contacts:open': { input: z.object({}).strict(), output: changes },
  /** The history of contacts, newest first. */
  'contacts:list': { input: changesAskedSchema, output: changes },
  /** Takes these changes as known, or back. Answers those that are still open. */
  'contacts:keep': {
    input: z.object({ ids: z.array(z.string()).min(1).max(MOST_OPEN), kept: z.boolean() }),
    output: changes,
  },
} as const;

export const contactEvents = {
  /** As `contacts:open`, as it is now. */
  'contacts:changed': changes,
} as const;
