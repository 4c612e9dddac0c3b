/** Signature, time window, keys and rights: what is let in and with which words the rest is turned away. */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import {
  accountOf,
  type Client,
  clientFor,
  type Keys,
  readAnswer,
  START,
  sign,
  startQuiet,
} from './client.ts';

const ME = 'ac21874-ovh';
const NOW = START / 1000;

let sandbox: Sandbox;
let keys: Keys;
let me: Client;
beforeAll(async () => {
  sandbox = await startQuiet();
  keys = accountOf(sandbox, ME);
  me = clientFor(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.clearFaults());

const headers = (path: string, changes: Record<string, string | undefined> = {}, at = NOW): Headers => {
  const all: Record<string, string | undefined> = {
    'X-Ovh-Application': keys.applicationKey,
    'X-Ovh-Consumer': keys.consumerKey,
    'X-Ovh-Timestamp': String(at),
    'X-Ovh-Signature': sign(keys, 'GET', sandbox.url + path, '', at),
    ...changes,
  };
  return new Headers(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};
const get = async (path: string, changes?: Record<string, string | undefined>, at?: number) =>
  readAnswer(await fetch(sandbox.url + path, { headers: headers(path, changes, at) }));

test('the time is a bare integer and asks for no keys', async () => {
  const answer = await readAnswer(await fetch(`${sandbox.url}/auth/time`));
  expect([answer.status, answer.text]).toEqual([200, String(NOW)]);
});

test('every answer has its query id, refusals too', async () => {
  const answers = await Promise.all([get('/me'), get('/me', { 'X-Ovh-Consumer': 'x' }), get('/nothing')]);
  const ids = answers.map((answer) => answer.headers.get('x-ovh-queryid'));
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^EU\.ext-/)));
  expect(new Set(ids).size).toBe(3);
});

describe('a signed call', () => {
  test('is let in', async () => {
    expect(await get('/me')).toMatchObject({
      status: 200,
      body: { nichandle: ME, currency: { code: 'EUR' } },
    });
  });

  test('is refused when one letter of the signature is wrong', async () => {
    const right = sign(keys, 'GET', `${sandbox.url}/me`, '', NOW);
    const wrong = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
    expect(await get('/me', { 'X-Ovh-Signature': wrong })).toMatchObject({
      status: 400,
      body: { errorCode: 'INVALID_SIGNATURE', httpCode: '400 Bad Request', message: 'Invalid signature' },
    });
    expect((await get('/me', { 'X-Ovh-Signature': undefined })).body.errorCode).toBe('INVALID_SIGNATURE');
  });

  test.each([
    ['the method', ['POST', '/me', '']],
    ['the path', ['GET', '/services', '']],
    ['the query', ['GET', '/me?x=1', '']],
    ['the body', ['GET', '/me', '{}']],
  ])('is refused when %s is not the one that was signed', async (_, [method = '', path = '', body = '']) => {
    const signature = sign(keys, method, sandbox.url + path, body, NOW);
    expect((await get('/me', { 'X-Ovh-Signature': signature })).body.errorCode).toBe('INVALID_SIGNATURE');
  });

  test('signs the body byte by byte, with its spaces and its Unicode', async () => {
    const path = '/domain/clinicanorte.es/changeContact';
    const body = '{ "contactTech" :"no\u0301-ovh",  "contactBilling":null }';
    const send = async (signed: string) =>
      readAnswer(
        await fetch(sandbox.url + path, {
          method: 'POST',
          body,
          headers: headers(path, { 'X-Ovh-Signature': sign(keys, 'POST', sandbox.url + path, signed, NOW) }),
        }),
      );
    expect((await send(body)).body.class).toMatch(/^Client::/);
    expect((await send(JSON.stringify(JSON.parse(body)))).body.errorCode).toBe('INVALID_SIGNATURE');
  });

  test('signs the address as it was sent, percent-encoding and all', async () => {
    const raw = '/domain/%63linicanorte.es/serviceInfos?x=%e2%82%ac&y=a+b';
    const call = (signed: string): Promise<{ status: number; body: string }> =>
      new Promise((resolve, reject) => {
        const { port } = new URL(sandbox.origin);
        request(
          {
            host: '127.0.0.1',
            port,
            path: `/1.0${raw}`,
            headers: Object.fromEntries(
              headers('', { 'X-Ovh-Signature': sign(keys, 'GET', sandbox.url + signed, '', NOW) }),
            ),
          },
          (response) => {
            let body = '';
            response
              .on('data', (chunk) => (body += chunk))
              .on('end', () => resolve({ status: response.statusCode ?? 0, body }));
          },
        )
          .on('error', reject)
          .end();
      });
    expect((await call(raw)).status).toBe(200);
    expect((await call('/domain/clinicanorte.es/serviceInfos?x=%E2%82%AC&y=a+b')).body).toContain(
      'INVALID_SIGNATURE',
    );
  });

  test.each([
    [30, 200],
    [-30, 200],
    [31, 400],
    [-31, 400],
  ])('with a clock %i s off answers %i', async (off, status) => {
    const answer = await get('/me', {}, NOW + off);
    expect(answer.status).toBe(status);
    if (status === 400) {
      expect(answer.body).toEqual({
        errorCode: 'QUERY_TIME_OUT',
        httpCode: '400 Bad Request',
        message: 'Query out of time',
      });
    }
  });

  test('without a timestamp that is a number is out of time', async () => {
    expect((await get('/me', { 'X-Ovh-Timestamp': undefined })).body.errorCode).toBe('QUERY_TIME_OUT');
    expect((await get('/me', { 'X-Ovh-Timestamp': 'now' })).body.errorCode).toBe('QUERY_TIME_OUT');
  });
});

describe('keys', () => {
  test('that are missing or unknown are told apart', async () => {
    const code = async (changes: Record<string, string | undefined>) => {
      const { status, body } = await get('/me', changes);
      return [status, body.errorCode];
    };
    expect(await code({ 'X-Ovh-Application': 'unknown' })).toEqual([403, 'INVALID_KEY']);
    expect(await code({ 'X-Ovh-Application': undefined })).toEqual([401, 'NOT_CREDENTIAL']);
    expect(await code({ 'X-Ovh-Consumer': undefined })).toEqual([403, 'NOT_CREDENTIAL']);
    expect(await code({ 'X-Ovh-Consumer': 'unknown' })).toEqual([403, 'NOT_CREDENTIAL']);
  });

  test('of another application do not fit', async () => {
    const other = accountOf(sandbox, 'mp40311-ovh');
    expect((await get('/me', { 'X-Ovh-Consumer': other.consumerKey })).body.errorCode).toBe('NOT_CREDENTIAL');
  });

  test('are the same after a restart with the same seed, and others with another', async () => {
    const again = await startQuiet();
    const other = await startQuiet({ seed: 8 });
    expect(again.accounts).toEqual(sandbox.accounts);
    expect(other.accounts[0]?.consumerKey).not.toBe(keys.consumerKey);
    await Promise.all([again.close(), other.close()]);
  });

  test('open their own account and no other', async () => {
    for (const { nichandle } of sandbox.accounts.slice(0, 4)) {
      expect((await clientFor(sandbox, nichandle).get('/me')).body.nichandle).toBe(nichandle);
    }
  });
});

describe('rights', () => {
  test('that the credential lacks are refused by name', async () => {
    expect(await get('/me/bill')).toMatchObject({
      status: 403,
      body: {
        errorCode: 'NOT_GRANTED_CALL',
        httpCode: '403 Forbidden',
        message: 'This call has not been granted',
      },
    });
    expect((await me.post('/me')).body.errorCode).toBe('NOT_GRANTED_CALL');
  });

  test('hold for what the credential was asked to do, and for nothing beside it', async () => {
    const limited = await grant([
      { method: 'GET', path: '/me/task/contactChange/*' },
      { method: 'GET', path: '/*/serviceInfos' },
    ]);
    const [task] = (await me.get('/me/task/contactChange')).body;
    expect((await limited.get(`/me/task/contactChange/${task}`)).status).toBe(200);
    expect((await limited.get('/domain/zone/clinicanorte.es/serviceInfos')).status).toBe(200);
    for (const path of ['/me', '/services', '/me/task/contactChange', '/auth/currentCredential']) {
      expect((await limited.get(path)).body.errorCode).toBe('NOT_GRANTED_CALL');
    }
    expect((await limited.post(`/me/task/contactChange/${task}/accept`, { token: 'x' })).body.errorCode).toBe(
      'NOT_GRANTED_CALL',
    );
  });
});

async function ask(body: unknown) {
  return readAnswer(
    await fetch(`${sandbox.url}/auth/credential`, {
      method: 'POST',
      headers: { 'X-Ovh-Application': keys.applicationKey, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

const answerPage = (
  validationUrl: string,
  answer: string,
  more: Record<string, string> = {},
  extra: HeadersInit = {},
) =>
  fetch(validationUrl, {
    method: 'POST',
    body: new URLSearchParams({ account: ME, validity: 'unlimited', answer, ...more }),
    redirect: 'manual',
    headers: extra,
  });

async function grant(accessRules: unknown, more: Record<string, string> = {}): Promise<Client> {
  const { body } = await ask({ accessRules });
  await answerPage(body.validationUrl, 'authorise', more);
  return clientFor(sandbox, { ...keys, consumerKey: body.consumerKey });
}

describe('a consumer key that was asked for', () => {
  const accessRules = [
    { method: 'GET', path: '/me' },
    { method: 'GET', path: '/auth/*' },
    { method: 'POST', path: '/auth/logout' },
  ];

  test('waits on a page for a person, then works for the account he chose', async () => {
    const { status, body } = await ask({ accessRules });
    expect(status).toBe(200);
    expect(body).toEqual({
      consumerKey: expect.stringMatching(/^\w{32}$/),
      state: 'pendingValidation',
      validationUrl: expect.stringMatching(`^${sandbox.origin}/auth/\\?credentialToken=\\w+$`),
    });
    const fresh = clientFor(sandbox, { ...keys, consumerKey: body.consumerKey });
    expect((await fresh.get('/auth/currentCredential')).body.status).toBe('pendingValidation');
    expect((await fresh.get('/me')).body.errorCode).toBe('INVALID_CREDENTIAL');

    const page = await (await fetch(body.validationUrl)).text();
    expect(page).toContain('GET /auth/*');
    expect(page).toContain('mp40311-ovh');
    expect(page).not.toContain(body.consumerKey);
    expect((await answerPage(body.validationUrl, 'authorise', { account: 'mp40311-ovh' })).status).toBe(200);

    expect((await fresh.get('/auth/currentCredential')).body).toMatchObject({
      status: 'validated',
      rules: accessRules,
      expiration: null,
    });
    expect((await fresh.get('/me')).body.nichandle).toBe('mp40311-ovh');
    expect((await fetch(body.validationUrl)).status).toBe(404);
  });

  test('that was refused says so and opens nothing', async () => {
    const { body } = await ask({ accessRules });
    await answerPage(body.validationUrl, 'refuse');
    const fresh = clientFor(sandbox, { ...keys, consumerKey: body.consumerKey });
    expect((await fresh.get('/auth/currentCredential')).body.status).toBe('refused');
    expect(await fresh.get('/me')).toMatchObject({ status: 403, body: { errorCode: 'INVALID_CREDENTIAL' } });
  });

  test('leads the person back to where he came from', async () => {
    const { body } = await ask({ accessRules, redirection: 'http://127.0.0.1:9/back?x=1' });
    const answer = await answerPage(body.validationUrl, 'authorise');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://127.0.0.1:9/back?x=1']);
  });

  test('holds as long as the person said, and until logout', async () => {
    const limited = await startQuiet();
    const limitedKeys = accountOf(limited, ME);
    const response = await fetch(`${limited.url}/auth/credential`, {
      method: 'POST',
      headers: { 'X-Ovh-Application': limitedKeys.applicationKey },
      body: JSON.stringify({ accessRules }),
    });
    const { consumerKey, validationUrl } = (await response.json()) as Record<string, string>;
    await answerPage(`${validationUrl}`, 'authorise', { validity: '24' });
    const client = clientFor(limited, { ...limitedKeys, consumerKey: `${consumerKey}` });
    expect((await client.get('/auth/currentCredential')).body.expiration).toBe('2026-11-21T12:00:00+00:00');
    limited.advance(24 * 3600 - 1);
    expect((await client.get('/me')).status).toBe(200);
    limited.advance(1);
    expect((await client.get('/me')).body.errorCode).toBe('INVALID_CREDENTIAL');
    await limited.close();

    const other = await grant(accessRules);
    expect(await other.post('/auth/logout')).toMatchObject({ status: 200, text: '' });
    expect((await other.get('/me')).body.errorCode).toBe('INVALID_CREDENTIAL');
    expect((await me.get('/me')).status).toBe(200);
  });

  test('may be bound to addresses', async () => {
    const bound = async (allowedIPs: string[]) => {
      const { body } = await ask({ accessRules, allowedIPs });
      await answerPage(body.validationUrl, 'authorise');
      return clientFor(sandbox, { ...keys, consumerKey: body.consumerKey }).get('/me');
    };
    expect((await bound(['127.0.0.0/8'])).status).toBe(200);
    expect(await bound(['192.0.2.7'])).toMatchObject({ status: 403, body: { errorCode: 'FORBIDDEN' } });
  });

  test('is refused to unknown applications and for bodies that make no sense', async () => {
    const stranger = await fetch(`${sandbox.url}/auth/credential`, { method: 'POST', body: '{}' });
    expect(stranger.status).toBe(403);
    expect((await ask({})).status).toBe(400);
    expect((await ask({ accessRules: [{ method: 'EAT', path: '/me' }] })).status).toBe(400);
    expect((await ask({ accessRules, redirection: 'javascript:alert(1)' })).status).toBe(400);
    expect((await ask({ accessRules, allowedIPs: ['here'] })).status).toBe(400);
  });

  test('cannot be approved by a page of another site', async () => {
    const { body } = await ask({ accessRules });
    expect(
      (await answerPage(body.validationUrl, 'authorise', {}, { Origin: 'https://evil.example' })).status,
    ).toBe(403);
    const page = await fetch(body.validationUrl);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.status).toBe(200);
    // A browser names the page's own origin only when the page lets it.
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect((await answerPage(body.validationUrl, 'authorise', {}, { Origin: 'null' })).status).toBe(403);
    expect((await answerPage(body.validationUrl, 'authorise', {}, { Origin: sandbox.origin })).status).toBe(
      200,
    );
  });
});

describe('details', () => {
  test('name the account and how it came in', async () => {
    expect((await me.get('/auth/details')).body).toMatchObject({
      account: ME,
      method: 'account',
      identities: [`urn:v1:eu:identity:account:${ME}`],
    });
  });
});

describe('a service account', () => {
  const token = (form: Record<string, string>, extra: HeadersInit = {}) =>
    fetch(`${sandbox.origin}/auth/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: extra,
    }).then(readAnswer);
  const form = () => {
    const { clientId, clientSecret } = accountOf(sandbox, ME);
    return {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'all',
    };
  };

  test('gets a bearer token, which needs neither signature nor time', async () => {
    const { status, body } = await token(form());
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3599,
      scope: 'all',
    });
    const call = (path: string) =>
      fetch(sandbox.url + path, { headers: { Authorization: `Bearer ${body.access_token}` } }).then(
        readAnswer,
      );
    expect((await call('/me')).body.nichandle).toBe(ME);
    expect((await call('/services')).body.length).toBe(160);
    expect((await call('/auth/details')).body.method).toBe('serviceAccount');
    expect((await call('/auth/currentCredential')).status).toBe(404);
  });

  test('may send its name and secret in the header instead', async () => {
    const { clientId, clientSecret } = accountOf(sandbox, ME);
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    expect(
      (await token({ grant_type: 'client_credentials' }, { Authorization: `Basic ${basic}` })).status,
    ).toBe(200);
  });

  test('with a wrong secret, grant or scope gets none', async () => {
    expect(await token({ ...form(), client_secret: 'x' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    expect(await token({ ...form(), grant_type: 'password' })).toMatchObject({ status: 400 });
    expect(await token({ ...form(), scope: 'some' })).toMatchObject({ status: 400 });
  });

  test('is out when its token has run out, in the new error body', async () => {
    const own = await startQuiet();
    const { body } = await readAnswer(
      await fetch(`${own.origin}/auth/oauth2/token`, { method: 'POST', body: new URLSearchParams(form()) }),
    );
    const call = () =>
      fetch(`${own.url}/me`, { headers: { Authorization: `Bearer ${body.access_token}` } }).then(readAnswer);
    own.advance(3598);
    expect((await call()).status).toBe(200);
    own.advance(1);
    expect(await call()).toMatchObject({ status: 403, body: { class: 'Client::Forbidden' } });
    await own.close();
  });
});

test('a name that was bent to this computer gets nothing', async () => {
  const { port } = new URL(sandbox.origin);
  const url = `http://evil.example:${port}/1.0/me`;
  const signature = `$1$${createHash('sha1')
    .update([keys.applicationSecret, keys.consumerKey, 'GET', url, '', NOW].join('+'))
    .digest('hex')}`;
  const status = await new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        path: '/1.0/me',
        headers: {
          ...Object.fromEntries(headers('', { 'X-Ovh-Signature': signature })),
          Host: `evil.example:${port}`,
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});
