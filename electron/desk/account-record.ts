/** What is kept of an account between two runs, all but its secrets, and what of that the screens may see. Makes no call. */
import { z } from 'zod';
import type { Ability, Rights } from '../../shared/ability.ts';
import { ABILITIES, abilitiesIn, actionsIn, refusedIn } from '../../shared/ability.ts';
import type { Account, AccountColour } from '../../shared/account.ts';
import { ACCOUNT_COLOURS, accountSchema, VAULT_TROUBLES } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { maskEmail } from '../../shared/mask.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { apiOf, parseLoopback, zoneOf } from '../ovh/endpoints.ts';
import type { Me } from '../ovh/me.ts';

const fieldsSchema = accountSchema.omit({ emailMasked: true }).extend({
  /** Base of its API. */
  base: z.string(),
  /** In full; leaves only through `accounts:revealEmail`. */
  email: z.string().nullable(),
  /** Id of the offer its keys were taken from, where they lie outside the program. */
  offer: z.string().nullable().default(null),
});
/** SECURITY: an address that is none of this computer is none of a sandbox's. */
const recordSchema = fieldsSchema.refine(
  ({ endpoint, base }) => (endpoint !== 'sandbox' && endpoint !== 'loopback') || parseLoopback(base).ok,
);
export type AccountRecord = z.infer<typeof recordSchema>;
export const accountFileSchema = z.object({ version: z.literal(1), accounts: z.array(recordSchema) });

export function idOf(api: Api, nichandle: string): string {
  return `${nichandle}@${api.name}`;
}

/** A new record of an account that has just answered for itself. */
export function recordOf(
  api: Api,
  me: Me,
  known: {
    kind: Credential['kind'];
    expiration: string | null;
    kept: Account['credential']['kept'];
    debt: Account['debt'];
    rights: Rights | null;
    refusedActions: string[];
    offer: string | null;
  },
  /** How the person set it apart, which a renewed credential does not change. */
  own: Pick<Account, 'label' | 'colour'>,
): AccountRecord {
  const zone = zoneOf(api.endpoint);
  return {
    id: idOf(api, me.nichandle),
    nichandle: me.nichandle,
    endpoint: api.endpoint,
    api: api.name,
    base: api.base,
    zone: zone === 'unknown' ? zoneOfSubsidiary(me.ovhSubsidiary) : zone,
    name: nameOf(me),
    label: own.label,
    colour: own.colour,
    email: me.email ?? null,
    language: me.language ?? null,
    credential: { kind: known.kind, state: 'valid', expiration: known.expiration, kept: known.kept },
    debt: known.debt,
    rights: known.rights,
    refusedActions: known.refusedActions,
    offer: known.offer,
  };
}

/** The first mark that no other account bears; where all are taken, they come round again. */
export function freeColour(others: readonly Pick<Account, 'colour'>[]): AccountColour {
  const taken = new Set(others.map(({ colour }) => colour));
  const free = ACCOUNT_COLOURS.find((colour) => !taken.has(colour));
  return free ?? ACCOUNT_COLOURS[others.length % ACCOUNT_COLOURS.length] ?? 'indigo';
}

export function toAccount({ base: _base, email, offer: _offer, ...record }: AccountRecord): Account {
  return { ...record, emailMasked: email === null ? null : maskEmail(email) };
}

export function withState(record: AccountRecord, state: Account['credential']['state']): AccountRecord {
  return { ...record, credential: { ...record.credential, state } };
}

/** Its credential can be had again: what kept it away is over. What the server said of it stays until it says otherwise. */
export function heldAgain(record: AccountRecord): AccountRecord {
  const { state } = record.credential;
  const wasAway =
    state === 'missing' || state === 'forbidden' || VAULT_TROUBLES.some((trouble) => trouble === state);
  return wasAway ? withState(record, 'valid') : record;
}

/** What a failed call says about the credential; `null` where it says nothing. */
export function stateAfter(failure: Failure): Account['credential']['state'] | null {
  if (failure.code === 'expired-credential') return 'expired';
  if (failure.code === 'invalid-credential' || failure.code === 'unknown-application') return 'refused';
  return null;
}

/**
 * What a refusal for want of rights teaches about a service account, whose rights nobody tells beforehand; `null` where
 * it teaches nothing. The rights of a consumer key are told, and never change.
 */
export function rightsAfter(
  { credential, rights, refusedActions }: AccountRecord,
  failure: Failure,
): Learned | null {
  if (credential.kind !== 'oauth2' || failure.code !== 'not-granted') return null;
  const detail = failure.detail ?? '';
  const known = rights ?? UNTOLD;
  const refused = refusedIn(detail).filter(({ ability }) => known[ability] !== 'no');
  const actions = [...new Set([...refusedActions, ...actionsIn(detail)])].slice(0, MOST_ACTIONS);
  const next = { ...known, ...Object.fromEntries(refused.map(({ ability, degree }) => [ability, degree])) };
  return learned({ rights, refusedActions }, { rights: next, refusedActions: actions });
}

/** What a call that went through teaches about a service account; `null` where it is known already. */
export function rightsAfterUse(
  { credential, rights, refusedActions }: AccountRecord,
  ability: Ability,
): Learned | null {
  if (credential.kind !== 'oauth2') return null;
  const known = rights ?? UNTOLD;
  // What is refused for one service is not granted by another's.
  if (known[ability] === 'yes' || known[ability] === 'partly') return null;
  const actions = refusedActions.filter((action) => !abilitiesIn(action).includes(ability));
  return learned(
    { rights, refusedActions },
    { rights: { ...known, [ability]: 'yes' }, refusedActions: actions },
  );
}

/** Read again at a start: what cannot be tried beforehand stays as it was last known. */
export function rightsAnew(record: AccountRecord, fresh: Learned): Learned {
  if (record.credential.kind !== 'oauth2' || fresh.rights === null || record.rights === null) return fresh;
  const rights = { ...fresh.rights };
  const carried = ABILITIES.filter((ability) => fresh.rights?.[ability] === 'unknown');
  for (const ability of carried) rights[ability] = record.rights[ability];
  const still = record.refusedActions.filter((action) =>
    abilitiesIn(action).some((ability) => carried.includes(ability)),
  );
  return { rights, refusedActions: [...new Set([...fresh.refusedActions, ...still])] };
}

type Learned = Pick<Account, 'rights' | 'refusedActions'>;
/** More names would help nobody: whoever grants them does so for all. */
const MOST_ACTIONS = 40;

function learned(before: Learned, after: Learned): Learned | null {
  return JSON.stringify(before) === JSON.stringify(after) ? null : after;
}

const UNTOLD = Object.fromEntries(ABILITIES.map((ability) => [ability, 'unknown'])) as Rights;

export function apiOfRecord(record: AccountRecord): Api {
  if (record.endpoint !== 'sandbox' && record.endpoint !== 'loopback') return apiOf(record.endpoint);
  const api = parseLoopback(record.base);
  if (!api.ok) throw new Error('the address of a loopback account is not a loopback address');
  return { ...api.value, name: record.api, endpoint: record.endpoint };
}

function nameOf(me: Me): string {
  const person = [me.firstname, me.name].filter(Boolean).join(' ');
  return me.organisation || person || me.nichandle;
}

/** Subsidiaries served from Canada; source: OVHcloud's published `nichandle.OvhSubsidiaryEnum` and its endpoints. */
const CANADIAN_ZONE = ['ASIA', 'AU', 'CA', 'IN', 'QC', 'SG', 'WE', 'WS'];

function zoneOfSubsidiary(subsidiary: string | null | undefined): Account['zone'] {
  if (!subsidiary) return 'unknown';
  return CANADIAN_ZONE.includes(subsidiary) ? 'CA' : 'EU';
}
