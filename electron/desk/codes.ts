/**
 * Codes found in what a person pastes: kept in memory under handles and matched with the requests of all accounts.
 * SECURITY: the codes are in no file, log, error or answer; they go to the API client only, by `reveal`.
 */
import { randomUUID } from 'node:crypto';
import { isOverdue } from '../../shared/deadline.ts';
import type { FoundCode, Recognition } from '../../shared/found-code.ts';
import { mergeCodes } from '../../shared/found-code.ts';
import { withHistory } from '../../shared/genuine.ts';
import type { JudgedCode, JudgedCodes, JudgedMail } from '../../shared/judged-codes.ts';
import { findJudgedCodes } from '../../shared/judged-codes.ts';
import type { Judgement } from '../../shared/judgement.ts';
import { maskCode } from '../../shared/mask.ts';
import { mineByApi } from '../../shared/mine.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { hasConfirmed, isRunning, sidesOf, takesCodes } from '../../shared/turn.ts';
import type { Clock } from './ports.ts';

/** A code that was typed for one side, or taken out of the outbox, is forgotten after this long, used or not. Those that were found stay for a decision until the program ends. */
const KEPT_MS = 60 * 60_000;

/** One of my accounts, as far as matching needs it. */
export type CodeOwner = { accountId: string; api: string; nichandle: string; email: string | null };

/** The request and side the user typed it for. */
export type Meant = { requestKey?: string | undefined; accountId?: string | undefined };

type From = FoundCode['from'];
/** Where a code came from, least trusted first: of one that came twice the more trusted counts. */
const TRUST: readonly From[] = ['text', 'link', 'file', 'history'];
/** Verdicts that are told of codes from OVHcloud's record of its e-mails. It also keeps those of closed requests, which are no news. */
export const NEWS: ReadonlySet<FoundCode['verdict']> = new Set([
  'fits',
  'choose',
  'already-decided',
  'expired',
]);

export type Codes = {
  /** Finds codes in a text, at once, and matches them: for texts of a length that somebody could type. */
  recognise: (text: string, meant?: Meant, from?: From) => Recognition;
  /** Keeps and matches what was found elsewhere. Of OVHcloud's record of its e-mails, what is no news is told and not taken up. */
  take: (found: JudgedCodes, meant?: Meant, from?: From) => Recognition;
  /** All that were found and wait for a decision, matched anew; none that was typed for one side. */
  list: () => Recognition;
  /** The code itself, for the API client alone; `null` when it is no longer held, and for accepting with one of a forgery. */
  reveal: (handle: string, decision: Decision) => string | null;
  /** What an e-mail told of the type of a request's service; `null` for nothing. */
  familyOf: (requestKey: string) => string | null;
  /** To be called when a decision uses it: if that is undone the code stays in the tray, even one that was only typed. */
  keep: (handle: string) => void;
  /** Takes up a code that was kept elsewhere; answers its handle, and whether it is held already for somebody else. */
  hold: (code: string) => { handle: string; wasHeld: boolean };
  /** The e-mail that brought it, where one did, and how it is told. */
  mailOf: (handle: string) => { mail: JudgedMail; told: FoundCode } | null;
  /** Takes OVHcloud's answer whether its own list holds this message; answers the new judgement. */
  heardHistory: (handle: string, isThere: boolean) => Judgement | null;
  forget: (handles: readonly string[]) => void;
  /** Forgets this account's codes and those that belong to no known account. */
  forgetAccount: (accountId: string) => void;
  forgetAll: () => void;
};

type Sighting = { found: JudgedCode; meant: Meant };
/** `isForged`: a message that brought it was no message of OVHcloud's. */
type Held = {
  code: string;
  at: number;
  from: From;
  isForged: boolean;
  /** Whether OVHcloud's own list holds the message; `null`: not asked. */
  inHistory: boolean | null;
  /** Where it was found; none where it was only typed for one side. */
  sightings: Sighting[];
  typed: Sighting | null;
};

export function openCodes(
  clock: Clock,
  facts: {
    requests: () => readonly ContactRequest[];
    owners: () => readonly CodeOwner[];
    /** An e-mail told the type of a request's service. */
    learned?: () => void;
  },
): Codes {
  const held = new Map<string, Held>();
  const handles = new Map<string, string>();
  const families = new Map<string, string>();

  const forgetOne = (handle: string): void => {
    const entry = held.get(handle);
    if (entry) handles.delete(entry.code);
    held.delete(handle);
  };
  const hold = (
    code: string,
    from: From,
    isForged: boolean,
    seen: { found: Sighting } | { typed: Sighting } | null,
  ): string => {
    const known = handles.get(code);
    const handle = known ?? randomUUID();
    const before = held.get(handle);
    const at = clock.now();
    const sightings = [...(before?.sightings ?? [])];
    if (seen !== null && 'found' in seen && !sightings.some((other) => isSameSighting(other, seen.found)))
      sightings.push(seen.found);
    handles.set(code, handle);
    held.set(handle, {
      code,
      at,
      from: before !== undefined && TRUST.indexOf(before.from) > TRUST.indexOf(from) ? before.from : from,
      isForged: isForged || (before?.isForged ?? false),
      inHistory: from === 'history' ? true : (before?.inHistory ?? null),
      sightings,
      typed: seen !== null && 'typed' in seen ? seen.typed : (before?.typed ?? null),
    });
    if (sightings.length > 0) return handle;
    clock.after(KEPT_MS, () => {
      const entry = held.get(handle);
      if (entry?.at === at && entry.sightings.length === 0) forgetOne(handle);
    });
    return handle;
  };

  type Match = Pick<FoundCode, 'verdict' | 'host' | 'requestId' | 'requestKey' | 'accountId' | 'candidates'>;

  const match = (found: JudgedCode, meant: Meant): Match => {
    if (!found.suspicious) return matchHonest(found, meant);
    // SECURITY: only where the forgery itself names the request: nothing is guessed for it.
    const { verdict, requestKey, accountId } =
      found.requestId === null
        ? { verdict: null, requestKey: null, accountId: null }
        : matchHonest(found, {});
    const host = asciiHost(found.host);
    return {
      verdict: 'suspicious',
      requestId: found.requestId,
      requestKey,
      accountId: verdict === 'fits' ? accountId : null,
      candidates: [],
      ...(host === null ? {} : { host }),
    };
  };

  const matchHonest = (found: JudgedCode, meant: Meant): Match => {
    const none = { requestId: found.requestId, requestKey: null, accountId: null, candidates: [] };
    const requests = facts.requests();
    const owners = facts.owners();
    const now = clock.now();
    const meantOne = requests.find((request) => request.key === meant.requestKey);
    const named =
      found.requestId !== null
        ? requests.filter((request) => request.id === found.requestId)
        : meantOne
          ? [meantOne]
          : requests.filter((request) => takesCodes(request.state) && !isOverdue(request, now));
    // A person who types a code into one request's field is believed against the address it was sent to.
    const isOthers = meant.requestKey === undefined && isForSomebodyElse(found, owners);
    if (found.requestId !== null && named.length === 0) {
      return { ...none, verdict: isOthers ? 'other-account' : 'unknown' };
    }

    const sides = named
      // The seven days are an estimate: a code typed into one request's field may be tried after them.
      .filter((request) => request === meantOne || !isOverdue(request, now))
      .flatMap((request) => openSides(request, owners, found));
    const wanted = sides.filter(
      (side) => meant.accountId === undefined || side.accountId === meant.accountId,
    );
    if (isOthers && (wanted.length > 0 || found.requestId === null)) {
      // The address may be an older one of mine, or an alias; a NIC handle is nobody else's.
      const offered = found.nichandle === null && found.requestId !== null ? wanted : [];
      return {
        ...none,
        verdict: 'other-account',
        requestKey: named.length === 1 && found.requestId !== null ? (named[0]?.key ?? null) : null,
        candidates: offered.map(({ request, accountId }) => ({ requestKey: request.key, accountId })),
      };
    }
    const only = wanted.length === 1 ? wanted[0] : undefined;
    if (only) {
      return {
        ...none,
        requestId: only.request.id,
        verdict: 'fits',
        requestKey: only.request.key,
        accountId: only.accountId,
      };
    }
    if (wanted.length > 1) {
      return {
        ...none,
        verdict: 'choose',
        requestKey: named.length === 1 ? (named[0]?.key ?? null) : null,
        candidates: wanted.map(({ request, accountId }) => ({ requestKey: request.key, accountId })),
      };
    }
    const request = named.length === 1 ? named[0] : undefined;
    if (!request || (found.requestId === null && !meantOne)) return { ...none, verdict: 'unknown' };
    const why = whyNot(request, owners, now);
    const verdict = isOthers && why !== 'expired' && why !== 'closed' ? 'other-account' : why;
    return { ...none, requestId: request.id, requestKey: request.key, verdict };
  };

  const mine = (): string[] =>
    facts.owners().flatMap(({ nichandle, email }) => [nichandle, ...(email === null ? [] : [email])]);

  const judged = (handle: string, { mail }: JudgedCode): Judgement | null => {
    const inHistory = held.get(handle)?.inHistory ?? null;
    if (mail === undefined) return null;
    return inHistory === null ? mail.judgement : withHistory(mail.judgement, inHistory);
  };

  const tell = (handle: string, { found, meant }: Sighting): FoundCode => ({
    handle,
    masked: maskCode(found.code),
    from: held.get(handle)?.from ?? 'text',
    sentAt: found.sentAt ?? null,
    source: found.source,
    mail: judged(handle, found),
    ...match(found, meant),
  });

  /** A domain and its DNS zone have one name; the e-mail says which of the two it is. */
  const learn = ({ family }: JudgedCode, { verdict, requestKey }: FoundCode): void => {
    if (family === undefined || requestKey === null || verdict === 'suspicious') return;
    if (families.get(requestKey) === family) return;
    families.set(requestKey, family);
    facts.learned?.();
  };

  const take = (found: JudgedCodes, meant: Meant = {}, from: From = 'text'): Recognition => {
    // What was typed for one side stands in its field and not among the found ones.
    const isTyped = meant.requestKey !== undefined;
    const codes = found.codes.map((entry) => {
      const sighting = { found: entry, meant };
      // Whoever pasted it while the record was searched is told what became of it: it stays.
      const wasHeld = handles.has(entry.code);
      const code = tell(
        hold(entry.code, from, entry.suspicious, isTyped ? { typed: sighting } : { found: sighting }),
        sighting,
      );
      learn(entry, code);
      if (from === 'history' && !wasHeld && !NEWS.has(code.verdict)) forgetOne(code.handle);
      return code;
    });
    return { codes: mergeCodes(codes), emails: found.emails, links: found.links, bare: found.bare };
  };

  return {
    recognise: (text, meant, from) => take(findJudgedCodes(text, mine()), meant, from),
    take,
    list() {
      const codes = [...held].flatMap(([handle, { sightings }]) =>
        sightings.map((sighting) => tell(handle, sighting)),
      );
      return { codes: mergeCodes(codes), emails: 0, links: 0, bare: 0 };
    },
    reveal(handle, decision) {
      const entry = held.get(handle);
      if (entry === undefined) return null;
      // SECURITY: whoever forged the e-mail may have asked for the change as well.
      return entry.isForged && decision === 'accept' ? null : entry.code;
    },
    familyOf: (requestKey) => families.get(requestKey) ?? null,
    keep(handle) {
      const entry = held.get(handle);
      if (entry === undefined || entry.sightings.length > 0 || entry.typed === null) return;
      held.set(handle, { ...entry, sightings: [entry.typed] });
    },
    hold(code) {
      const wasHeld = handles.has(code);
      return { handle: hold(code, 'text', false, null), wasHeld };
    },
    mailOf(handle) {
      const entry = held.get(handle);
      const seen = entry === undefined ? [] : [...entry.sightings, ...(entry.typed ? [entry.typed] : [])];
      const worst = seen.find(({ found }) => found.suspicious) ?? seen[0];
      if (worst?.found.mail === undefined) return null;
      return { mail: worst.found.mail, told: tell(handle, worst) };
    },
    heardHistory(handle, isThere) {
      const entry = held.get(handle);
      if (entry === undefined) return null;
      held.set(handle, { ...entry, inHistory: isThere });
      const [first] = entry.sightings;
      const judgement = first === undefined ? null : judged(handle, first.found);
      if (judgement?.verdict === 'forged') for (const { found } of entry.sightings) found.suspicious = true;
      held.set(handle, {
        ...entry,
        inHistory: isThere,
        isForged: entry.isForged || judgement?.verdict === 'forged',
      });
      return judgement;
    },
    forget(list) {
      for (const handle of list) forgetOne(handle);
    },
    forgetAccount(accountId) {
      const isOfAnother = ({ found, meant }: Sighting): boolean => {
        const { verdict, accountId: owner } = match(found, meant);
        return verdict === 'fits' && owner !== null && owner !== accountId;
      };
      for (const [handle, { sightings, typed }] of held)
        if (![...sightings, ...(typed === null ? [] : [typed])].some(isOfAnother)) forgetOne(handle);
    },
    forgetAll() {
      held.clear();
      handles.clear();
      families.clear();
    },
  };
}

function isSameSighting(one: Sighting, other: Sighting): boolean {
  return (
    one.meant.accountId === other.meant.accountId &&
    one.found.requestId === other.found.requestId &&
    one.found.suspicious === other.found.suspicious &&
    one.found.recipient === other.found.recipient &&
    one.found.nichandle === other.found.nichandle &&
    one.found.sentAt === other.found.sentAt
  );
}

/** SECURITY: shown to a person, so letters that only look Latin must not (`xn--vh-emc.com`). */
function asciiHost(host: string | undefined): string | null {
  const address = `https://${host ?? ''}`;
  return URL.canParse(address) ? new URL(address).host.slice(0, 300) : null;
}

/** My sides of a request that still need a code, narrowed by whom the message was addressed to where it tells. */
function openSides(
  request: ContactRequest,
  owners: readonly CodeOwner[],
  found: JudgedCode,
): { request: ContactRequest; accountId: string }[] {
  if (!takesCodes(request.state)) return [];
  const mine = owners.filter(
    (owner) => owner.api === request.api && request.seenBy.includes(owner.accountId),
  );
  const needing = sidesOf(request, mineByApi(mine)(request.api)).filter(
    (side) => side.mine && (side.code === 'needed' || side.code === 'uncertain'),
  );
  const sides = needing.flatMap((side) =>
    mine.filter((owner) => sameNichandle(owner.nichandle, side.nichandle)),
  );
  const addressed = sides.filter(
    (owner) =>
      (found.nichandle !== null && sameNichandle(owner.nichandle, found.nichandle)) ||
      (found.recipient !== null &&
        owner.email !== null &&
        owner.email.toLowerCase() === found.recipient.toLowerCase()),
  );
  return (addressed.length > 0 ? addressed : sides).map((owner) => ({ request, accountId: owner.accountId }));
}

/**
 * Whether the message names a receiver who is none of my accounts. An account whose address is not known could be anybody.
 */
function isForSomebodyElse(found: JudgedCode, owners: readonly CodeOwner[]): boolean {
  const { nichandle } = found;
  if (nichandle !== null) return !owners.some((owner) => sameNichandle(owner.nichandle, nichandle));
  const recipient = found.recipient?.toLowerCase();
  return (
    recipient !== undefined &&
    owners.every((owner) => owner.email !== null && owner.email.toLowerCase() !== recipient)
  );
}

function whyNot(request: ContactRequest, owners: readonly CodeOwner[], now: number): FoundCode['verdict'] {
  if (request.state === 'expired' || isOverdue(request, now)) return 'expired';
  if (!isRunning(request.state)) return 'closed';
  const decided = sidesOf(request, mineByApi(owners)(request.api)).some(
    (side) => side.mine && (hasConfirmed(side) || side.code === 'refused'),
  );
  if (decided || request.state === 'doing') return 'already-decided';
  return 'unknown';
}
