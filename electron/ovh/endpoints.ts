/** Where each API lives, and which addresses of this computer may stand for one. Makes no call. */
import type { Endpoint, Zone } from '../../shared/account.ts';
import { fail, ok, type Result } from '../../shared/failure.ts';

export type Api = {
  /** Which world its ids belong to (`Account.api`): the endpoint's name, or the origin of a loopback address. */
  name: string;
  endpoint: Endpoint;
  /** Without a slash at the end: `https://eu.api.ovh.com/1.0`. */
  base: string;
  /** `null` where service accounts do not exist (Kimsufi, So you Start). */
  tokenUrl: string | null;
};

export type FixedEndpoint = Exclude<Endpoint, 'sandbox' | 'loopback'>;

/** Hosts and token addresses as in OVHcloud's own clients (go-ovh, python-ovh). */
const FIXED: Record<FixedEndpoint, { host: string; tokenUrl: string | null; zone: Zone }> = {
  'ovh-eu': { host: 'eu.api.ovh.com', tokenUrl: 'https://www.ovh.com/auth/oauth2/token', zone: 'EU' },
  'ovh-ca': { host: 'ca.api.ovh.com', tokenUrl: 'https://ca.ovh.com/auth/oauth2/token', zone: 'CA' },
  'ovh-us': {
    host: 'api.us.ovhcloud.com',
    tokenUrl: 'https://us.ovhcloud.com/auth/oauth2/token',
    zone: 'unknown',
  },
  'kimsufi-eu': { host: 'eu.api.kimsufi.com', tokenUrl: null, zone: 'EU' },
  'kimsufi-ca': { host: 'ca.api.kimsufi.com', tokenUrl: null, zone: 'CA' },
  'soyoustart-eu': { host: 'eu.api.soyoustart.com', tokenUrl: null, zone: 'EU' },
  'soyoustart-ca': { host: 'ca.api.soyoustart.com', tokenUrl: null, zone: 'CA' },
};

export function isFixed(endpoint: Endpoint): endpoint is FixedEndpoint {
  return Object.hasOwn(FIXED, endpoint);
}

export function apiOf(endpoint: FixedEndpoint): Api {
  const { host, tokenUrl } = FIXED[endpoint];
  return { name: endpoint, endpoint, base: `https://${host}/1.0`, tokenUrl };
}

/** Host of an endpoint's own pages and API; `null` for an address of this computer. */
export function hostOf(endpoint: Endpoint): string | null {
  return isFixed(endpoint) ? FIXED[endpoint].host : null;
}

/** Zone by address; a sandbox or loopback API tells its zone nowhere, so each account's own data has to. */
export function zoneOf(endpoint: Endpoint): Zone {
  return isFixed(endpoint) ? FIXED[endpoint].zone : 'unknown';
}

/**
 * SECURITY: an API at a free address gets real keys, so it may only be this computer: http or https on 127.0.0.0/8,
 * `[::1]` or `localhost`, nothing else in the address. Path: none (then `/1.0`), or one that ends in `/1.0`.
 * The token endpoint is taken to be `/auth/oauth2/token` on the same origin. Fails with `bad-input`.
 */
export function parseLoopback(text: string, endpoint: 'loopback' | 'sandbox' = 'loopback'): Result<Api> {
  const refused = fail('bad-input', 'fix-input');
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return refused;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return refused;
  if (!isLoopback(url.hostname)) return refused;
  const path = url.pathname.replace(/\/+$/, '');
  if (path !== '' && !path.endsWith('/1.0')) return refused;
  return ok({
    name: endpoint === 'sandbox' ? 'sandbox' : url.origin,
    endpoint,
    base: `${url.origin}${path === '' ? '/1.0' : path}`,
    tokenUrl: `${url.origin}/auth/oauth2/token`,
  });
}

/** `hostname` as the URL parser wrote it: IPv4 in four decimal parts, IPv6 in brackets and shortest form. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
