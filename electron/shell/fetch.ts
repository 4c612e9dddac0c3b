/**
 * The two ways to the network. Reads go over Chromium's stack, with the system's proxy and certificates; what must not be
 * sent twice goes over Node's sockets, the same way: through the proxy Chromium would take. Sends nothing by itself.
 */
import * as tls from 'node:tls';
import type { Session } from 'electron';
import type { Ports } from '../desk/ports.ts';

/**
 * SECURITY: a session of its own in memory, so that nothing a server sets (cookies, cache, HSTS of a captive portal)
 * stays or meets the page. `credentials: 'omit'` for the same reason.
 */
export function networkFetch(session: Session): typeof globalThis.fetch {
  const send = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const target = input instanceof URL ? input.href : input;
    return session.fetch(target, { ...init, credentials: 'omit', bypassCustomProtocolHandlers: true });
  };
  return send;
}

/** Of the same session as the reads: its proxy settings, PAC file and list of proxies that did not answer lately. */
export function networkWayOut(session: Session): Ports['wayOut'] {
  return { proxies: (origin) => session.resolveProxy(origin), authorities: systemAuthorities };
}

/**
 * Node's own list and the system's, so that an authority that a company has put into its computers is trusted by both
 * ways. A Node before 22.15 does not know the system's list: there only Node's own counts, and behind such a company's
 * inspection a write is refused before it leaves.
 */
function systemAuthorities(): readonly string[] | null {
  if (!('getCACertificates' in tls)) return null;
  return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
}
