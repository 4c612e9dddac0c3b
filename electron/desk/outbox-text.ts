/** What one entry of the outbox holds, sealed with its code, and what of it may be held open: all but the code. */
import { z } from 'zod';
import type { Asked } from '../../shared/handover.ts';
import { handoverTargetSchema, planRowSchema } from '../../shared/handover.ts';
import { seenRequestSchema } from '../../shared/outbox.ts';
import { decisionSchema } from '../../shared/request.ts';
import type { OutboxOpened } from '../storage/outbox.ts';

const textSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decision'),
    requestKey: z.string(),
    nichandle: z.string(),
    decision: decisionSchema,
    code: z.string(),
    seen: seenRequestSchema,
  }),
  z.object({
    kind: z.literal('handover'),
    serviceKey: z.string(),
    serviceName: z.string(),
    family: z.string().nullable(),
    target: handoverTargetSchema,
    /** What the ledger keeps together: the hand-over it was part of. */
    group: z.string(),
    row: planRowSchema,
  }),
]);
export type Text = z.infer<typeof textSchema>;
/** What is held open in memory: all of it but the code. */
export type Shown =
  | (Omit<Text & { kind: 'decision' }, 'code'> & { code?: never })
  | (Text & { kind: 'handover' });

/** `null` for what is not open, or of a shape this version does not know. */
export function readText(opened: OutboxOpened): Text | null {
  if (opened.state !== 'open') return null;
  return textSchema.safeParse(JSON.parse(opened.text)).data ?? null;
}

export function withoutCode(text: Text): Shown {
  if (text.kind === 'handover') return text;
  const { code: _code, ...rest } = text;
  return rest;
}

/** What at most one entry waits for: a side of a request, or a service. */
export function sideOf(text: Text | Shown): string {
  return text.kind === 'decision' ? `${text.requestKey} ${text.nichandle}` : text.serviceKey;
}

/** What these hand-overs ask for together. */
export function askedOf(texts: readonly (Text & { kind: 'handover' })[]): Asked {
  return {
    serviceKeys: texts.map(({ serviceKey }) => serviceKey),
    target: {},
    targets: texts.map(({ serviceKey, target }) => ({ serviceKey, target })),
  };
}
