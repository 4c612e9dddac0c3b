/** JSON texts with a digest of themselves, so that a flipped bit is noticed. Reads and makes texts alone; touches no file. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What closes a text: a JSON reader meets one more field, a reader of ours the digest of all that stands before it. */
const DIGEST = /,"sha256":"([0-9a-f]{64})"\}\s*$/;

export function digestOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A JSON object as one line, its digest in it. */
export function toChecked(value: Record<string, unknown>): string {
  const body = JSON.stringify(value);
  return `${body.slice(0, -1)},"sha256":"${digestOf(body)}"}`;
}

/** `null`: it tells no digest, as one of before there were any. */
export function isAsWritten(text: string): boolean | null {
  const found = DIGEST.exec(text);
  return found === null ? null : digestOf(`${text.slice(0, found.index)}}`) === found[1];
}

export type Understood<T> =
  | { state: 'good'; value: T }
  /** It is not as it was written; `lost`: how many of its entries could not be understood. */
  | { state: 'altered'; value: T; lost: number }
  | { state: 'broken' }
  | { state: 'newer' };

/** Where the entries stand, so that one that cannot be understood costs itself alone. */
export type Entries = { key: string; entry: z.ZodType };

/** `schema` is of the form that is written now. Texts without a digest are read on, as they were before. */
export function understand<S extends z.ZodObject<{ version: z.ZodLiteral<number> }>>(
  bytes: Buffer,
  schema: S,
  entries: Entries | null,
): Understood<z.infer<S>> {
  const text = bytes.toString('utf8');
  const value = parse(text);
  const { value: version } = schema.shape.version;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { state: 'broken' };
  const asWritten = isAsWritten(text);
  // Without a digest an unknown field may be what is left of one.
  const parsed = (asWritten === null ? schema.strict() : schema).safeParse(value);
  if (parsed.success && asWritten !== false) return { state: 'good', value: parsed.data as z.infer<S> };
  const later = z.object({ version: z.number().int().gt(version) });
  if (asWritten !== false && later.safeParse(value).success) return { state: 'newer' };
  // A digest that is not right tells that it is ours: then the version's own figure may be what was damaged.
  const known = asWritten === false ? { ...value, version } : value;
  const whole = schema.safeParse(known);
  if (whole.success) return { state: 'altered', value: whole.data as z.infer<S>, lost: 0 };
  const held = entries === null ? null : (value as Record<string, unknown>)[entries.key];
  if (entries === null || !Array.isArray(held)) return { state: 'broken' };
  const good = held.filter((one) => entries.entry.safeParse(one).success);
  const part = schema.safeParse({ ...known, [entries.key]: good });
  if (!part.success || (good.length === 0 && held.length > 0)) return { state: 'broken' };
  return { state: 'altered', value: part.data as z.infer<S>, lost: held.length - good.length };
}

/** `undefined` where it is none: no JSON says that. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
