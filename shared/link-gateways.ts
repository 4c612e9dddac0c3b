/** Services that rewrite the links of incoming e-mail, and where each of them keeps the real address. Judges no address. */
import { decodeBase64, decodePercent, textOfBytes } from './decoding.ts';

export type Address = { host: string; isPlain: boolean; rest: string };
/** `targets`: addresses that stand in its own places, decoded; none where it hides them or writes them plainly. */
export type Gateway = { host: RegExp; path?: RegExp; targets: (rest: string) => string[] };

/** SECURITY: named one by one. Anybody may have a name under some other top-level domain. */
const GOOGLE =
  /^(?:www\.)?google\.(?:com|com\.(?:ar|au|br|co|cy|ec|hk|mt|mx|my|pe|ph|sg|tr|tw|ua|uy|vn)|co\.(?:cr|id|il|in|jp|kr|ma|nz|th|uk|ve|za)|a[dtelm]|b[aegy]|c[adhizlmn]|cat|d[ekmz]|ee|es|f[ir]|g[re]|h[ru]|i[est]|l[tuv]|m[dekgl]|n[lo]|p[lt]|r[os]|s[eikmn]|t[gn])$/;

const GATEWAYS: readonly Gateway[] = [
  // Outlook, and the same in Teams.
  {
    host: /^(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com$/,
    targets: (rest) => valuesOf(rest, /^url$/i),
  },
  {
    host: /^statics\.teams\.cdn\.office\.net$/,
    path: /^[\\/]evergreen-assets[\\/]safelinks[\\/]/,
    targets: (rest) => valuesOf(rest, /^url$/i),
  },
  // Proofpoint's forms, one after the other.
  { host: /^urldefense\.proofpoint\.com$/, path: /^[\\/]v2[\\/]/, targets: defenseV2 },
  { host: /^urldefense\.proofpoint\.com$/, targets: (rest) => valuesOf(rest, /^u$/i) },
  { host: /^urldefense\.(?:com|us)$/, targets: defenseV3 },
  { host: GOOGLE, path: /^[\\/]url(?=[?#])/, targets: (rest) => valuesOf(rest, /^(?:q|url)$/i) },
  { host: /^linkprotect\.cudasvc\.com$/, targets: (rest) => valuesOf(rest, /^a$/i) },
  { host: /^secure-web\.cisco\.com$/, targets: () => [] },
  { host: /^protect2\.fireeye\.com$/, targets: (rest) => valuesOf(rest, /^u$/i) },
  { host: /^clicktime\.symantec\.com$/, targets: (rest) => valuesOf(rest, /^u$/i) },
  { host: /^l\.facebook\.com$/, targets: (rest) => valuesOf(rest, /^u$/i) },
  { host: /^(?:[a-z0-9-]+\.)+protection\.sophos\.com$/, targets: sophos },
  {
    host: /^(?:[a-z0-9-]+\.)+trendmicro\.com$/,
    path: /^[\\/]wis[\\/]clicktime[\\/]/,
    targets: (rest) => valuesOf(rest, /^url$/i),
  },
];

/** Those that keep the real address to themselves: where such a link leads cannot be known here. */
const SEALED = /(?:^|\.)(?:mimecast\.com|mimecastprotect\.com|hornetsecurity\.com|cloud-security\.net)$/;

export function gatewayOf(address: Address): Gateway | null {
  if (!address.isPlain) return null;
  return (
    GATEWAYS.find(({ host, path }) => host.test(address.host) && (path?.test(address.rest) ?? true)) ?? null
  );
}

export function isSealed(address: Address): boolean {
  return address.isPlain && SEALED.test(address.host);
}

/** The addresses that parameters of these names hold. SECURITY: all of them, since which one counts is the gateway's secret. */
function valuesOf(rest: string, name: RegExp): string[] {
  const values: string[] = [];
  for (const piece of rest.split(/[?&#]/)) {
    const equals = piece.indexOf('=');
    if (equals > 0 && name.test(piece.slice(0, equals))) values.push(...addressOf(piece.slice(equals + 1)));
  }
  return values;
}

/** The value where it is an address, however often it was encoded. */
function addressOf(value: string): string[] {
  let decoded = value;
  for (let round = 0; round < 3; round += 1) {
    if (/^(?:https?:|[\\/]{2})/i.test(decoded)) return [round === 0 ? decodePercent(decoded) : decoded];
    decoded = decodePercent(decoded);
  }
  return /^(?:https?:|[\\/]{2})/i.test(decoded) ? [decoded] : [];
}

/** `u=https-3A__www.…_`: `-` for a percent sign, `_` for a slash. */
function defenseV2(rest: string): string[] {
  const value = /[?&]u=([^&]{1,4000})/.exec(rest)?.[1];
  return value === undefined ? [] : [decodePercent(value.replaceAll('-', '%').replaceAll('_', '/'))];
}

/**
 * `/v3/__ADDRESS__;BYTES!!…`, where each `*` of the address stands for the next of the bytes and `**X` for a run of them
 * (A = 2, B = 3 …).
 */
function defenseV3(rest: string): string[] {
  const start = rest.indexOf('/v3/__');
  const end = rest.indexOf('__;', start);
  if (start < 0 || end < 0) return [];
  const mark = rest.indexOf('!', end);
  const bytes = textOfBytes(decodeBase64(rest.slice(end + 3, mark < 0 ? undefined : mark)));
  const lengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let used = 0;
  const target = rest.slice(start + 6, end).replace(/\*(?:\*([A-Za-z0-9_-]))?/g, (_star, run?: string) => {
    const length = run === undefined ? 1 : lengths.indexOf(run) + 2;
    const replaced = bytes.slice(used, used + length);
    used += length;
    return replaced;
  });
  return [target.replace(/^(https?:)\/+/i, '$1//')];
}

/** `u=BASE64&…`. What follows it must be there: a link cut in the middle of it would give half a code. */
function sophos(rest: string): string[] {
  const value = /[?&]u=([A-Za-z0-9+/_=%-]{1,4000})&/.exec(rest)?.[1];
  return value === undefined ? [] : [textOfBytes(decodeBase64(decodePercent(value)))];
}
