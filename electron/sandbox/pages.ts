/** The page on which a person approves or refuses a consumer key. The real one asks to log in; this one asks who you are. */
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { SandboxEnv } from './caller.ts';
import { isOwnHost, isOwnOrigin } from './control.ts';
import { type Credential, statusOf } from './credentials.ts';
import type { Universe } from './universe.ts';

/** SECURITY: no script runs here and nobody may frame it, so that a click cannot be stolen. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
  'Cache-Control': 'no-store',
  // With `no-referrer` browsers send `Origin: null` along with the form, and then it could not be told from a foreign one.
  'Referrer-Policy': 'same-origin',
};

const VALIDITIES = new Map<string, { hours: number | null; words: string }>([
  ['1', { hours: 1, words: '1 hour' }],
  ['24', { hours: 24, words: '1 day' }],
  ['720', { hours: 720, words: '30 days' }],
  ['unlimited', { hours: null, words: 'Unlimited' }],
]);

const page = (title: string, content: unknown) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <link rel="icon" href="data:," />
    <title>${title}</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color: #1b1c20; background: #fff; }
      label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
      select, button { font: inherit; padding: 0.5rem 0.75rem; }
      select { width: 100%; }
      button { margin: 1.5rem 0.5rem 0 0; }
      code { font-size: 0.9em; }
    </style>
  </head>
  <body>
    <main>${content}</main>
  </body>
</html>`;

export function createPages(universe: Universe, port: () => number): Hono<SandboxEnv> {
  const pages = new Hono<SandboxEnv>();

  pages.use('/auth/', async (c, next) => {
    // SECURITY: only under its own name (DNS rebinding), and a form is taken from this page alone.
    const { host, origin } = c.env.incoming.headers;
    if (!isOwnHost(host, port()) || (c.req.method !== 'GET' && !isOwnOrigin(origin, port()))) {
      return c.text('Forbidden', 403);
    }
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    return;
  });

  const find = (token: string | undefined): Credential | undefined => {
    const credential = token === undefined ? undefined : universe.keyring.byValidation(token);
    return credential && statusOf(credential, universe.live()) === 'pendingValidation'
      ? credential
      : undefined;
  };
  const gone = () =>
    page(
      'Not to be validated',
      html`<h1>Nothing to validate</h1><p>This request was answered already, or it is too old.</p>`,
    );

  pages.get('/auth/', (c) => {
    const credential = find(c.req.query('credentialToken'));
    if (!credential) return c.html(gone(), 404);
    return c.html(
      page(
        'Authorise an application',
        html`<h1>Authorise an application</h1>
          <p>An application wants to use an account of this stand-in OVHcloud. It asks for these rights:</p>
          <ul>
            ${credential.rules.map((rule) => html`<li><code>${rule.method} ${rule.path}</code></li>`)}
          </ul>
          <form method="post">
            <label for="account">Account</label>
            <select id="account" name="account">
              ${universe.accounts.map((account) => html`<option value="${account.nichandle}">${account.nichandle} · ${account.name}, ${account.organisation}</option>`)}
            </select>
            <label for="validity">Validity</label>
            <select id="validity" name="validity">
              ${[...VALIDITIES].map(([value, { words }]) => html`<option value="${value}"${value === 'unlimited' ? raw(' selected') : ''}>${words}</option>`)}
            </select>
            <button name="answer" value="authorise">Authorise</button>
            <button name="answer" value="refuse">Refuse</button>
          </form>`,
      ),
    );
  });

  pages.post('/auth/', async (c) => {
    const credential = find(c.req.query('credentialToken'));
    if (!credential) return c.html(gone(), 404);
    const form = new URLSearchParams(await c.req.text());
    const account = form.get('account') ?? '';
    const validity = VALIDITIES.get(form.get('validity') ?? 'unlimited');
    const answer = form.get('answer');
    if (
      !universe.world.accounts.has(account) ||
      !validity ||
      (answer !== 'authorise' && answer !== 'refuse')
    ) {
      return c.text('Bad request', 400);
    }
    const agreed = answer === 'authorise';
    universe.keyring.settle(credential, account, agreed, validity.hours, universe.live());
    if (credential.redirection !== null) return c.redirect(credential.redirection, 303);
    return c.html(
      page(
        agreed ? 'Authorised' : 'Refused',
        agreed
          ? html`<h1>Authorised</h1><p>The application may now use <code>${account}</code>. You can close this page.</p>`
          : html`<h1>Refused</h1><p>The application got no rights. You can close this page.</p>`,
      ),
    );
  });

  return pages;
}
