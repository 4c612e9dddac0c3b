/** `fetch` over Chromium's network stack: the system's proxy and certificates. Carries no cookies and keeps no cache. */
import type { Session } from 'electron';

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
