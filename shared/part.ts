/** One part of an answer that may be there while another is not: its value, or why it is not known. The shape alone. */
import { z } from 'zod';
import { failureSchema } from './failure.ts';

export function partSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);
}
