/** What an exchange leaves open and what it settles: whether it may be repeated, and whether it was processed. */
import { describe, expect, it } from 'vitest';
import {
  type CallKind,
  isBearerRefused,
  isOutOfTime,
  isPassing,
  isSuccess,
  queryIdOf,
  readErrorObject,
  tellsConfirmed,
  toFailure,
} from '../../../electron/ovh/failures.ts';
import type { Answer, Body, Exchange } from '../../../electron/ovh/transport.ts';

const json = (value: unknown): Body => ({ kind: 'json', value });
const EMPTY: Body = { kind: 'empty' };
const CUT: Body = { kind: 'cut' };
const FOREIGN: Body = { kind: 'foreign' };
const KINDS = ['read', 'write', 'decision'] as const satisfies readonly CallKind[];
type What = (Exchange & { kind: 'trouble' })['what'];

function answer(status: number, body: Body = EMPTY, queryId: string | null = null): Answer {
  return { kind: 'answer', status, header: (name) => (name === 'x-ovh-queryid' ? queryId : null), body };
}
const codesOf = (exchange: Exchange) => KINDS.map((kind) => toFailure(exchange, kind).code);

describe('trouble on the way', () => {
  it.each<[What, string, string]>([
    ['unsent', 'offline', 'offline'],
    ['proxy-login', 'proxy-login', 'proxy-login'],
    ['timeout', 'timeout', 'outcome-unknown'],
    ['too-large', 'bad-answer', 'outcome-unknown'],
    ['redirect', 'bad-answer', 'outcome-unknown'],
    ['lost', 'offline', 'outcome-unknown'],
    ['closed', 'offline', 'outcome-unknown'],
  ])('%s: a read is %s, what must not be repeated is %s', (what, read, once) => {
    expect(codesOf({ kind: 'trouble', what })).toEqual([read, once, once]);
  });

  it('is worth a second try where only time stood between, and for reads alone is tried', () => {
    const passing = (
      ['unsent', 'proxy-login', 'timeout', 'too-large', 'redirect', 'lost', 'closed'] as const
    ).filter((what) => isPassing({ kind: 'trouble', what }));
    expect(passing).toEqual(['timeout', 'lost']);
    const statuses = [200, 302, 400, 403, 404, 407, 408, 409, 428, 429, 430, 499, 500, 503, 599];
    expect(statuses.filter((status) => isPassing(answer(status)))).toEqual([408, 429, 500, 503, 599]);
    expect(isPassing(answer(200, CUT))).toBe(true);
    expect(isPassing(answer(200, FOREIGN))).toBe(false);
  });
});

describe('an answer', () => {
  it('is a success where the API itself says so with 2xx', () => {
    const statuses = [199, 200, 204, 299, 300, 400, 500];
    for (const body of [json(null), EMPTY])
      expect(statuses.filter((status) => isSuccess(answer(status, body)))).toEqual([200, 204, 299]);
    for (const body of [CUT, FOREIGN]) expect(isSuccess(answer(200, body))).toBe(false);
    expect(isSuccess({ kind: 'trouble', what: 'lost' })).toBe(false);
  });

  it.each<[number, Body, string, string]>([
    [200, FOREIGN, 'bad-answer', 'outcome-unknown'],
    [302, EMPTY, 'bad-answer', 'outcome-unknown'],
    [399, EMPTY, 'bad-answer', 'outcome-unknown'],
    [400, EMPTY, 'rejected', 'rejected'],
    [400, FOREIGN, 'bad-answer', 'outcome-unknown'],
    [403, CUT, 'bad-answer', 'outcome-unknown'],
    [408, EMPTY, 'timeout', 'outcome-unknown'],
    [429, EMPTY, 'rate-limited', 'rate-limited'],
    [429, FOREIGN, 'rate-limited', 'rate-limited'],
    [499, EMPTY, 'rejected', 'rejected'],
    [500, EMPTY, 'server', 'outcome-unknown'],
    [503, FOREIGN, 'server', 'outcome-unknown'],
    [404, EMPTY, 'not-found', 'not-found'],
    [460, EMPTY, 'gone', 'gone'],
    [403, EMPTY, 'forbidden', 'forbidden'],
  ])('%i %o: a read is %s, a change is %s', (status, body, read, once) => {
    expect(codesOf(answer(status, body)).slice(0, 2)).toEqual([read, once]);
    expect(toFailure(answer(status, body), 'decision').code).toBe(once);
  });

  it('of a running request counts in its own words alone', () => {
    const words = json({ message: 'A contact change task is already running' });
    expect(codesOf(answer(399, words))).toEqual(['bad-answer', 'outcome-unknown', 'outcome-unknown']);
    expect(codesOf(answer(500, words))).toEqual(['already-running', 'already-running', 'already-running']);
  });

  it('that a code is wrong is heard of a decision alone, and not where the request is gone', () => {
    const words = json({ message: 'Invalid token' });
    expect(codesOf(answer(400, words))).toEqual(['rejected', 'rejected', 'wrong-code']);
    expect(toFailure(answer(404, words), 'decision').code).toBe('not-found');
    expect(toFailure(answer(460, words), 'decision').code).toBe('gone');
    expect(toFailure(answer(400, json({ message: 'Invalid request' })), 'decision').code).toBe('rejected');
    expect(toFailure(answer(400, json({ message: 'Your token' })), 'decision').code).toBe('rejected');
  });

  it.each([
    'Your token does not match',
    "The code doesn't match",
    'Code mismatch',
    'Bad code',
    'Unknown token',
  ])('«%s» speaks of a wrong code', (message) => {
    expect(toFailure(answer(400, json({ message })), 'decision').code).toBe('wrong-code');
  });

  it.each([
    'The task is not waiting for you',
    'The task is not any more pending',
    'This task is not currently in validatingByCustomers',
    'Wrong state',
    'Invalid state for this call',
    'The task is in the state doing',
    'The request was already closed',
    'Already been automatically cancelled',
    'already canceled',
    'already processed',
    'already answered',
    'already decided',
    'already expired',
  ])('«%s» speaks of a request that waits no more', (message) => {
    expect(toFailure(answer(400, json({ message })), 'decision').code).toBe('not-waiting');
  });

  it.each([
    'This side has already been validated',
    'already accepted',
    'You have already just confirmed it',
    'The token was used',
    'The token is used',
  ])('«%s» speaks of a side that confirmed', (message) => {
    expect(toFailure(answer(409, json({ message })), 'decision').code).toBe('already-confirmed');
  });

  it.each([
    'An overdue invoice',
    'a debt',
    'two debts',
    'an outstanding invoice',
    'outstanding invoices',
    'outstanding amount',
  ])('«%s» speaks of money', (message) => {
    expect(toFailure(answer(403, json({ message })), 'write').code).toBe('debt');
  });
});

describe('keys', () => {
  it.each<[number, unknown, string]>([
    [400, { errorCode: 'NOT_GRANTED_CALL' }, 'not-granted'],
    [400, { errorCode: 'INVALID_SIGNATURE' }, 'bad-signature'],
    [400, { errorCode: 'INVALID_KEY' }, 'unknown-application'],
    [400, { message: 'Your application key is not valid' }, 'unknown-application'],
    [400, { errorCode: 'INVALID_CREDENTIAL' }, 'invalid-credential'],
    [400, { errorCode: 'NOT_CREDENTIAL' }, 'invalid-credential'],
    [400, { message: 'This credential is dead' }, 'invalid-credential'],
    [400, { message: 'Your consumerKey is dead' }, 'invalid-credential'],
    [400, { message: 'Your consumer key is dead' }, 'invalid-credential'],
    [400, { message: 'You must login first' }, 'invalid-credential'],
    [401, { error: 'EXPIRED' }, 'expired-credential'],
    [401, { message: 'It expired' }, 'expired-credential'],
    [401, { message: 'pending validation' }, 'pending-credential'],
    [401, { message: 'pendingValidation' }, 'pending-credential'],
    [401, { message: 'it is not yet validated' }, 'pending-credential'],
    [401, { message: 'it has not been validated' }, 'pending-credential'],
    [401, { message: 'not validated' }, 'pending-credential'],
    [401, { message: 'still waiting for validation' }, 'pending-credential'],
  ])('%i %o is %s, whatever was asked', (status, body, code) => {
    expect(codesOf(answer(status, json(body)))).toEqual([code, code, code]);
  });

  it('a 403 that speaks of a bearer token is about the key, but for a decision', () => {
    const words = json({ message: 'The access token is bad' });
    expect(codesOf(answer(403, words))).toEqual(['invalid-credential', 'invalid-credential', 'wrong-code']);
    expect(codesOf(answer(400, words)).slice(0, 2)).toEqual(['rejected', 'rejected']);
  });

  it('a bearer token is refused by a 401, or by a 403 in words that fit the call', () => {
    const refused = (exchange: Exchange) => KINDS.map((kind) => isBearerRefused(exchange, kind));
    const all = [true, true, true];
    const none = [false, false, false];
    expect(refused(answer(401))).toEqual(all);
    expect(refused(answer(401, FOREIGN))).toEqual(none);
    expect(refused({ kind: 'trouble', what: 'lost' })).toEqual(none);
    expect(refused(answer(403))).toEqual(none);
    expect(refused(answer(400, json({ message: 'access token' })))).toEqual(none);
    expect(refused(answer(403, json({ message: 'The bearer token is not known' })))).toEqual(all);
    expect(refused(answer(403, json({ message: 'The token is invalid or has expired' })))).toEqual(all);
    expect(refused(answer(403, json({ message: 'The token is invalid or expired' })))).toEqual(all);
    expect(refused(answer(403, json({ message: 'Wrong token' })))).toEqual([true, true, false]);
    expect(refused(answer(403, json({ message: 'Wrong call' })))).toEqual(none);
    expect(refused(answer(403, json({ message: 'Your token' })))).toEqual(none);
  });

  it('a clock that is off is told in either form, with a refusal alone', () => {
    expect(isOutOfTime(answer(400, json({ errorCode: 'QUERY_TIME_OUT' })))).toBe(true);
    for (const message of [
      'Query out of time',
      'query is out of time',
      'QUERY_TIME_OUT',
      'query timeout',
      'query time-out',
    ])
      expect(isOutOfTime(answer(400, json({ message }))), message).toBe(true);
    expect(isOutOfTime(answer(400, json({ message: 'Out of time' })))).toBe(false);
    const words = json({ message: 'Query out of time' });
    expect([399, 400, 499, 500].filter((status) => isOutOfTime(answer(status, words)))).toEqual([400, 499]);
    expect(isOutOfTime({ kind: 'trouble', what: 'timeout' })).toBe(false);
  });
});

describe('words of before', () => {
  it('tell of a side that confirmed where they could mean it', () => {
    const told = (code: Parameters<typeof tellsConfirmed>[0]['code'], message?: string) =>
      tellsConfirmed({ code, next: 'read-again', ...(message === undefined ? {} : { message }) });
    expect(told('already-confirmed')).toBe(true);
    for (const code of ['wrong-code', 'not-waiting', 'outcome-unknown'] as const) {
      expect(told(code, 'This token was already used')).toBe(true);
      expect(told(code, 'Invalid token')).toBe(false);
      expect(told(code)).toBe(false);
    }
    expect(told('rejected', 'This token was already used')).toBe(false);
  });
});

describe('words of an error', () => {
  it('are read from either form, every part of it missing in turn', () => {
    const none = { code: '', message: '', iam: null, lacks: null };
    expect(readErrorObject('out')).toEqual({ ...none, message: 'out' });
    for (const value of [null, 7, true, undefined, {}]) expect(readErrorObject(value)).toEqual(none);
    expect(readErrorObject({ errorCode: 'A', error: 'B', class: 'C' })).toEqual({ ...none, code: 'A' });
    expect(readErrorObject({ errorCode: 7, error: 'B', class: 'C' })).toEqual({ ...none, code: 'B' });
    expect(readErrorObject({ class: 'C', message: 'M', error_description: 'D' })).toEqual({
      ...none,
      code: 'C',
      message: 'M',
    });
    expect(readErrorObject({ error_description: 'D' })).toEqual({ ...none, message: 'D' });
  });

  it('name what is refused, in a list or alone', () => {
    const lists = { unauthorizedActionsByIAM: ['a', 'b'], unauthorizedActionsByAuthentication: 'c' };
    expect(readErrorObject({ details: lists })).toMatchObject({ iam: 'a, b', lacks: 'c' });
    for (const details of [null, 'x', undefined, {}, { unauthorizedActionsByIAM: '' }])
      expect(readErrorObject({ details })).toMatchObject({ iam: null, lacks: null });
    const iam = json({ message: 'no', details: { unauthorizedActionsByIAM: ['a'] } });
    expect(toFailure(answer(403, iam), 'read', ['a,'])).toMatchObject({ next: 'grant-in-iam', detail: 'a' });
    const gone = toFailure(answer(404, json({ details: { unauthorizedActionsByIAM: 'a' } })), 'read');
    expect(gone).toMatchObject({ code: 'not-granted', next: 'grant-in-iam' });
    expect(toFailure(answer(500, iam), 'read')).toMatchObject({ code: 'server', next: 'retry', detail: 'a' });
  });

  it('lose their secrets and their length, also where they name rights', () => {
    const details = { unauthorizedActionsByIAM: `Ab12Cd34 ${'right '.repeat(400)}` };
    const { detail = '' } = toFailure(answer(403, json({ details })), 'read', ['Ab12Cd34']);
    expect(detail).not.toContain('Ab12Cd34');
    expect(detail).toHaveLength(1000);
  });
});

describe('a query id', () => {
  const idOf = (id: string | null, secrets: string[] = []) => queryIdOf(answer(200, EMPTY, id), secrets);
  it('is a name, whole, or nothing', () => {
    expect(idOf(null)).toBeNull();
    for (const id of ['EU.a b', ' EU.1', 'EU.1\n', '', 'a'.repeat(129), 'é']) expect(idOf(id), id).toBeNull();
    expect(idOf('EU.ext-1:2.3')).toBe('EU.ext-1:2.3');
  });
  it('loses a secret in it from four letters on, and long parts that are no number', () => {
    expect(idOf('EU.abcd.1', ['abcd'])).not.toContain('abcd');
    expect(idOf('EU.abc.1', ['abc'])).toBe('EU.abc.1');
    expect(idOf('EU.0123456789abcdef0123456789abcdef')).toBe('EU.0123456789abcdef0123456789abcdef');
    expect(idOf('EU.0123456789abcdef0123456789abcdef0')).toBe('EU.***');
    expect(idOf('0123456789abcdef0123456789abcdefXYZ.EU')).toBe('***.EU');
  });
});
