/**
 * The ledger: what was asked for from here and what came of it, intent before deed. "You have confirmed" and Activity
 * are read from it. SECURITY: no code, key or token is ever written here; the entry types have no field for one.
 */
import { z } from 'zod';
import { type ActivityEntry, activityKindSchema } from '../../shared/activity.ts';
import { contactTypeSchema } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, failureSchema } from '../../shared/failure.ts';
import type { Confirmation } from '../../shared/request.ts';
import { tellsConfirmed } from '../ovh/failures.ts';
import type { Journal } from '../storage/journal.ts';

const intentSchema = z.object({
  line: z.literal('intent'),
  id: z.string(),
  at: z.string(),
  kind: activityKindSchema,
  api: z.string(),
  nichandle: z.string(),
  serviceName: z.string().nullable(),
  serviceKey: z.string().nullable(),
  /** The service's, of a change of contacts: whoever hands everything over does not see the service any more, but its request. */
  family: z.string().nullable().optional(),
  requestKey: z.string().nullable(),
  requestId: z.number().int().nullable(),
  /** Of the request: tells this task from one of the same number in another world (a sandbox started anew). */
  dateRequest: z.string().nullable(),
  changes: z.array(z.object({ contactType: contactTypeSchema, to: z.string() })),
  group: z.string().nullable(),
});
export type Intent = z.infer<typeof intentSchema>;

const outcomeSchema = z.object({
  line: z.literal('outcome'),
  /** The intent's. The last outcome of an intent counts: what was unknown may become known. */
  id: z.string(),
  at: z.string(),
  outcome: z.enum(['done', 'failed', 'unknown', 'not-sent']),
  requestIds: z.array(z.number().int()),
  failure: failureSchema.nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

const lineSchema = z.discriminatedUnion('line', [intentSchema, outcomeSchema]);

/** `null`: it may be of a newer version. */
export function ledgerLine(line: unknown): Intent | Outcome | null {
  return lineSchema.safeParse(line).data ?? null;
}

/** Another one may be of a newer version: it is passed over, and stays. */
export function isLedgerLine(line: unknown): boolean {
  return lineSchema.safeParse(line).success;
}

/** Nothing waits for an answer: their first line is written when they are done, or said. */
const ANSWERED_BY_NOBODY: ReadonlySet<Intent['kind']> = new Set([
  'say-confirmed',
  'say-open',
  'connect',
  'forget',
]);

type Deed = { intent: Intent; outcome: Outcome | null; ofThisRun: boolean };

export type Ledger = {
  /** Resolves when the intent is on the disk: only then may the deed be done. */
  intend: (intent: Omit<Intent, 'line' | 'id' | 'at'>) => Promise<string>;
  /** What was only said: its one line says it all. Resolves when that is on the disk. */
  note: (said: Omit<Intent, 'line' | 'id' | 'at'>) => Promise<void>;
  settle: (
    id: string,
    outcome: Outcome['outcome'],
    more?: { requestIds?: number[]; failure?: Failure | null },
  ) => Promise<void>;
  /**
   * What is known of the sides of this request from here, one each: the last decision that may have taken effect, or that
   * it was confirmed elsewhere.
   */
  confirmationsOf: (request: { key: string; dateRequest: string }) => Confirmation[];
  /** When a new code was last asked for from here; ISO 8601. */
  resentAt: (request: { key: string; dateRequest: string }) => string | null;
  /** Decisions whose outcome is not known. */
  unsettled: () => Intent[];
  /** What the last answer to it was, where that was a failure. */
  failureOf: (id: string) => Failure | null;
  /** The service a request was made for from here, where that is known. */
  serviceOfRequest: (
    api: string,
    requestId: number,
    dateRequest: string,
  ) => { serviceKey: string; family: string | null } | null;
  /** Deeds of this run whose outcome is not yet told. */
  underWay: () => number;
  /** When there are none. */
  settled: () => Promise<void>;
  /** Writes of each that it is not known what became of it. */
  abandon: () => Promise<void>;
  /** Wipes all that was done with one account, on the disk first. Rejects where that fails, and then nothing is wiped. */
  forget: (account: { api: string; nichandle: string }) => Promise<void>;
  /** Newest first. */
  activity: () => ActivityEntry[];
  /** Forgets everything, on the disk as well. */
  wipe: () => Promise<void>;
  close: () => Promise<void>;
};

/** Older versions had no word for it and wrote down a wrong code, or a request that no longer waits. */
function asToldToday(line: Outcome): Outcome {
  const { outcome, failure } = line;
  if (outcome !== 'failed' || failure === null || !tellsConfirmed(failure)) return line;
  return { ...line, failure: { ...failure, code: 'already-confirmed', next: 'read-again' } };
}

/** A request we made shows a `dateRequest` close to our own clock's; further apart it is another world's. */
const SAME_WORLD_MS = 15 * 60_000;

export function openLedger(journal: Journal, now: () => number, changed: () => void): Ledger {
  const deeds = new Map<string, Deed>();
  const byRequest = new Map<string, Deed[]>();
  const serviceByRequest = new Map<
    string,
    { serviceKey: string; family: string | null; at: number; intent: string }
  >();
  let next = 0;
  const underWay = new Set<string>();
  let waiting: (() => void)[] = [];
  const over = (id: string): void => {
    underWay.delete(id);
    if (underWay.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const remember = (line: Intent | Outcome, ofThisRun: boolean): void => {
    if (line.line === 'intent') {
      const deed: Deed = { intent: line, outcome: null, ofThisRun };
      deeds.set(line.id, deed);
      if (line.requestKey !== null) {
        const list = byRequest.get(line.requestKey) ?? [];
        list.push(deed);
        byRequest.set(line.requestKey, list);
      }
      return;
    }
    const deed = deeds.get(line.id);
    if (!deed) return;
    deed.outcome = asToldToday(line);
    if (deed.intent.kind === 'changeContact' && deed.intent.serviceKey !== null) {
      for (const requestId of line.requestIds) {
        serviceByRequest.set(`${deed.intent.api}/${requestId}`, {
          serviceKey: deed.intent.serviceKey,
          family: deed.intent.family ?? null,
          // Of the asking, not of its outcome: what was left open may be settled days later.
          at: Date.parse(deed.intent.at),
          intent: line.id,
        });
      }
    }
  };

  for (const stored of journal.lines) {
    const line = lineSchema.safeParse(stored);
    if (line.success) remember(line.data, false);
  }

  const outcomeOf = (deed: Deed): ActivityEntry['outcome'] => {
    if (deed.outcome) return deed.outcome.outcome;
    if (ANSWERED_BY_NOBODY.has(deed.intent.kind)) return 'done';
    // Without an outcome from an earlier run: the program ended between intent and answer.
    return deed.ofThisRun ? 'pending' : 'unknown';
  };
  const confirmationIn = (deed: Deed): Confirmation | null => {
    const { nichandle, kind } = deed.intent;
    const at = deed.outcome?.at ?? deed.intent.at;
    const state = outcomeOf(deed);
    const accepted = { nichandle, decision: 'accept', at, certain: true } as const;
    if (kind === 'say-confirmed') return state === 'done' ? { ...accepted, elsewhere: 'person' } : null;
    if (kind !== 'accept' && kind !== 'refuse' && kind !== 'resend') return null;
    // Whatever was asked for: who is told so has confirmed before.
    const failure = state === 'failed' ? deed.outcome?.failure : null;
    if (failure?.code === 'already-confirmed') return { ...accepted, elsewhere: 'service' };
    if (kind === 'resend' || (state !== 'done' && state !== 'unknown')) return null;
    return { nichandle, decision: kind, at, certain: state === 'done' };
  };
  const deedsOn = (request: { key: string; dateRequest: string }): Deed[] =>
    (byRequest.get(request.key) ?? []).filter((deed) => deed.intent.dateRequest === request.dateRequest);

  const settle: Ledger['settle'] = async (id, outcome, more = {}) => {
    const line: Outcome = {
      line: 'outcome',
      id,
      at: new Date(now()).toISOString(),
      outcome,
      requestIds: more.requestIds ?? [],
      failure: more.failure ?? null,
    };
    // What is known counts in this run even if the disk refuses it: the screen must not offer a spent code again.
    remember(line, true);
    changed();
    try {
      await journal.append(line);
    } finally {
      over(id);
    }
  };

  const intend: Ledger['intend'] = async (intent) => {
    const at = new Date(now()).toISOString();
    next += 1;
    const line: Intent = { line: 'intent', id: `${at}#${next}`, at, ...intent };
    // Counted before it is on the disk: whoever waits for the end must not slip in between.
    underWay.add(line.id);
    try {
      await journal.append(line);
    } catch (error) {
      over(line.id);
      throw error;
    }
    remember(line, true);
    changed();
    return line.id;
  };

  return {
    intend,
    async note(said) {
      over(await intend(said));
    },
    settle,
    confirmationsOf(request) {
      const sides = new Map<string, Confirmation>();
      for (const deed of deedsOn(request)) {
        const { nichandle, kind } = deed.intent;
        const known = sides.get(nichandle);
        const isHere = known?.certain === true && known.elsewhere === undefined;
        if (kind === 'say-open' && known?.elsewhere !== undefined) sides.delete(nichandle);
        const told = confirmationIn(deed);
        if (told === null || (isHere && told.elsewhere !== undefined)) continue;
        if (known?.certain && !told.certain) continue;
        sides.set(nichandle, told);
      }
      return [...sides.values()];
    },
    resentAt(request) {
      const last = deedsOn(request).findLast(
        (deed) => deed.intent.kind === 'resend' && outcomeOf(deed) === 'done',
      );
      return last?.intent.at ?? null;
    },
    unsettled() {
      return [...deeds.values()].filter((deed) => outcomeOf(deed) === 'unknown').map((deed) => deed.intent);
    },
    failureOf: (id) => deeds.get(id)?.outcome?.failure ?? null,
    serviceOfRequest(api, requestId, dateRequest) {
      const known = serviceByRequest.get(`${api}/${requestId}`);
      if (!known || Math.abs(Date.parse(dateRequest) - known.at) > SAME_WORLD_MS) return null;
      return { serviceKey: known.serviceKey, family: known.family };
    },
    underWay: () => underWay.size,
    settled: () =>
      underWay.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    async abandon() {
      const failure = fail('outcome-unknown', 'read-again').error;
      for (const id of underWay) await settle(id, 'unknown', { failure });
    },
    async forget({ api, nichandle }) {
      const isOf = (intent: Intent): boolean => intent.api === api && intent.nichandle === nichandle;
      const ids = new Set<string>();
      await journal.drop((stored) => {
        const line = lineSchema.safeParse(stored);
        if (!line.success) return false;
        if (line.data.line === 'outcome') return ids.has(line.data.id);
        if (isOf(line.data)) ids.add(line.data.id);
        return isOf(line.data);
      });
      for (const id of ids) deeds.delete(id);
      for (const [key, list] of byRequest) {
        const left = list.filter(({ intent }) => !ids.has(intent.id));
        if (left.length > 0) byRequest.set(key, left);
        else byRequest.delete(key);
      }
      for (const [key, { intent }] of serviceByRequest) if (ids.has(intent)) serviceByRequest.delete(key);
      changed();
    },
    activity() {
      return [...deeds.values()].reverse().map((deed) => ({
        id: deed.intent.id,
        at: deed.intent.at,
        kind: deed.intent.kind,
        api: deed.intent.api,
        nichandle: deed.intent.nichandle,
        serviceName: deed.intent.serviceName,
        serviceKey: deed.intent.serviceKey,
        requestKey: deed.intent.requestKey,
        requestIds: deed.outcome?.requestIds.length
          ? deed.outcome.requestIds
          : deed.intent.requestId === null
            ? []
            : [deed.intent.requestId],
        changes: deed.intent.changes,
        outcome: outcomeOf(deed),
        failure: deed.outcome?.failure ?? null,
        group: deed.intent.group,
      }));
    },
    async wipe() {
      await journal.wipe();
      deeds.clear();
      byRequest.clear();
      serviceByRequest.clear();
    },
    close: () => journal.close(),
  };
}
