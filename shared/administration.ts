/**
 * What an administrator of this computer has set, as their file says it. Pure: reads no disk. What of it cannot be understood
 * is taken at its strictest, so that a slip of the pen or a damaged disk never opens what was meant to be closed.
 */
import { z } from 'zod';
import { ENDPOINTS, type Endpoint, endpointSchema } from './account.ts';

export const ADMINISTRATION_TROUBLES = [
  /** Nothing of it can be understood. */
  'broken',
  /** The system does not let it be read. */
  'forbidden',
  /** It is written for a newer version. */
  'newer',
  /** Values that are none (`names`). */
  'values',
  /** Names that say nothing (`names`); they are passed over. */
  'unknown',
  /** The user whom it is to bind may write it. */
  'writable',
] as const;

export const administrationSchema = z.object({
  /** Where the file lies, or would. */
  file: z.string(),
  isThere: z.boolean(),
  troubles: z.array(z.object({ why: z.enum(ADMINISTRATION_TROUBLES), names: z.array(z.string().max(100)) })),
  /** Where accounts may live; `null`: anywhere. */
  zones: z.array(endpointSchema).nullable(),
  /** The app lock is not the user's to leave off; `minutes`: the longest without activity. `null`: it is. */
  lock: z.object({ minutes: z.number().int().min(1) }).nullable(),
  /** `false`: nobody asks whether a newer version exists. */
  updateCheck: z.boolean(),
});
export type Administration = z.infer<typeof administrationSchema>;
type Trouble = Administration['troubles'][number];

export const FREE = { zones: null, lock: null, updateCheck: true } as const satisfies Partial<Administration>;
const STRICTEST: Pick<Administration, 'zones' | 'lock' | 'updateCheck'> = {
  zones: [],
  lock: { minutes: 1 },
  updateCheck: false,
};

/** No file at all: nothing is set. */
export function noAdministration(file: string): Administration {
  return { file, isThere: false, troubles: [], ...FREE };
}

/** A file that nobody here may read, or that holds no such text. */
export function unreadAdministration(file: string, why: 'broken' | 'forbidden' | 'newer'): Administration {
  return { file, isThere: true, troubles: [{ why, names: [] }], ...STRICTEST };
}

/** Of lock.longestMinutes: a day is never. */
const MOST_MINUTES = 24 * 60;
const minutesSchema = z.number().int().min(1).max(MOST_MINUTES);
const objectSchema = z.record(z.string(), z.unknown());

/** What the text of the file says. @param more what else is wrong with the file */
export function readAdministration(
  file: string,
  text: string,
  more: readonly Trouble[] = [],
): Administration {
  let value: unknown;
  try {
    // An editor of Windows may have put a mark before it.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return unreadAdministration(file, 'broken');
  }
  const object = objectSchema.safeParse(value);
  if (!object.success) return unreadAdministration(file, 'broken');
  const { version, zones, lock, updateCheck, ...others } = object.data;
  if (version !== undefined && version !== 1) {
    return unreadAdministration(file, typeof version === 'number' && version > 1 ? 'newer' : 'broken');
  }
  const values: string[] = [];
  const unknown = Object.keys(others);
  const result = { ...FREE } as Pick<Administration, 'zones' | 'lock' | 'updateCheck'>;
  if (zones !== undefined) {
    const listed = Array.isArray(zones) ? (zones as unknown[]) : null;
    const known = (listed ?? []).filter((zone): zone is Endpoint => ENDPOINTS.some((one) => one === zone));
    // Those that are understood are allowed, and nothing beside them.
    if (listed === null || known.length < listed.length) values.push('zones');
    result.zones = [...new Set(known)];
  }
  if (lock !== undefined) {
    const inner = objectSchema.safeParse(lock);
    const { longestMinutes, ...odd } = inner.success ? inner.data : {};
    const minutes = minutesSchema.safeParse(longestMinutes);
    if (!minutes.success) values.push(inner.success ? 'lock.longestMinutes' : 'lock');
    unknown.push(...Object.keys(odd).map((name) => `lock.${name}`));
    result.lock = { minutes: minutes.success ? minutes.data : 1 };
  }
  if (updateCheck !== undefined) {
    if (typeof updateCheck !== 'boolean') values.push('updateCheck');
    result.updateCheck = updateCheck === true;
  }
  const named = (why: Trouble['why'], names: string[]): Trouble[] =>
    names.length === 0 ? [] : [{ why, names: names.slice(0, 20).map((name) => name.slice(0, 100)) }];
  const troubles = [...more, ...named('values', values), ...named('unknown', unknown)];
  return { file, isThere: true, troubles, ...result };
}

export function mayLiveAt({ zones }: Pick<Administration, 'zones'>, endpoint: Endpoint): boolean {
  return zones === null || zones.includes(endpoint);
}
