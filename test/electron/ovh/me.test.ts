/** The account's own calls: who am I, what do I owe, asking for a key and giving one back. */
import { describe, expect, it } from 'vitest';
import { parseLoopback } from '../../../electron/ovh/endpoints.ts';
import {
  logout,
  readCurrentCredential,
  readDebt,
  readMe,
  requestCredential,
} from '../../../electron/ovh/me.ts';
import { LEAST_RIGHTS } from '../../../electron/ovh/rights.ts';
import { json, networkError, setUp } from './fakes.ts';

const answering = (value: unknown, status = 200) =>
  setUp(({ path }) => (path === '/auth/time' ? null : json(value, status)));

describe('readMe', () => {
  it('needs the handle alone', async () => {
    const { client, clock } = answering({ nichandle: 'aa1-ovh', email: '', country: 7 });
    expect(await clock.through(readMe(client))).toMatchObject({
      ok: true,
      value: { nichandle: 'aa1-ovh', email: null, country: null, organisation: null },
    });
  });

  it('takes no answer without a handle', async () => {
    const { client, clock } = answering({ email: 'a@b.example' });
    expect(await clock.through(readMe(client))).toMatchObject({
      error: { code: 'bad-answer', queryId: 'EU.ext-1.abc' },
    });
  });

  it('says which right is missing', async () => {
    const { client, clock } = answering(
      { errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' },
      403,
    );
    expect(await clock.through(readMe(client))).toMatchObject({
      error: { code: 'not-granted', detail: 'GET /me' },
    });
  });
});

describe('readDebt', () => {
  it('tells what is due now', async () => {
    const due = { value: 84.7, currencyCode: 'EUR', text: '84.70 €' };
    const { client, clock } = answering({ active: true, dueAmount: due, todoAmount: { ...due, value: 1 } });
    expect(await clock.through(readDebt(client))).toEqual({ ok: true, value: due });
  });
});

describe('readCurrentCredential', () => {
  it('keeps an unknown status and does without an end', async () => {
    const { client, clock } = answering({ status: 'frozen' });
    expect(await clock.through(readCurrentCredential(client))).toMatchObject({
      ok: true,
      value: { status: 'frozen', expiration: null, rules: [] },
    });
  });
});

describe('requestCredential', () => {
  const grant = (validationUrl: string) => ({ consumerKey: 'ck', state: 'pendingValidation', validationUrl });

  it('asks for the rights Relevo needs, with the application key alone', async () => {
    const { client, clock, calls } = setUp(() => json(grant('https://www.ovh.com/auth/?credentialToken=x')), {
      credential: null,
    });
    const answer = await clock.through(
      requestCredential(client, 'the-key', { redirection: 'relevo://done' }),
    );
    expect(answer).toMatchObject({ ok: true, value: { consumerKey: 'ck' } });
    const body = JSON.parse(calls()[0]?.body ?? '') as { accessRules: unknown[]; redirection: string };
    expect(body.accessRules).toEqual(expect.arrayContaining([...LEAST_RIGHTS]));
    expect(body.redirection).toBe('relevo://done');
    expect(calls()[0]?.headers.get('x-ovh-application')).toBe('the-key');
    expect(calls()[0]?.headers.get('x-ovh-consumer')).toBeNull();
  });

  it('may be repeated: a key nobody validates dies by itself', async () => {
    const { client, clock, calls } = setUp(
      (_, index) => (index === 0 ? networkError('ECONNRESET') : json(grant('https://www.ovh.com/auth/'))),
      { credential: null },
    );
    expect((await clock.through(requestCredential(client, 'k'))).ok).toBe(true);
    expect(calls()).toHaveLength(2);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://evil.example/',
    'http://127.0.0.1:9/x',
    'nothing',
  ])('gives no address to open like %s', async (address) => {
    const { client, clock } = setUp(() => json(grant(address)), { credential: null });
    expect(await clock.through(requestCredential(client, 'k'))).toMatchObject({
      error: { code: 'bad-answer' },
    });
  });

  it('takes a page of the loopback API itself', async () => {
    const api = parseLoopback('http://127.0.0.1:8080/1.0');
    if (!api.ok) throw new Error('not a loopback address');
    const { client, clock } = setUp(() => json(grant('http://127.0.0.1:8080/auth/x')), {
      credential: null,
      api: api.value,
    });
    expect((await clock.through(requestCredential(client, 'k'))).ok).toBe(true);
  });
});

describe('logout', () => {
  it('counts a key that no longer works as given back', async () => {
    const { client, clock } = answering(
      { errorCode: 'INVALID_CREDENTIAL', message: 'This credential is not valid' },
      403,
    );
    expect(await clock.through(logout(client))).toEqual({ ok: true, value: null });
  });

  it('says so where it could not be given back', async () => {
    const { client, clock } = answering({ errorCode: 'NOT_GRANTED_CALL', message: '' }, 403);
    expect(await clock.through(logout(client))).toMatchObject({ error: { code: 'not-granted' } });
  });
});
