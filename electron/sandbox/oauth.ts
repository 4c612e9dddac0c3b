/** The token endpoint for service accounts, at `/auth/oauth2/token` of the same origin (the real one is on www.ovh.com). */
import { Hono } from 'hono';
import type { SandboxEnv } from './caller.ts';
import type { Universe } from './universe.ts';

/** Errors as RFC 6749 § 5.2 tells them. */
export function createOAuth(universe: Universe): Hono<SandboxEnv> {
  const oauth = new Hono<SandboxEnv>();
  oauth.post('/auth/oauth2/token', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const basic = readBasic(c.req.header('authorization'));
    if (form.get('grant_type') !== 'client_credentials')
      return c.json({ error: 'unsupported_grant_type' }, 400);
    const scope = form.get('scope');
    if (scope !== null && scope !== 'all') return c.json({ error: 'invalid_scope' }, 400);
    const clientId = basic?.[0] ?? form.get('client_id') ?? '';
    const clientSecret = basic?.[1] ?? form.get('client_secret') ?? '';
    const token = universe.keyring.issueBearer(clientId, clientSecret, universe.live());
    c.header('Cache-Control', 'no-store');
    return token ? c.json(token) : c.json({ error: 'invalid_client' }, 401);
  });
  return oauth;
}

/** Client libraries may send the client's name and secret as HTTP Basic instead of in the form (RFC 6749 § 2.3.1). */
function readBasic(header: string | undefined): [string, string] | null {
  const encoded = /^Basic (\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret)];
}
