/** Which rights Relevo asks for, what works with those a key holds, and the pages where a person makes keys with exactly these. */
import type { Ability, Rights } from '../../shared/ability.ts';
import { ABILITIES } from '../../shared/ability.ts';
import type { Endpoint } from '../../shared/account.ts';
import { hostOf } from './endpoints.ts';

export type Right = { method: 'GET' | 'POST'; path: string };

/** Without any one of these, something essential does not work. */
export const LEAST_RIGHTS: readonly Right[] = [
  { method: 'GET', path: '/me' },
  { method: 'GET', path: '/me/task/contactChange' },
  { method: 'GET', path: '/me/task/contactChange/*' },
  { method: 'POST', path: '/me/task/contactChange/*' },
  { method: 'GET', path: '/services' },
  { method: 'GET', path: '/services/*' },
  { method: 'GET', path: '/*/serviceInfos' },
  { method: 'POST', path: '/*/changeContact' },
  { method: 'GET', path: '/auth/currentCredential' },
  { method: 'POST', path: '/auth/logout' },
];

/**
 * Good to have, not needed. SECURITY: `GET /domain/*`, which would tell a domain's holder, is not among them: it also tells the
 * codes by which domains are transferred away. Where a key has it, or IAM grants it, it is used.
 */
export const OPTIONAL_RIGHTS: readonly Right[] = [
  { method: 'GET', path: '/me/debtAccount' },
  { method: 'GET', path: '/me/notification/email/history' },
  { method: 'GET', path: '/me/notification/email/history/*' },
  { method: 'GET', path: '/v2/notification/history' },
  { method: 'GET', path: '/v2/notification/contactMean' },
  { method: 'GET', path: '/v2/notification/routing' },
  { method: 'GET', path: '/me/payment/method' },
  { method: 'GET', path: '/me/payment/method/*' },
  { method: 'GET', path: '/me/api/logs/self' },
  { method: 'GET', path: '/me/api/logs/self/*' },
  { method: 'GET', path: '/v2/iam/policy' },
];

export const ASKED_RIGHTS: readonly Right[] = [...LEAST_RIGHTS, ...OPTIONAL_RIGHTS];

/** What each ability calls; without any part of the first call nothing of it works. */
const CALLS: Record<Ability, readonly [Right, ...Right[]]> = {
  requests: [
    { method: 'GET', path: '/me/task/contactChange' },
    { method: 'GET', path: '/me/task/contactChange/*' },
  ],
  decide: [{ method: 'POST', path: '/me/task/contactChange/*' }],
  services: [
    { method: 'GET', path: '/services' },
    { method: 'GET', path: '/services/*' },
    { method: 'GET', path: '/*/serviceInfos' },
  ],
  handover: [{ method: 'POST', path: '/*/changeContact' }],
  debts: [{ method: 'GET', path: '/me/debtAccount' }],
  mail: [
    { method: 'GET', path: '/me/notification/email/history' },
    { method: 'GET', path: '/me/notification/email/history/*' },
  ],
  revoke: [{ method: 'POST', path: '/auth/logout' }],
  messages: [
    { method: 'GET', path: '/v2/notification/history' },
    { method: 'GET', path: '/v2/notification/contactMean' },
    { method: 'GET', path: '/v2/notification/routing' },
  ],
  payment: [
    { method: 'GET', path: '/me/payment/method' },
    { method: 'GET', path: '/me/payment/method/*' },
  ],
  log: [
    { method: 'GET', path: '/me/api/logs/self' },
    { method: 'GET', path: '/me/api/logs/self/*' },
  ],
  policies: [{ method: 'GET', path: '/v2/iam/policy' }],
};

/** What works with these rules of a key (`rules` of `GET /auth/currentCredential`); `*` stands for anything, also across slashes. */
export function rightsOf(rules: readonly { method: string; path: string }[]): Rights {
  const degreeOf = (needed: Right): 'yes' | 'partly' | 'no' => {
    const paths = rules.flatMap(({ method, path }) => (method === needed.method ? [path] : []));
    if (paths.some((path) => includesAll(path, needed.path))) return 'yes';
    return paths.some((path) => overlaps(path, needed.path)) ? 'partly' : 'no';
  };
  const entries = ABILITIES.map((ability) => {
    const [essential, ...others] = CALLS[ability].map(degreeOf);
    const whole = essential === 'yes' && others.every((degree) => degree === 'yes');
    return [ability, whole ? 'yes' : essential === 'no' ? 'no' : 'partly'];
  });
  return Object.fromEntries(entries) as Rights;
}

/** Whether all that `inner` stands for is among what `outer` stands for: a star of `inner` only fits a star of `outer`. */
function includesAll(outer: string, inner: string): boolean {
  const parts = outer.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(inner);
}

/** Whether there is a path that both stand for. */
function overlaps(a: string, b: string): boolean {
  // One row per character of `a`: which beginnings of `b` can be matched by what of `a` has been gone through.
  let reached = [true];
  for (let j = 1; j <= b.length; j += 1) reached[j] = reached[j - 1] === true && b[j - 1] === '*';
  for (const sign of a) {
    const next: boolean[] = [sign === '*' && reached[0] === true];
    for (let j = 1; j <= b.length; j += 1) {
      const other = b[j - 1];
      next[j] =
        sign === '*' || other === '*'
          ? reached[j] === true || next[j - 1] === true || reached[j - 1] === true
          : sign === other && reached[j - 1] === true;
    }
    reached = next;
  }
  return reached[b.length] === true;
}

/** Page that makes all three keys at once, the rights filled in; `null` where an endpoint has none. */
export function createTokenUrl(endpoint: Endpoint, rights: readonly Right[] = ASKED_RIGHTS): string | null {
  const host = hasContacts(endpoint) ? hostOf(endpoint) : null;
  if (host === null) return null;
  // Slashes and stars stay as they are: the page shows the rules as they stand in the address.
  return `https://${host}/createToken/?${rights.map(({ method, path }) => `${method}=${path}`).join('&')}`;
}

/** Page that makes an application key and secret; `null` where an endpoint has none. */
export function createAppUrl(endpoint: Endpoint): string | null {
  const host = hasContacts(endpoint) ? hostOf(endpoint) : null;
  return host === null ? null : `https://${host}/createApp/`;
}

/** OVHcloud US has no contact system: nothing of Relevo works there. */
export function hasContacts(endpoint: Endpoint): boolean {
  return endpoint !== 'ovh-us';
}
