/**
 * The renderer's end of the bridge: typed calls and events over whatever shell it runs in. Answers are parsed; what does
 * not fit the contract becomes a `Failure`, never a surprise further in.
 */
import { z } from 'zod';
import type { Channel, EventName } from '../../shared/channels.ts';
import {
  type Bridge,
  contract,
  type EventPayload,
  events,
  type Input,
  type Output,
} from '../../shared/contract.ts';
import { fail, failureSchema, type Result } from '../../shared/failure.ts';
import { webBridge } from './bridge-web.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop shell. */
    relevo?: Bridge;
  }
}

let bridge: Bridge | null = null;

function theBridge(): Bridge {
  bridge ??= window.relevo ?? webBridge();
  return bridge;
}

/** For tests and development: another end instead of the shell's. */
export function setBridge(other: Bridge): void {
  bridge = other;
}

const failedSchema = z.object({ ok: z.literal(false), error: failureSchema });

/** Never throws. A shell that is gone answers `internal`, and so does an answer outside the contract. */
export async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Result<Output<C>>> {
  let answer: unknown;
  try {
    answer = await theBridge().invoke(channel, input);
  } catch {
    return fail('internal', 'retry');
  }
  const result = parseAnswer(channel, answer);
  if (!result.ok && result.error.code === 'locked') heardLocked();
  return result;
}

let heardLocked = (): void => {};
/** Calls back whenever an answer says that the program is locked. */
export function whenLocked(heard: () => void): void {
  heardLocked = heard;
}

export function parseAnswer<C extends Channel>(channel: C, answer: unknown): Result<Output<C>> {
  const failed = failedSchema.safeParse(answer);
  if (failed.success) return failed.data;
  const good = z.object({ ok: z.literal(true), value: contract[channel].output }).safeParse(answer);
  if (good.success) return { ok: true, value: good.data.value as Output<C> };
  return fail('internal', 'report', { detail: `${channel}: ${z.prettifyError(good.error).slice(0, 400)}` });
}

/** Payloads outside the contract are dropped: a wrong picture is worse than an old one. Returns the way to stop listening. */
export function on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return theBridge().on(event, (payload) => {
    const parsed = events[event].safeParse(payload);
    if (parsed.success) listener(parsed.data as EventPayload<E>);
    else console.error(`event ${event} does not fit the contract`);
  });
}
