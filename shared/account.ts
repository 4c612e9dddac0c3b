/** An account: one NIC handle we hold credentials for, as the screens may see it. No secret ever has a place here. */
import { z } from 'zod';
import { rightsSchema } from './ability.ts';
import { failureSchema } from './failure.ts';

/** Places an account can live. `sandbox` is the built-in one, `loopback` an API at an address of this computer. */
export const ENDPOINTS = [
  'ovh-eu',
  'ovh-ca',
  'ovh-us',
  'kimsufi-eu',
  'kimsufi-ca',
  'soyoustart-eu',
  'soyoustart-ca',
  'sandbox',
  'loopback',
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];
export const endpointSchema = z.enum(ENDPOINTS);

/** Europe, Canada, or not told: contacts never cross from one zone to the other. */
export const zoneSchema = z.enum(['EU', 'CA', 'unknown']);
export type Zone = z.infer<typeof zoneSchema>;

export const debtSchema = z.object({
  /** Amount due, in units of `currencyCode`. */
  value: z.number(),
  currencyCode: z.string(),
  /** As OVHcloud writes it: `84.70 €`. */
  text: z.string(),
});
export type Debt = z.infer<typeof debtSchema>;

/** Why a credential that is kept sealed cannot be had now. It is never deleted for that. */
export const VAULT_TROUBLES = [
  /** The key store does not answer now. */
  'locked',
  /** Sealed by another key store than the one of this start. */
  'store-changed',
  /** This start found no safe key store at all. */
  'no-store',
  /** The key store answers, but its key is no longer the one it was sealed with. */
  'undecryptable',
  /** The file of sealed credentials, or the entry in it, cannot be understood. */
  'vault-damaged',
  /** A newer version of the program wrote that file. */
  'vault-newer',
] as const;
export type VaultTrouble = (typeof VAULT_TROUBLES)[number];

/** Marks that tell accounts apart; each goes with initials and a name, never alone. */
export const ACCOUNT_COLOURS = ['indigo', 'teal', 'plum', 'olive', 'rust', 'slate'] as const;
export const accountColourSchema = z.enum(ACCOUNT_COLOURS);
export type AccountColour = (typeof ACCOUNT_COLOURS)[number];
/** What a person calls an account; empty = its NIC handle. */
export const accountLabelSchema = z.string().trim().max(40);

export const accountSchema = z.object({
  /** Stable key of this account in this program: `nichandle@api`. */
  id: z.string(),
  nichandle: z.string(),
  endpoint: endpointSchema,
  /** Which API world its ids belong to: the endpoint's name, or the origin of a loopback address. */
  api: z.string(),
  zone: zoneSchema,
  /** Organisation, else first and last name, else the handle. */
  name: z.string(),
  label: accountLabelSchema.default(''),
  colour: accountColourSchema.default('indigo'),
  /** `m•••@cobalto.es`: the address codes are sent to, masked; `accounts:revealEmail` tells it in full. */
  emailMasked: z.string().nullable(),
  language: z.string().nullable(),
  credential: z.object({
    kind: z.enum(['application', 'oauth2']),
    /**
     * `missing`: nothing is held for it now (the program was restarted where secrets live in memory only). `forbidden`: the
     * administrator of this computer lets no account live there.
     */
    state: z.enum(['valid', 'expired', 'refused', 'missing', 'forbidden', ...VAULT_TROUBLES]),
    /** ISO 8601; `null` = unlimited or not told. */
    expiration: z.string().nullable(),
    /** Where the secret comes from. */
    kept: z.enum(['vault', 'memory', 'environment', 'sandbox']),
  }),
  /** `null` = not known (never read, or the key lacks the right). Value 0 = no debt. */
  debt: debtSchema.nullable(),
  /** What the credential may do; `null` = it was not told. */
  rights: rightsSchema.nullable().default(null),
  /** Actions that IAM refused so far, in its own words (`account:apiovh:me/debtAccount/get`). */
  refusedActions: z.array(z.string()).default([]),
});
export type Account = z.infer<typeof accountSchema>;

/** A credential that ends within this time is worth a warning. */
export const EXPIRY_WARNING_MS = 7 * 24 * 60 * 60_000;

/** How near the end of a credential that still works is. `past`: by this computer's clock, though nobody refused it yet. */
export function expiryOf({ credential }: Account, now: number): 'none' | 'far' | 'soon' | 'past' {
  const end = credential.expiration === null ? Number.NaN : Date.parse(credential.expiration);
  if (credential.state !== 'valid' || Number.isNaN(end)) return 'none';
  if (end <= now) return 'past';
  return end - now <= EXPIRY_WARNING_MS ? 'soon' : 'far';
}

/**
 * How an account is called: by its label, else by the organisation OVHcloud knows it by, else by its NIC handle. Where
 * several of `all` have the same organisation it tells nobody which is meant, and is no name.
 */
export function accountName(
  { label, name, nichandle }: Pick<Account, 'label' | 'name' | 'nichandle'>,
  all: readonly Pick<Account, 'name' | 'nichandle'>[],
): string {
  if (label !== '') return label;
  const isShared = all.some((other) => other.nichandle !== nichandle && other.name === name);
  return name === '' || isShared ? nichandle : name;
}

/** Of several words the first letters of the first and the last, else the first two signs: `Cobalto Norte` → `CN`, `ac21874-ovh` → `ac`. */
function lettersOf(name: string): string[] {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const signs = [...(words[0] ?? '')];
  const last = words.length > 1 ? [...(words.at(-1) ?? '')] : [];
  const both = last.length === 0 ? [] : [`${signs[0]}${last[0]}`];
  const first = signs.length === 0 ? [] : [signs.slice(0, 2).join('')];
  // What tells it apart where its letters are taken: the end of the name, then what stands in it.
  const ends = last.length === 0 ? [] : [last.slice(0, 2).join('')];
  const rest = signs.slice(2).map((sign) => `${signs[0]}${sign}`);
  return [...both, ...first, ...ends, ...rest];
}

/** Two signs for each account, by id, that differ as far as their names let them; in the order of the accounts, so that a new one changes none. */
export function accountInitials(
  accounts: readonly Pick<Account, 'id' | 'label' | 'name' | 'nichandle'>[],
): ReadonlyMap<string, string> {
  const initials = new Map<string, string>();
  const taken = new Set<string>();
  for (const account of accounts) {
    // The organisation even where it is not the name: another account of it must not change this one's letters.
    const letters = lettersOf(accountName(account, []));
    const free = letters.find((two) => !taken.has(two)) ?? letters[0] ?? '';
    taken.add(free);
    initials.set(account.id, free);
  }
  return initials;
}

/** How one account stands with its server. Dates are ISO 8601. */
export const syncStateSchema = z.object({
  accountId: z.string(),
  phase: z.enum(['idle', 'syncing']),
  /** Told by the last real call, not by the browser's flag; `null` = no call was made yet. */
  online: z.boolean().nullable(),
  servicesAt: z.string().nullable(),
  requestsAt: z.string().nullable(),
  /** Why the last call failed; `null` after a success. */
  failure: failureSchema.nullable(),
  /** When the next attempt is due. */
  nextAt: z.string().nullable(),
  /** By how many milliseconds this computer's clock is behind what all times here go by: OVHcloud's, where it is known. */
  clockAhead: z.number(),
});
export type SyncState = z.infer<typeof syncStateSchema>;
