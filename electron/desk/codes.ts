/**
 * Codes found in what a person pastes: kept in memory under handles and matched with the requests of all accounts.
 * SECURITY: the codes are in no file, log, error or answer; they go to the API client only, by `reveal`.
 */
import { randomUUID } from 'node:crypto';
import type { CodeInText, CodesInText } from '../../shared/code.ts';
import { findCodes } from '../../shared/code.ts';
import { isOverdue } from '../../shared/deadline.ts';
import type { FoundCode, Recognition } from '../../shared/found-code.ts';
import { mergeCodes } from '../../shared/found-code.ts';
import { mineByApi } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { hasConfirmed, isRunning, sidesOf, takesCodes } from '../../shared/turn.ts';
import type { Clock } from './ports.ts';

/** A code is forgotten after this long, used or not. */
const KEPT_MS = 60 * 60_000;

/** One of my accounts, as far as matching needs it. */
export type CodeOwner = { accountId: string; api: string; nichandle: string; email: string | null };

/** The request and side the user typed it for. */
export type Meant = { requestKey?: string | undefined; accountId?: string | undefined };

export type Codes = {
  /** Finds codes in a text, at once, and matches them: for texts of a length that somebody could type. */
  recognise: (text: string, meant?: Meant) => Recognition;
  /** Keeps and matches what was found elsewhere. */
  take: (found: CodesInText, meant?: Meant) => Recognition;
  /** The code itself, for the API client alone; `null` when it is no longer held. */
  reveal: (handle: string) => string | null;
  /** Takes up a code that was kept elsewhere; answers its handle, and whether it is held already for somebody else. */
  hold: (code: string) => { handle: string; wasHeld: boolean };
  forget: (handles: readonly string[]) => void;
  forgetAll: () => void;
};

export function openCodes(
  clock: Clock,
  facts: { requests: () => readonly ContactRequest[]; owners: () => readonly CodeOwner[] },
): Codes {
  const held = new Map<string, { code: string; at: number }>();
  const handles = new Map<string, string>();

  const forgetOne = (handle: string): void => {
    const entry = held.get(handle);
    if (entry) handles.delete(entry.code);
    held.delete(handle);
  };
  const hold = (code: string): string => {
    const known = handles.get(code);
    const handle = known ?? randomUUID();
    const at = clock.now();
    handles.set(code, handle);
    held.set(handle, { code, at });
    clock.after(KEPT_MS, () => {
      if (held.get(handle)?.at === at) forgetOne(handle);
    });
    return handle;
  };

  const match = (found: CodeInText, meant: Meant): Omit<FoundCode, 'handle' | 'source'> => {
    const none = { requestId: found.requestId, requestKey: null, accountId: null, candidates: [] };
    if (found.suspicious) {
      const host = asciiHost(found.host);
      return { ...none, verdict: 'suspicious', ...(host === null ? {} : { host }) };
    }
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
    // Whoever types a code for one request in particular knows more than the address it was sent to.
    const isOthers = meant.requestKey === undefined && isForSomebodyElse(found, owners);
    if (found.requestId !== null && named.length === 0) {
      return { ...none, verdict: isOthers ? 'other-account' : 'unknown' };
    }

    const sides = named
      // Seven days is an estimate: whoever types a code for one request in particular may try it all the same.
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

  const take = (found: CodesInText, meant: Meant = {}): Recognition => {
    const codes = found.codes.map(
      (entry): FoundCode => ({ handle: hold(entry.code), source: entry.source, ...match(entry, meant) }),
    );
    return { codes: mergeCodes(codes), emails: found.emails, links: found.links, bare: found.bare };
  };

  return {
    recognise: (text, meant) => take(findCodes(text), meant),
    take,
    reveal: (handle) => held.get(handle)?.code ?? null,
    hold(code) {
      const wasHeld = handles.has(code);
      return { handle: hold(code), wasHeld };
    },
    forget(list) {
      for (const handle of list) forgetOne(handle);
    },
    forgetAll() {
      held.clear();
      handles.clear();
    },
  };
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
  found: CodeInText,
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
function isForSomebodyElse(found: CodeInText, owners: readonly CodeOwner[]): boolean {
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
