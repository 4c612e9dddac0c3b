/**
 * The one way from a bridge to a handler, for both shells: parse, call, parse again, answer a `Result`. Never throws,
 * and never logs what crossed the bridge.
 */
import type { Channel, EventName } from '../../shared/channels.ts';
import { CHANNELS } from '../../shared/channels.ts';
import type { EventPayload, Handlers } from '../../shared/contract.ts';
import { contract, events } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, failureSchema, ok } from '../../shared/failure.ts';
import { storageFailure } from '../storage/failure.ts';

export type Log = (line: string) => void;

export function isChannel(name: string): name is Channel {
  return (CHANNELS as readonly string[]).includes(name);
}

/**
 * Answers `bad-input` for an unknown channel or an input that does not fit, `storage` where the disk refused, `internal` for a
 * bug behind the border.
 */
export async function dispatch(
  handlers: Handlers,
  channel: string,
  input: unknown,
  log: Log,
): Promise<Result<unknown>> {
  if (!isChannel(channel)) return fail('bad-input', 'report', { detail: 'unknown channel' });
  try {
    const parsed = parseInput(channel, input);
    if (typeof parsed === 'string') return fail('bad-input', 'fix-input', { detail: parsed });
    // The channel's own schema has just parsed the input; the compiler cannot follow that through a union.
    const handler = handlers[channel] as (input: unknown) => Promise<Result<unknown>>;
    const result = await handler(parsed.input);
    if (!result.ok) return { ok: false, error: failureSchema.parse(result.error) };
    const output = contract[channel].output.safeParse(result.value);
    if (output.success) return ok(output.data);
    log(`${channel}: its answer does not fit the contract at ${places(output.error.issues)}`);
  } catch (error) {
    log(`${channel}: ${origin(error)}`);
    return { ok: false, error: failureOf(error, channel) };
  }
  return fail('internal', 'report', { detail: channel });
}

/** Or where it does not fit. SECURITY: a check of the schema's own may throw on what no page of ours sends. */
function parseInput(channel: Channel, input: unknown): { input: unknown } | string {
  try {
    const parsed = contract[channel].input.safeParse(input);
    return parsed.success ? { input: parsed.data } : places(parsed.error.issues);
  } catch {
    return 'cannot be read';
  }
}

/** What a person is told of an error that nobody expected: the disk's trouble, or the program's own mistake at `place`. */
export function failureOf(error: unknown, place?: string): Failure {
  return (
    storageFailure(error) ?? fail('internal', 'report', place === undefined ? {} : { detail: place }).error
  );
}

/** The payload as the contract has it, unknown fields left out; `null`, with a line in the log, where it does not fit. */
export function checkEvent<E extends EventName>(
  event: E,
  payload: EventPayload<E>,
  log: Log,
): EventPayload<E> | null {
  const parsed = events[event].safeParse(payload);
  if (parsed.success) return parsed.data as EventPayload<E>;
  log(`${event}: its payload does not fit the contract at ${places(parsed.error.issues)}`);
  return null;
}

/** SECURITY: names the place and the kind of mistake, never the value: it may be a key or a code. */
function places(issues: readonly { path: PropertyKey[]; code?: string }[]): string {
  const told = issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || '(all)'}: ${issue.code}`);
  return told.join(', ');
}

/** SECURITY: the kind of error and where it was thrown; its message may quote what was sent. */
export function origin(error: unknown): string {
  if (!(error instanceof Error)) return `threw a ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 6).map((line) => line.trim())].join(' ');
}
