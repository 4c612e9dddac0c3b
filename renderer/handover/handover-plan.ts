/** The hand-over dialog as pure functions: what was chosen, what will happen per service, what came of it. Draws nothing, asks nothing. */
import type { Account } from '../../shared/account.ts';
import {
  CONTACT_TYPES,
  type ContactType,
  isUsualNichandle,
  isWordAlone,
  parseNichandle,
} from '../../shared/contact.ts';
import { isByEmail, parseContact } from '../../shared/contact-email.ts';
import type { SendOutcome } from '../../shared/contract.ts';
import type { BlockReason, HandoverTarget, PlanRow } from '../../shared/handover.ts';
import { isMine } from '../../shared/mine.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { TextSet } from '../../shared/text-set.ts';
import { indexTwins, twinOf } from '../../shared/twin.ts';

/** What is to become of one contact. `named` holds the text as it was typed. */
export type Choice = { kind: 'keep' } | { kind: 'me'; nichandle: string } | { kind: 'named'; text: string };
export type Choices = Readonly<Record<ContactType, Choice>>;

export const KEEP_ALL: Choices = {
  contactAdmin: { kind: 'keep' },
  contactTech: { kind: 'keep' },
  contactBilling: { kind: 'keep' },
};

/** `missing`: nothing typed yet. `impossible`: can be neither NIC handle nor address. `unusual`: might be a handle, worth a second look. */
export type NichandleCheck = 'missing' | 'impossible' | 'unusual' | 'usual' | 'email';

/** A whole NIC handle as it was typed; `null` for what cannot be one, and for a word alone, which is a name. */
export function readNichandle(text: string): string | null {
  const handle = parseNichandle(text);
  return handle === null || isWordAlone(handle) ? null : handle;
}

/** A new contact as it was typed: a whole NIC handle, or an e-mail address, which OVHcloud takes in one zone. */
export function readContact(text: string): string | null {
  return isByEmail(text) ? parseContact(text) : readNichandle(text);
}

export function checkNichandle(text: string): NichandleCheck {
  if (text.trim() === '') return 'missing';
  const handle = readContact(text);
  if (handle === null) return 'impossible';
  if (isByEmail(handle)) return 'email';
  return isUsualNichandle(handle) ? 'usual' : 'unusual';
}

/** The new contacts as the desk takes them; `null` while nothing is chosen or something typed can be no contact. */
export function targetOf(choices: Choices): HandoverTarget | null {
  const target: HandoverTarget = {};
  for (const type of CONTACT_TYPES) {
    const choice = choices[type];
    if (choice.kind === 'keep') continue;
    const handle = readContact(choice.kind === 'me' ? choice.nichandle : choice.text);
    if (handle === null) return null;
    target[type] = handle;
  }
  return Object.keys(target).length === 0 ? null : target;
}

/** Twins of what is selected that are not selected themselves. */
export function missingTwins(keys: readonly string[], services: readonly Service[]): Service[] {
  const selected = new TextSet(keys);
  const own = services.filter(({ key }) => selected.has(key));
  const index = indexTwins(own, services);
  const twins = new Map<string, Service>();
  for (const service of own) {
    const twin = twinOf(service, index);
    if (twin !== null && !selected.has(twin.key)) twins.set(twin.key, twin);
  }
  return [...twins.values()];
}

/** The keys with each missing twin right after its own, so that the two are seen together. */
export function withTwins(keys: readonly string[], services: readonly Service[]): string[] {
  const selected = new TextSet(keys);
  const own = services.filter(({ key }) => selected.has(key));
  const byKey = new Map(own.map((service) => [service.key, service]));
  const index = indexTwins(own, services);
  const all = new Set<string>();
  for (const key of keys) {
    all.add(key);
    const service = byKey.get(key);
    const twin = service === undefined ? null : twinOf(service, index);
    if (twin !== null) all.add(twin.key);
  }
  return [...all];
}

/** My accounts that could be put in: those of the same API as something selected. */
export function accountsFor(services: readonly Service[], accounts: readonly Account[]): Account[] {
  const apis = new Set(services.map((service) => service.api));
  return accounts.filter((account) => apis.has(account.api));
}

/** Who somebody is to me: the one who sends, another of my accounts, or somebody else. */
export type Who = { nichandle: string; is: 'you' | 'yours' | 'other' };

export function whoIs(nichandle: string, asker: string | null, mine: ReadonlySet<string>): Who {
  if (asker !== null && sameNichandle(nichandle, asker)) return { nichandle, is: 'you' };
  return { nichandle, is: isMine(nichandle, mine) ? 'yours' : 'other' };
}

export type Story = {
  /** Present when it is not as administrator that I may do it: the role I name my successor in. */
  successorOf: ContactType[];
  confirmers: Who[];
  informed: Who[];
};

/** What happens to a service that is ready. `asker`: handle of the account that sends it. */
export function storyOf(row: PlanRow, asker: string | null, mine: ReadonlySet<string>): Story {
  const isAdministrator = row.myRoles.includes('contactAdmin');
  return {
    successorOf: isAdministrator ? [] : row.changes.map((change) => change.contactType),
    confirmers: row.confirmers.map((handle) => whoIs(handle, asker, mine)),
    informed: row.informed.map((handle) => whoIs(handle, asker, mine)),
  };
}

/** Amber for what passes by itself or with a little help, red for what has to be put right elsewhere. */
export function verdictTone(row: PlanRow): 'good' | 'you' | 'bad' | 'mute' {
  switch (row.verdict) {
    case 'ready':
      return 'good';
    case 'nothing':
      return 'mute';
    case 'not-yours':
      return 'bad';
    case 'blocked':
      return row.reason !== null && PASSING.has(row.reason.kind) ? 'you' : 'bad';
  }
}

const PASSING: ReadonlySet<BlockReason['kind']> = new Set([
  'running',
  'contacts-unknown',
  'in-creation',
  'no-credential',
]);

const VERDICTS: readonly PlanRow['verdict'][] = ['ready', 'blocked', 'not-yours', 'nothing'];

/** Ready ones first, then what is blocked, not mine, and what needs no change; otherwise in the order given. */
export function orderPlan(rows: readonly PlanRow[]): PlanRow[] {
  return VERDICTS.flatMap((verdict) => rows.filter((row) => row.verdict === verdict));
}

/** The rows of one verdict, under a heading that counts them and their reasons. */
export type PlanGroup = {
  verdict: PlanRow['verdict'];
  rows: PlanRow[];
  /** Kinds of reasons with their counts, the most frequent first; none for what is ready. */
  reasons: { kind: BlockReason['kind']; count: number }[];
};

export function groupPlan(rows: readonly PlanRow[]): PlanGroup[] {
  return VERDICTS.flatMap((verdict) => {
    const own = rows.filter((row) => row.verdict === verdict);
    if (own.length === 0) return [];
    const counts = new Map<BlockReason['kind'], number>();
    for (const { reason } of own) {
      if (reason !== null) counts.set(reason.kind, (counts.get(reason.kind) ?? 0) + 1);
    }
    const reasons = [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
    return [{ verdict, rows: own, reasons }];
  });
}

export type PlanSummary = {
  /** Services that will be sent. */
  keys: string[];
  leftOut: number;
  /** Requests OVHcloud will make of them. */
  requests: number;
  /** Everybody who gets codes, the senders first. */
  codesTo: Who[];
  /** Whether each of them gets one for each request. */
  allGetAll: boolean;
};

/** `left`: keys of ready services that were taken off the list. */
export function summarisePlan(
  rows: readonly PlanRow[],
  left: ReadonlySet<string>,
  askerOf: (accountId: string | null) => string | null,
  mine: ReadonlySet<string>,
): PlanSummary {
  const sent = rows.filter((row) => row.verdict === 'ready' && !left.has(row.serviceKey));
  const codesTo = new Map<string, Who>();
  for (const row of sent) {
    const asker = askerOf(row.accountId);
    for (const handle of row.confirmers) {
      const who = whoIs(handle, asker, mine);
      const known = codesTo.get(handle.toLowerCase());
      if (known === undefined || who.is === 'you') codesTo.set(handle.toLowerCase(), who);
    }
  }
  const rank = { you: 0, yours: 1, other: 2 };
  return {
    keys: sent.map((row) => row.serviceKey),
    leftOut: rows.length - sent.length,
    requests: sent.reduce((sum, row) => sum + row.requestCount, 0),
    codesTo: [...codesTo.values()].sort((a, b) => rank[a.is] - rank[b.is]),
    allGetAll: sent.every(
      (row) => new Set(row.confirmers.map((handle) => handle.toLowerCase())).size === codesTo.size,
    ),
  };
}

export type Tally = {
  /** Services whose requests run now. */
  made: number;
  requestIds: number[];
  failed: number;
  unknown: number;
  stopped: number;
  leftOut: number;
};

export function tallyOf(outcomes: Iterable<SendOutcome>): Tally {
  const tally: Tally = { made: 0, requestIds: [], failed: 0, unknown: 0, stopped: 0, leftOut: 0 };
  for (const { outcome, requestIds } of outcomes) {
    switch (outcome) {
      case 'sent':
      case 'found':
        tally.made += 1;
        tally.requestIds.push(...requestIds);
        break;
      case 'failed':
        tally.failed += 1;
        break;
      case 'unknown':
        tally.unknown += 1;
        break;
      case 'stopped':
        tally.stopped += 1;
        break;
      case 'left-out':
        tally.leftOut += 1;
        break;
    }
  }
  return tally;
}

/** What a person has to do something about first. */
const OUTCOMES: readonly SendOutcome['outcome'][] = [
  'failed',
  'unknown',
  'stopped',
  'left-out',
  'found',
  'sent',
];

/** Services of a hand-over that has ended, by what came of them, otherwise in the order they were sent; empty groups are left out. */
export function groupOutcomes(
  keys: readonly string[],
  outcomes: Readonly<Record<string, SendOutcome>>,
): { outcome: SendOutcome['outcome']; keys: string[] }[] {
  return OUTCOMES.flatMap((outcome) => {
    const own = keys.filter((key) => outcomes[key]?.outcome === outcome);
    return own.length === 0 ? [] : [{ outcome, keys: own }];
  });
}

/** Services that certainly were not changed and may be sent again. `unknown` is never among them: it may have happened. */
export function keysToSendAgain(outcomes: Iterable<SendOutcome>): string[] {
  return [...outcomes]
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'stopped')
    .map(({ serviceKey }) => serviceKey);
}

/** Everything that has not led to a request: looked at again before anything is sent. */
export function keysToCheckAgain(outcomes: Iterable<SendOutcome>): string[] {
  return [...outcomes]
    .filter(({ outcome }) => outcome !== 'sent' && outcome !== 'found')
    .map(({ serviceKey }) => serviceKey);
}

/** A domain and its zone of which one went through and the other did not: told beside each of the two. */
export type TwinApart = { is: 'behind' | 'ahead'; twin: Service; outcome: SendOutcome };

/**
 * By service: its twin's fate, where it differs. `behind`: it went through and its twin did not; `ahead`: the reverse.
 * Twins that wait or were never asked for are left out.
 */
export function twinsApart(
  outcomes: Readonly<Record<string, SendOutcome>>,
  services: readonly Service[],
): ReadonlyMap<string, TwinApart> {
  const index = indexTwins(services, services);
  const wentThrough = ({ outcome }: SendOutcome) => outcome === 'sent' || outcome === 'found';
  const apart = new Map<string, TwinApart>();
  for (const service of services) {
    const outcome = outcomes[service.key];
    const twin = outcome === undefined ? null : twinOf(service, index);
    const other = twin === null ? undefined : outcomes[twin.key];
    if (outcome === undefined || twin === null || other === undefined) continue;
    if (wentThrough(outcome) === wentThrough(other)) continue;
    apart.set(service.key, { is: wentThrough(outcome) ? 'behind' : 'ahead', twin, outcome: other });
  }
  return apart;
}
