/** Troubles on demand: what goes wrong with which call, and how often. Must not touch sockets; server.ts does. */
import { matchesGlob } from './credentials.ts';
import { badRequest, type ErrorBody } from './errors.ts';

const FAULT_KINDS = ['latency', 'status', 'reset', 'truncate', 'html', 'hang', 'skew'] as const;
type FaultKind = (typeof FAULT_KINDS)[number];

export type Fault = {
  /** `"METHOD /path*"` below `/1.0`; `*` is any method, and in the path anything. */
  match: string;
  kind: FaultKind;
  /** Calls it strikes; `null` = until cleared. Default 1. */
  times: number | null;
  /** Strikes every n-th matching call alone. Default 1. */
  every: number;
  /** Before the call is processed, or after, when only its answer is lost. Default before. */
  when: 'before' | 'after';
  /** latency: milliseconds. */
  ms: number;
  /** status, html: the answer's status. */
  status: number;
  /** status: old body with this code; without it the new body. */
  errorCode: string | null;
  message: string | null;
  /** status: a body of one's own, instead. */
  body: ErrorBody | string | null;
  /** status: seconds, or a date, for `Retry-After`. */
  retryAfter: string | null;
  /** skew: seconds added to the server's clock. */
  seconds: number;
};

export type FaultInput = Partial<Omit<Fault, 'match' | 'kind' | 'retryAfter'>> & {
  match: string;
  kind: FaultKind;
  retryAfter?: string | number | null;
};

export function createFaults() {
  let planned: { fault: Fault; left: number | null; seen: number }[] = [];
  return {
    add: (input: unknown): Fault => {
      const fault = readFault(input);
      planned.push({ fault, left: fault.times, seen: 0 });
      return fault;
    },
    clear: (): void => {
      planned = [];
    },
    /** Those that strike this call; each counts as used. */
    strike: (method: string, path: string): Fault[] => {
      const struck: Fault[] = [];
      for (const plan of planned) {
        const [wanted, glob] = splitMatch(plan.fault.match);
        if ((wanted !== '*' && wanted !== method) || !matchesGlob(glob, path)) continue;
        plan.seen++;
        if (plan.seen % plan.fault.every !== 0 || plan.left === 0) continue;
        if (plan.left !== null) plan.left--;
        struck.push(plan.fault);
      }
      return struck;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;

const splitMatch = (match: string): [string, string] => {
  const at = match.indexOf(' ');
  return [match.slice(0, at), match.slice(at + 1)];
};

function readFault(input: unknown): Fault {
  if (typeof input !== 'object' || input === null) throw badRequest('a fault is a JSON object');
  const given = input as Record<string, unknown>;
  const number = (field: string, otherwise: number, least: number): number => {
    const value = given[field] ?? otherwise;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
      throw badRequest(`fault: ${field}?`);
    return value;
  };
  const text = (field: string): string | null => {
    const value = given[field] ?? null;
    if (value !== null && typeof value !== 'string') throw badRequest(`fault: ${field}?`);
    return value;
  };
  const known = new Set(
    'match kind times every when ms status errorCode message body retryAfter seconds'.split(' '),
  );
  for (const field of Object.keys(given))
    if (!known.has(field)) throw badRequest(`fault: unknown field ${field}`);
  const { match, kind, when = 'before', retryAfter = null, body = null } = given;
  if (typeof match !== 'string' || !/^(\*|GET|POST|PUT|DELETE) \/\S*$/.test(match))
    throw badRequest('fault: match?');
  if (!FAULT_KINDS.includes(kind as FaultKind)) throw badRequest('fault: kind?');
  if (when !== 'before' && when !== 'after') throw badRequest('fault: when?');
  const status = number('status', kind === 'html' ? 502 : 503, 200);
  if (status > 599) throw badRequest('fault: status?');
  return {
    match,
    kind: kind as FaultKind,
    times: given['times'] === null ? null : number('times', 1, 1),
    every: number('every', 1, 1),
    when,
    ms: number('ms', 1000, 0),
    status,
    errorCode: text('errorCode'),
    message: text('message'),
    body: body as Fault['body'],
    retryAfter: retryAfter === null ? null : String(retryAfter),
    seconds: number('seconds', 3600, Number.NEGATIVE_INFINITY),
  };
}
