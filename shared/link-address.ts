/**
 * Reads one address: which request and which code it brings, and whether it leads to OVHcloud, through whatever gateway, or
 * only looks as if it did. Follows none; only its text is read.
 */
import { decodePercent } from './decoding.ts';
import { type Address, gatewayOf, isSealed } from './link-gateways.ts';

export type CodeLink = {
  code: string;
  requestId: number | null;
  suspicious: boolean;
  /** Where a suspicious link leads instead, as it is written there. */
  host?: string | undefined;
};

/** Where an address leads. `sealed`: a gateway that does not tell. `host`: `null` where naming one would only confuse. */
export type Destination =
  | { kind: 'ovhcloud' }
  | { kind: 'sealed' }
  | { kind: 'elsewhere'; host: string | null };

/**
 * SECURITY: hosts are compared whole and exactly. A prefix, a suffix, letters of another alphabet, user information before
 * an `@`, an unusual port: each makes another host of it.
 */
const TRUSTED: readonly string[] = [
  'ovh.com',
  'www.ovh.com',
  'ca.ovh.com',
  'manager.eu.ovhcloud.com',
  'manager.ca.ovhcloud.com',
];
/** Names nobody else can have. They may lead somebody, but no code comes by them. */
const OVHS_OWN = /(?:^|\.)(?:ovh|ovhcloud)\.com$/;

const DEEPEST = 4;
const ENCODED_SCHEME = /^https?%(?:25)*3a/i;

/** Splits as a browser would: `\` counts as `/`, any number of slashes after the scheme. */
function parseAddress(url: string): Address | null {
  const match = /^(?:https?:)?[\\/]{0,9}([^\\/?#]{1,512})/i.exec(url);
  const authority = match?.[1];
  if (match === null || authority === undefined) return null;
  const at = authority.lastIndexOf('@');
  const host = authority
    .slice(at + 1)
    .replace(/:(?:443|80)$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return { host, isPlain: at < 0, rest: url.slice(match[0].length) };
}

/** An address whose scheme is still encoded is decoded until it is not. */
function bare(url: string): string {
  let plain = url;
  for (let round = 0; round < 8 && ENCODED_SCHEME.test(plain); round += 1) plain = decodePercent(plain);
  return plain;
}

/** `null` where it is no contact-change link at all. */
export function readLink(url: string): CodeLink | null {
  return read(url, 0);
}

function read(given: string, depth: number): CodeLink | null {
  if (depth > DEEPEST || !isWorthReading(given)) return null;
  const url = bare(given);
  const address = parseAddress(url);
  if (address === null) return null;
  const readAll = (targets: readonly string[]) =>
    targets.map((target) => read(target, depth + 1)).filter((link) => link !== null);
  const again = (): CodeLink | null => {
    const decoded = decodePercent(url);
    return decoded === url ? null : read(decoded, depth + 1);
  };

  const gateway = gatewayOf(address);
  const isTrusted = address.isPlain && TRUSTED.includes(address.host);
  if (gateway === null && !(isTrusted && hasInner(address))) {
    const direct = readDirect(address, isTrusted);
    if (direct !== null) return direct;
  }
  let inner = readAll(gateway === null ? innerValues(address.rest) : gateway.targets(address.rest));
  if (inner.length === 0 && (gateway !== null || isTrusted)) inner = readAll(nestedIn(address.rest));
  const link = inner.find(({ suspicious }) => suspicious) ?? inner[0];
  if (link === undefined) {
    const direct = isTrusted ? readDirect(address, true) : null;
    return direct === null ? again() : judged(direct, destinationOf(url));
  }
  // SECURITY: a redirect through a host nobody knows could end anywhere.
  if (gateway === null && !isTrusted) return { ...link, suspicious: true, host: address.host };
  return judged(link, destinationOf(url));
}

/** SECURITY: an address inside one of a known host decides, not the known host: that one may redirect. */
function judged(link: CodeLink, destination: Destination): CodeLink {
  if (link.suspicious || destination.kind !== 'elsewhere') return link;
  return { ...link, suspicious: true, ...(destination.host === null ? {} : { host: destination.host }) };
}

/** Where somebody who follows it ends, as far as the address itself tells. */
export function destinationOf(url: string): Destination {
  return destination(url, 0);
}

function destination(url: string, depth: number): Destination {
  const address = parseAddress(bare(url));
  if (address === null || depth > DEEPEST) return { kind: 'elsewhere', host: null };
  const gateway = gatewayOf(address);
  if (gateway !== null) {
    const written = gateway.targets(address.rest);
    const ends = (written.length > 0 ? written : nestedIn(address.rest)).map((target) =>
      destination(target, depth + 1),
    );
    return (
      ends.find(({ kind }) => kind === 'elsewhere') ??
      ends.find(({ kind }) => kind === 'sealed') ??
      ends[0] ?? { kind: 'sealed' }
    );
  }
  if (isSealed(address)) return { kind: 'sealed' };
  if (!address.isPlain || !OVHS_OWN.test(address.host)) {
    return { kind: 'elsewhere', host: TRUSTED.includes(address.host) ? null : address.host };
  }
  const stranger = addressesWithin(address.rest).find(
    ({ isPlain, host }) => !isPlain || !OVHS_OWN.test(host),
  );
  return stranger === undefined ? { kind: 'ovhcloud' } : { kind: 'elsewhere', host: stranger.host };
}

/** Whether the words of a link show an address of OVHcloud's. @param words without white space */
export function showsOvhcloud(words: string): boolean {
  const host = /^(?:https?:\/\/)?([a-z0-9.-]{1,60})(?=[/?#]|$)/i.exec(words)?.[1];
  return host !== undefined && TRUSTED.includes(host.toLowerCase());
}

/** Quick look before the long one: no encoding in use hides these letters, but base64. */
function isWorthReading(url: string): boolean {
  return (/token/i.test(url) && /contacts|ovh/i.test(url)) || /protection\.sophos\.com/i.test(url);
}

function readDirect(address: Address, isTrusted: boolean): CodeLink | null {
  const rest = decodePercent(address.rest);
  const pieces = rest.split(/[?&#;]/);
  const route = /[\\/]contacts(?:[\\/](\d{1,15}))?(?=[\\/?#&]|$)/i.exec(rest);
  const looksLikeOvh = !isTrusted && hasOvh(address.host) && !OVHS_OWN.test(address.host);
  if (route === null && !looksLikeOvh) return null;
  let code: string | null = null;
  let id = route?.[1] ?? null;
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const key = piece.slice(0, equals).toLowerCase();
    const value = piece.slice(equals + 1);
    if (key === 'token') {
      code ??= /^([A-Za-z0-9]{8,64})(?![A-Za-z0-9_+/=%-])/.exec(value)?.[1] ?? null;
    } else if (id === null && (key === 'taskid' || key === 'task' || key === 'id')) {
      id = /^\d{1,15}/.exec(value)?.[0] ?? null;
    }
  }
  if (code === null) return null;
  const requestId = id === null ? null : Number(id);
  return {
    code,
    requestId: requestId !== null && requestId > 0 ? requestId : null,
    suspicious: !isTrusted,
    // A host that is OVHcloud's, but with a name and an `@` before it, would only confuse here.
    ...(isTrusted || TRUSTED.includes(address.host) ? {} : { host: address.host }),
  };
}

/** Whether a host's name spells OVH to the eye, in whatever alphabet. */
function hasOvh(host: string): boolean {
  const eye = host
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[оοօ0ọ]/gu, 'o')
    .replace(/[νѵⅴ]/gu, 'v')
    .replace(/[һհ]/gu, 'h');
  return eye.includes('ovh');
}

/** Parameters that hold an address, decoded once. */
function innerValues(rest: string): string[] {
  return rest
    .split(/[?&#]/)
    .map((piece) => piece.slice(piece.indexOf('=') + 1))
    .filter((value) => /^https?(?::|%(?:25)*3a)/i.test(value))
    .map(decodePercent);
}

/** An address written into another without any encoding. */
function nestedIn(rest: string): string[] {
  const start = rest.search(/https?(?::|%(?:25)*3a)/i);
  return start < 0 ? [] : [rest.slice(start)];
}

function hasInner(address: Address): boolean {
  return addressesWithin(address.rest).length > 0;
}

/**
 * Every address inside one, at whatever depth, however often encoded: `https:…` anywhere, and values of parameters that a
 * browser takes for one (`//host`, `/\host`).
 */
function addressesWithin(rest: string): Address[] {
  let plain = rest;
  for (let round = 0; round < 8 && plain.includes('%'); round += 1) {
    const before = plain;
    plain = decodePercent(before);
    if (plain === before) break;
  }
  // Browsers pass over these inside of an address.
  plain = plain.replace(/[\x00-\x20]/g, '');
  return [...plain.matchAll(/=(?=(?:[a-z][a-z0-9+.-]{0,20}:)?[\\/]{2})|(?=https?:)/gi)].flatMap((match) => {
    const start = match.index + match[0].length;
    const found = parseAddress(plain.slice(start, start + 600).replace(/^[a-z][a-z0-9+.-]{0,20}:/i, ''));
    return found === null ? [] : [found];
  });
}
