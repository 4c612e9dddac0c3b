/** What a credential may do, in Relevo's own words: one name for each thing that stops working without a right. Pure. */
import { z } from 'zod';

export const ABILITIES = [
  /** Reading the requests. */
  'requests',
  /** Accepting, refusing, asking for a new code. */
  'decide',
  /** Reading the services with their contacts. */
  'services',
  /** Asking for new contacts. */
  'handover',
  /** Seeing unpaid invoices before a hand-over. */
  'debts',
  /** Finding codes in the e-mails OVHcloud keeps. */
  'mail',
  /** Ending the credential at OVHcloud when the account is forgotten. */
  'revoke',
  /** Seeing where OVHcloud's e-mails went, and whether they arrived. */
  'messages',
  /** Seeing whether an account has a valid means of payment. */
  'payment',
  /** Looking up in OVHcloud's log whether a call arrived. */
  'log',
  /** Seeing whom IAM's policies let in. */
  'policies',
] as const;
export const abilitySchema = z.enum(ABILITIES);
export type Ability = (typeof ABILITIES)[number];

/** Asked when a person wants to know, and lived without: where one is lacking, no account needs anything for that. */
const EXTRAS: ReadonlySet<Ability> = new Set(['messages', 'payment', 'log', 'policies']);
/** Not asked of every key: all of the work goes without them. In the order of the list. */
export const OPTIONAL_ABILITIES: readonly Ability[] = ABILITIES.filter(
  (ability) => EXTRAS.has(ability) || ability === 'debts' || ability === 'mail',
);

export function isExtra(ability: Ability): boolean {
  return EXTRAS.has(ability);
}

/** `partly`: for some services or calls only. `unknown`: shows itself in use alone, as with what IAM grants. What an older version did not know yet is `unknown`. */
export const rightsSchema = z.preprocess(
  (told) =>
    typeof told === 'object' && told !== null
      ? { ...Object.fromEntries(ABILITIES.map((ability) => [ability, 'unknown'])), ...told }
      : told,
  z.record(abilitySchema, z.enum(['yes', 'partly', 'no', 'unknown'])),
);
export type Rights = z.infer<typeof rightsSchema>;

/** Abilities that are lacking, wholly or in part, in the order of the list. Unknown ones are not called lacking. */
export function lacking(rights: Rights | null): { ability: Ability; degree: 'partly' | 'no' }[] {
  if (rights === null) return [];
  return ABILITIES.flatMap((ability) => {
    const degree = rights[ability];
    return degree === 'no' || degree === 'partly' ? [{ ability, degree }] : [];
  });
}

/** Most telling first: a path may fit several. */
const SIGNS: readonly [Ability, RegExp][] = [
  ['handover', /changeContact\b/],
  ['decide', /task\/contactChange\b.*(?:accept|refuse|resendEmail)/],
  ['decide', /^POST \/me\/task\/contactChange/],
  ['requests', /task\/contactChange\b/],
  ['debts', /debtAccount\b/],
  ['mail', /notification\/email\b/],
  ['messages', /notification\/(?:history|contactMean|routing)\b/],
  ['payment', /payment\/method\b/],
  ['log', /api\/logs\b/],
  ['policies', /iam[/:](?:apiovh:)?policy\b/],
  ['revoke', /auth\/logout\b/],
  ['services', /serviceInfos\b|(?:^|[\s:/])services(?:\/|\b)/],
];

/** Refused for one service, or for one of several calls: others may be allowed. */
const IN_PART = /changeContact\b|serviceInfos\b|resendEmail\b|contactChange\/[\d,*]+$/;

/**
 * What a refusal teaches: each ability it speaks of, and whether it is lost wholly. `detail` as for `abilitiesIn`.
 */
export function refusedIn(detail: string): { ability: Ability; degree: 'partly' | 'no' }[] {
  const parts = detail.split(/\s*,\s*/);
  return abilitiesIn(detail).map((ability) => {
    const ofIt = parts.filter((part) => abilitiesIn(part).includes(ability));
    return { ability, degree: ofIt.every((part) => IN_PART.test(part)) ? 'partly' : 'no' };
  });
}

/** Abilities of which nobody has told, and which have not shown themselves in use yet; not those that are only asked for when wanted. */
export function notKnownYet(rights: Rights | null): Ability[] {
  return rights === null
    ? []
    : ABILITIES.filter((ability) => !isExtra(ability) && rights[ability] === 'unknown');
}

/**
 * What cannot be done, from the `detail` of a `not-granted` failure: a call (`GET /services`) or the names of actions
 * that IAM refuses (`account:apiovh:me/task/contactChange/accept, …`). Empty where it is about something else.
 */
export function abilitiesIn(detail: string): Ability[] {
  const found = detail
    .split(/\s*,\s*/)
    .flatMap((part) => SIGNS.find(([, sign]) => sign.test(part))?.[0] ?? []);
  return ABILITIES.filter((ability) => found.includes(ability));
}

/** Names of IAM actions (`vps:apiovh:changeContact`) among what a refusal tells; a call is none. */
export function actionsIn(detail: string): string[] {
  return detail.split(/\s*,\s*/).filter((part) => /^[\w-]+:[\w-]+:[\w/.*-]+$/.test(part));
}
