/**
 * Reads which proxies stand before a server: in the words of a PAC file, which are Chromium's too, or as the address the
 * environment of a program gives. Pure; asks nobody.
 */

export type Proxy =
  | { kind: 'direct' }
  | {
      /** How the proxy itself is spoken to. SOCKS 4 and 5 look names up on the proxy's side. */
      kind: 'http' | 'https' | 'socks4' | 'socks5';
      /** IPv6 without brackets. */
      host: string;
      port: number;
      /** Never told by a PAC file. */
      user?: string;
      password?: string;
    };

type Far = Exclude<Proxy, { kind: 'direct' }>;

/** Source: MDN «Proxy Auto-Configuration file», and Chromium's `proxy_string_util.cc`, where `SOCKS` is version 4. */
const PAC_WORDS: Record<string, Far['kind']> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};
const SCHEMES: Record<string, Far['kind']> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks5',
  'socks4:': 'socks4',
  'socks4a:': 'socks4',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
};
const PORTS: Record<Far['kind'], number> = { http: 80, https: 443, socks4: 1080, socks5: 1080 };

/**
 * `PROXY a:8080; SOCKS5 [::1]; DIRECT`, or one URL, in the order in which they are to be tried. What is not understood is
 * left out; where nothing is left that was named, the answer is empty: a way round a proxy is nobody's to guess.
 */
export function readProxies(text: string): Proxy[] {
  const parts = text.split(';').flatMap((part) => part.trim() || []);
  if (parts.length === 0) return [{ kind: 'direct' }];
  return parts.flatMap((part) => readOne(part) ?? []);
}

function readOne(part: string): Proxy | null {
  if (/^DIRECT$/i.test(part)) return { kind: 'direct' };
  if (part.includes('://')) return readUrl(part);
  const [, word = '', address = ''] = /^([A-Z0-9]+)\s+(\S+)$/i.exec(part) ?? [];
  const kind = PAC_WORDS[word.toUpperCase()];
  if (kind === undefined) return null;
  // `ws:` lends its rules for host and port, and has no credentials of its own here.
  const url = URL.parse(`ws://${address}`);
  if (url === null || url.username !== '' || url.pathname !== '/') return null;
  return { kind, host: bare(url.hostname), port: portOf(url, address, kind) };
}

function readUrl(text: string): Proxy | null {
  const url = URL.parse(text);
  const kind = url === null ? undefined : SCHEMES[url.protocol];
  if (url === null || kind === undefined || url.hostname === '') return null;
  const proxy: Far = { kind, host: bare(url.hostname), port: portOf(url, url.host, kind) };
  if (url.username !== '' || url.password !== '') {
    proxy.user = decode(url.username);
    proxy.password = decode(url.password);
  }
  return proxy;
}

/** A port that is its scheme's own is left out by the URL parser, and another kind of proxy may have meant it. */
function portOf(url: URL, address: string, kind: Far['kind']): number {
  if (url.port !== '') return Number(url.port);
  const [, written] = /:(\d+)$/.exec(address.replace(/^.*@/, '').replace(/^\[[^\]]*\]/, '')) ?? [];
  return written === undefined ? PORTS[kind] : Number(written);
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
