/** The part of the contract that is about what is prepared for a day. `contract.ts` puts it in its place. */
import { z } from 'zod';
import { preparedListSchema, toPrepareSchema } from './prepared.ts';

const id = z.string().min(1).max(64);

/** Each answers all of them. Nothing of it is ever sent from here. */
export const preparedChannels = {
  /** What is prepared for a day; kept on this computer alone. */
  'prepared:list': { input: z.object({}).strict(), output: preparedListSchema },
  /** Keeps one more. `bad-input` where its day is over or too far off, or there are too many. */
  'prepared:keep': { input: toPrepareSchema, output: preparedListSchema },
  /** For another day: it asks again then. */
  'prepared:move': { input: z.object({ id, day: z.iso.date() }), output: preparedListSchema },
  'prepared:drop': { input: z.object({ id }), output: preparedListSchema },
} as const;

export const preparedEvents = {
  /** All of them, as they are now. */
  'prepared:changed': preparedListSchema,
} as const;
