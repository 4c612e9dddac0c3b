/** Decides whether a request may come in at all, by its Host and where it was sent from. Knows no session and no content. */

export type Asked = {
  method: string;
  /** Path of the URL, without the query. */
  path: string;
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site`: every browser that can show the screens sends it. */
  site: string | undefined;
};

/**
 * Why the request is refused, in one line for a person, or `null` when it may come in.
 *
 * SECURITY: the Host check is what stops DNS rebinding (a foreign name that resolves to this computer), so it holds for
 * pages and assets too. Another port of this computer is another origin, and as foreign as any.
 */
export function refusal(asked: Asked, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (asked.host === undefined || !hosts.includes(asked.host)) {
    return `Relevo answers only at http://${hosts[0]}/.`;
  }
  if (asked.method === 'GET' && asked.path !== '/events') return null;
  if (asked.method !== 'GET' && asked.method !== 'POST') return 'Relevo knows no such method.';

  const sameOrigin = asked.origin === `http://${asked.host}`;
  if (asked.origin !== undefined && !sameOrigin) return 'Relevo answers only its own pages.';
  if (asked.site !== undefined && asked.site !== 'same-origin') return 'Relevo answers only its own pages.';
  // A browser sends no Origin with an event stream of the same origin, but then it sends Sec-Fetch-Site.
  const told = asked.method === 'POST' ? sameOrigin : sameOrigin || asked.site === 'same-origin';
  return told ? null : 'Relevo must be told which page asks.';
}
