/** The part of the contract that is about expected contacts. `contract.ts` puts it in its place. */
import { z } from 'zod';
import { rulesSchema } from './rules.ts';

export const ruleChannels = {
  /** What a person expects of contacts; kept on this computer alone. */
  'rules:list': { input: z.object({}).strict(), output: rulesSchema },
  /** All of them, in their order, in the place of those before. Answers all. */
  'rules:set': { input: z.object({ rules: rulesSchema }), output: rulesSchema },
} as const;

export const ruleEvents = {
  /** All of them, as they are now. */
  'rules:changed': rulesSchema,
} as const;
