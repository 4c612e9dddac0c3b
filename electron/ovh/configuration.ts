/** Finds credentials in what users have already: the text of an `ovh.conf` and the `OVH_*` environment. Pure; opens no file. */
import { ENDPOINTS, type Endpoint } from '../../shared/account.ts';
import type { Credential } from './credentials.ts';
import { type FixedEndpoint, isFixed, parseLoopback } from './endpoints.ts';

/** `url` where the keys are for an API at a loopback address. */
export type Found =
  | { endpoint: FixedEndpoint; credential: Credential }
  | { endpoint: 'loopback'; url: string; credential: Credential };

type Place = { endpoint: FixedEndpoint } | { endpoint: 'loopback'; url: string };

/**
 * Complete sets of keys in the text of an `ovh.conf` (INI as OVHcloud's clients write it: `[default] endpoint=…`, then
 * one section per endpoint). The default endpoint's come first. Incomplete sets and unknown sections are left out.
 */
export function readOvhConf(text: string): Found[] {
  const sections = parseIni(text);
  const preferred = sections.get('default')?.get('endpoint');
  const found: Found[] = [];
  for (const [name, values] of sections) {
    const place = placeOf(name);
    if (place !== null) found.push(...credentialsOf(place, (key) => values.get(key)));
  }
  const isPreferred = (one: Found): number =>
    Number((one.endpoint === 'loopback' ? one.url : one.endpoint) === preferred);
  return found.sort((a, b) => isPreferred(b) - isPreferred(a));
}

/** The same from the environment. Without `OVH_ENDPOINT` Europe is meant, and an address may stand in its place, as in OVHcloud's own clients. */
export function readEnvironment(environment: Record<string, string | undefined>): Found[] {
  const place = placeOf(environment['OVH_ENDPOINT'] || 'ovh-eu');
  if (place === null) return [];
  return credentialsOf(place, (key) => environment[`OVH_${key.toUpperCase()}`]);
}

function credentialsOf(place: Place, read: (key: string) => string | undefined): Found[] {
  const value = (key: string) => read(key)?.trim() ?? '';
  const found: Found[] = [];
  const applicationKey = value('application_key');
  const applicationSecret = value('application_secret');
  const consumerKey = value('consumer_key');
  if (applicationKey !== '' && applicationSecret !== '' && consumerKey !== '') {
    found.push({
      ...place,
      credential: { kind: 'application', applicationKey, applicationSecret, consumerKey },
    });
  }
  const clientId = value('client_id');
  const clientSecret = value('client_secret');
  if (clientId !== '' && clientSecret !== '') {
    found.push({ ...place, credential: { kind: 'oauth2', clientId, clientSecret } });
  }
  return found;
}

/** An endpoint's name, or a loopback address; other addresses are none of ours. */
function placeOf(text: string): Place | null {
  const name = text.trim();
  const endpoint = ENDPOINTS.find((known) => known === name) as Endpoint | undefined;
  if (endpoint !== undefined) return isFixed(endpoint) ? { endpoint } : null;
  return parseLoopback(name).ok ? { endpoint: 'loopback', url: name } : null;
}

/** Section → key → value. Comments (`;`, `#`) on lines of their own or after white space; one pair of quotes is taken off. */
function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const bare = line.replace(/(^|\s)[;#].*$/, '').trim();
    const section = /^\[([^\]]*)\]$/.exec(bare)?.[1];
    if (section !== undefined) {
      const name = section.trim();
      current = sections.get(name) ?? new Map();
      sections.set(name, current);
      continue;
    }
    const [, key, value] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(bare) ?? [];
    if (current !== null && key !== undefined && value !== undefined) {
      current.set(key.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return sections;
}
