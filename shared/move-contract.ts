/** The part of the contract that is about moving and closing accounts. `contract.ts` puts it in its place. */
import { z } from 'zod';
import { closingReadSchema, movesSchema } from './moves.ts';

export const moveChannels = {
  /** Projects to move or close an account; kept on this computer alone. */
  'moves:list': { input: z.object({}).strict(), output: movesSchema },
  /** All of them in the place of those before. Answers all. */
  'moves:set': { input: z.object({ moves: movesSchema }), output: movesSchema },
  /** Asks OVHcloud what stands between this account of mine and its end; what the key may not read is told as such. */
  'moves:closing': { input: z.object({ accountId: z.string() }), output: z.array(closingReadSchema) },
} as const;

export const moveEvents = {
  /** All of them, as they are now. */
  'moves:changed': movesSchema,
} as const;
