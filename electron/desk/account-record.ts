/** What is kept of an account between two runs, all but its secrets, and what of that the screens may see. Makes no call. */
import { z } from 'zod';
import type { Account } from '../../shared/account.ts';
import { accountSchema } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { maskEmail } from '../../shared/mask.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { apiOf, parseLoopback, zoneOf } from '../ovh/endpoints.ts';
import type { Me } from '../ovh/me.ts';

const recordSchema = accountSchema.omit({ emailMasked: true }).extend({
  /** Base of its API. */
  base: z.string(),
  /** In full; leaves only through `accounts:revealEmail`. */
  email: z.string().nullable(),
});
export type AccountRecord = z.infer<typeof recordSchema>;
export const accountFileSchema = z.object({ version: z.literal(1), accounts: z.array(recordSchema) });

/** A new record of an account that has just answered for itself. */
export function recordOf(
  api: Api,
  me: Me,
  known: {
    kind: Credential['kind'];
    expiration: string | null;
    kept: Account['credential']['kept'];
    debt: Account['debt'];
  },
): AccountRecord {
  const zone = zoneOf(api.endpoint);
  return {
    id: `${me.nichandle}@${api.name}`,
    nichandle: me.nichandle,
    endpoint: api.endpoint,
    api: api.name,
    base: api.base,
    zone: zone === 'unknown' ? zoneOfSubsidiary(me.ovhSubsidiary) : zone,
    name: nameOf(me),
    email: me.email ?? null,
    language: me.language ?? null,
    credential: { kind: known.kind, state: 'valid', expiration: known.expiration, kept: known.kept },
    debt: known.debt,
  };
}

export function toAccount({ base: _base, email, ...record }: AccountRecord): Account {
  return { ...record, emailMasked: email === null ? null : maskEmail(email) };
}

export function withState(record: AccountRecord, state: Account['credential']['state']): AccountRecord {
  return { ...record, credential: { ...record.credential, state } };
}

/** What a failed call says about the credential; `null` where it says nothing. */
export function stateAfter(failure: Failure): Account['credential']['state'] | null {
  if (failure.code === 'expired-credential') return 'expired';
  if (failure.code === 'invalid-credential' || failure.code === 'unknown-application') return 'refused';
  return null;
}

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
