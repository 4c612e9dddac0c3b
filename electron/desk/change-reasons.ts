/** What made a contact become another one, as far as requests and ledger tell: a request of ours, somebody else's, or none that is known. */

import type { ActivityEntry } from '../../shared/activity.ts';
import { isByEmail } from '../../shared/contact-email.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { directionOf, isRunning } from '../../shared/turn.ts';
import type { ChangeLine } from '../storage/contact-history.ts';

export type Change = Pick<
  ChangeLine,
  'api' | 'service' | 'name' | 'family' | 'type' | 'from' | 'to' | 'since'
>;
export type Reason = Pick<ChangeLine, 'by' | 'request'>;

/** The server's clock, and the time in which it shows a request done later than the contact it changed. */
const SLACK_MS = 24 * 60 * 60_000;
/** Asked for up to a week before both sides have confirmed; and twice, for who was away. */
const ASKED_BEFORE_MS = 14 * 24 * 60 * 60_000;

/** Reads lists when they are first needed, once for all changes it is asked about. */
export function openReasons(given: {
  requests: () => readonly ContactRequest[];
  activity: () => readonly ActivityEntry[];
  mineOf: (api: string) => ReadonlySet<string>;
}): (change: Change) => Reason {
  let byName: Map<string, ContactRequest[]> | null = null;
  let byService: Map<string, ActivityEntry[]> | null = null;

  const requestsOn = ({ api, name }: Change): readonly ContactRequest[] => {
    byName ??= Map.groupBy(given.requests(), (request) => `${request.api}/${request.serviceDomain ?? ''}`);
    return byName.get(`${api}/${name}`) ?? [];
  };
  const askedFor = (key: string): readonly ActivityEntry[] => {
    byService ??= Map.groupBy(
      given.activity().filter(({ kind }) => kind === 'changeContact'),
      ({ serviceKey }) => serviceKey ?? '',
    );
    return byService.get(key) ?? [];
  };

  return (change) => {
    const key = `${change.api}/${change.service}`;
    const from = Date.parse(change.since) - SLACK_MS;
    const mine = given.mineOf(change.api);
    let found: Reason = { by: 'nobody', request: null };
    for (const request of requestsOn(change)) {
      if (!isAbout(request, change, key) || !isOfThen(request, from)) continue;
      const direction = directionOf(request, mine);
      // One I asked for or confirmed; of the others I was told, or can see them.
      if (direction !== 'informed' && direction !== 'watching') return { by: 'ours', request: request.key };
      found = { by: 'informed', request: request.key };
    }
    const asked = askedFor(key).some(
      ({ outcome, at, changes }) =>
        (outcome === 'done' || outcome === 'unknown') &&
        Date.parse(at) >= from - ASKED_BEFORE_MS &&
        changes.some(
          ({ contactType, to }) => contactType === change.type && (isSame(to, change.to) || isByEmail(to)),
        ),
    );
    return asked ? { by: 'ours', request: null } : found;
  };
}

function isAbout(request: ContactRequest, change: Change, key: string): boolean {
  if (!request.contactTypes.includes(change.type)) return false;
  const { serviceKey, possibleFamilies } = request;
  if (serviceKey !== null && serviceKey !== key) return false;
  if (serviceKey === null && change.family !== null && possibleFamilies?.includes(change.family) === false)
    return false;
  // Of a service that is not seen any more only who stood there is known.
  return change.to === null ? isSame(request.fromAccount, change.from) : isSame(request.toAccount, change.to);
}

function isOfThen({ state, dateDone }: ContactRequest, from: number): boolean {
  if (state !== 'done') return isRunning(state);
  return dateDone === null || Date.parse(dateDone) >= from;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && sameNichandle(a, b);
}
