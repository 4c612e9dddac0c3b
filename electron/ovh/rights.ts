/** Which rights Relevo asks for, and the pages where a person makes keys that hold exactly these. */
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

/** Unpaid invoices before a hand-over, and codes found in the e-mails OVHcloud keeps: good to have, not needed. */
export const OPTIONAL_RIGHTS: readonly Right[] = [
  { method: 'GET', path: '/me/debtAccount' },
  { method: 'GET', path: '/me/notification/email/history' },
  { method: 'GET', path: '/me/notification/email/history/*' },
];

export const ASKED_RIGHTS: readonly Right[] = [...LEAST_RIGHTS, ...OPTIONAL_RIGHTS];

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
