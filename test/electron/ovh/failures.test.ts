/** What each answer of the service means, in either style of body and with every part missing in turn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallKind, toFailure } from '../../../electron/ovh/failures.ts';
import type { Answer, Body } from '../../../electron/ovh/transport.ts';
import { failureSchema } from '../../../shared/failure.ts';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const kind: Body = body === undefined ? { kind: 'empty' } : { kind: 'json', value: body };
  const all: Record<string, string> = { 'x-ovh-queryid': 'EU.ext-1.65f0.1', ...headers };
  return { kind: 'answer', status, header: (name) => all[name.toLowerCase()] ?? null, body: kind };
}

const old = (errorCode: string, message: string) => ({ errorCode, httpCode: '403 Forbidden', message });
const modern = (name: string, message: string, details?: unknown) => ({
  class: `Client::${name}`,
  message,
  details,
});

describe('refusals of the key', () => {
  it.each<[number, unknown, string, string]>([
    [403, old('NOT_GRANTED_CALL', 'This call has not been granted'), 'not-granted', 'widen-rights'],
    [403, modern('Forbidden', 'This call has not been granted'), 'not-granted', 'widen-rights'],
    [
      403,
      old('INVALID_CREDENTIAL', 'This credential is not valid'),
      'invalid-credential',
      'renew-credential',
    ],
    [403, modern('Forbidden', 'This credential is not valid'), 'invalid-credential', 'renew-credential'],
    [403, old('NOT_CREDENTIAL', 'This credential does not exist'), 'invalid-credential', 'renew-credential'],
    [401, modern('Unauthorized', 'You must login first'), 'invalid-credential', 'renew-credential'],
    [401, undefined, 'invalid-credential', 'renew-credential'],
    [403, old('INVALID_CREDENTIAL', 'This credential has expired'), 'expired-credential', 'renew-credential'],
    [403, old('EXPIRED_CREDENTIAL', 'This credential'), 'expired-credential', 'renew-credential'],
    [403, old('NOT_CREDENTIAL', 'This credential is pending validation'), 'pending-credential', 'wait'],
    [403, old('INVALID_KEY', 'This application key is invalid'), 'unknown-application', 'check-keys'],
    [403, modern('Forbidden', 'This application key is invalid'), 'unknown-application', 'check-keys'],
    [400, old('INVALID_SIGNATURE', 'Invalid signature'), 'bad-signature', 'check-keys'],
    [400, modern('BadRequest', 'Invalid signature'), 'bad-signature', 'check-keys'],
    [400, old('QUERY_TIME_OUT', 'Query out of time'), 'clock', 'check-clock'],
    [400, modern('BadRequest', 'Query out of time'), 'clock', 'check-clock'],
    [403, old('FORBIDDEN', 'You are not allowed'), 'forbidden', 'open-panel'],
    [403, undefined, 'forbidden', 'open-panel'],
  ])('%i %o', (status, body, code, next) => {
    for (const kind of ['read', 'write', 'decision'] as const) {
      expect(toFailure(answer(status, body), kind)).toMatchObject({ code, next, status });
    }
  });

  it('say what IAM refuses, in its own words', () => {
    const body = modern('Forbidden', 'Not allowed', {
      unauthorizedActionsByIAM: 'account:apiovh:services/get',
    });
    expect(toFailure(answer(403, body), 'read')).toMatchObject({
      code: 'not-granted',
      next: 'grant-in-iam',
      detail: 'account:apiovh:services/get',
    });
  });

  it('tell what IAM refuses from what the credential itself does not reach', () => {
    const body = modern('Forbidden', 'User not granted for this request', {
      unauthorizedActionsByAuthentication: 'vps:apiovh:changeContact',
      unauthorizedActionsByIAM: '',
    });
    expect(toFailure(answer(403, body), 'write')).toMatchObject({
      code: 'not-granted',
      next: 'widen-rights',
      detail: 'vps:apiovh:changeContact',
    });
  });
});

describe('refusals of a decision', () => {
  it.each<[number, string, string]>([
    [400, 'Invalid token', 'wrong-code'],
    [403, 'Wrong token', 'wrong-code'],
    [403, 'The token is not valid', 'wrong-code'],
    [409, 'This token was already used', 'already-confirmed'],
    [409, 'This token has already been used', 'already-confirmed'],
    [400, 'The code is used', 'already-confirmed'],
    [409, 'You have already confirmed this task', 'already-confirmed'],
    [400, 'The validation code is incorrect', 'wrong-code'],
    [400, 'The code has expired', 'wrong-code'],
    [409, 'The task is not in state validatingByCustomers', 'not-waiting'],
    [400, 'This task is in state done', 'not-waiting'],
    [403, 'You have already accepted this request', 'already-confirmed'],
    [400, 'This request has already been refused', 'not-waiting'],
    [409, '', 'not-waiting'],
    [404, 'The requested object (id = 12) does not exist', 'not-found'],
    [460, 'This service is expired', 'gone'],
    [403, 'The account xx1-ovh has unpaid invoices', 'debt'],
    [400, 'Something else', 'rejected'],
  ])('%i «%s» is %s', (status, message, code) => {
    expect(toFailure(answer(status, modern('BadRequest', message)), 'decision').code).toBe(code);
  });

  it('are not read into calls without a code', () => {
    expect(toFailure(answer(400, modern('BadRequest', 'Invalid token')), 'write').code).toBe('rejected');
  });
});

describe('refusals of a change', () => {
  it.each([400, 403, 409, 460, 500])(
    'know a running request by its words alone, with status %i',
    (status) => {
      const body = { message: 'A contact change task is already running on this service' };
      expect(toFailure(answer(status, body), 'write')).toMatchObject({
        code: 'already-running',
        next: 'wait-for-request',
      });
    },
  );

  it.each(['You have a debt', 'There are unpaid invoices', 'Outstanding balance on xx1-ovh'])(
    'know debts: %s',
    (message) => {
      expect(toFailure(answer(403, { message }), 'write')).toMatchObject({
        code: 'debt',
        next: 'pay-invoices',
      });
    },
  );

  it('keep OVHcloud own words for everything else', () => {
    const body = modern('BadRequest', 'nichandle zz9-ovh does not exist');
    expect(toFailure(answer(400, body), 'write')).toEqual({
      code: 'rejected',
      next: 'open-panel',
      status: 400,
      queryId: 'EU.ext-1.65f0.1',
      message: 'nichandle zz9-ovh does not exist',
    });
  });
});

describe('every answer', () => {
  const bodies = fc.oneof<fc.Arbitrary<Body>[]>(
    fc.constant({ kind: 'empty' }),
    fc.constant({ kind: 'cut' }),
    fc.constant({ kind: 'foreign' }),
    fc.jsonValue().map((value) => ({ kind: 'json', value })),
    fc
      .record(
        {
          errorCode: fc.jsonValue(),
          message: fc.jsonValue(),
          class: fc.jsonValue(),
          details: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => ({ kind: 'json', value })),
  );
  const kinds = fc.constantFrom<CallKind>('read', 'write', 'decision');

  it('becomes a failure of the closed list, with its query id', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), bodies, kinds, (status, body, kind) => {
        const failure = toFailure({ ...answer(status, null), body }, kind);
        expect(failureSchema.parse(failure)).toEqual(failure);
        expect(failure.queryId).toBe('EU.ext-1.65f0.1');
      }),
    );
  });

  it('is never taken for «not processed» where a server failed or did not speak for itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Body['kind']>('cut', 'foreign'),
        fc.integer({ min: 200, max: 599 }),
        (kind, status) => {
          const body = { kind } as Body;
          fc.pre(status !== 429);
          expect(toFailure({ ...answer(status, null), body }, 'write').code).toBe('outcome-unknown');
        },
      ),
    );
  });

  it('keeps a query id as support needs it, but for the secrets in it', () => {
    const idOf = (id: string) =>
      toFailure(answer(500, {}, { 'x-ovh-queryid': id }), 'read', ['0123456789abcdef', 'aBcDeF12.34'])
        .queryId;
    const whole = 'EU.ext-1.65f0a1b2.77881.0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    expect(idOf(whole)).toBe(whole);
    expect(idOf('EU.ext-1.0123456789abcdef0')).not.toContain('0123456789abcdef');
    expect(idOf('EU.aBcDeF12.34')).not.toContain('aBcDeF12');
    expect(idOf('EU.QWERTYUIOPasdfgh1234.1')).toBe('EU.***.1');
  });

  it('keeps no query id that is no name', () => {
    const failure = toFailure(answer(500, {}, { 'x-ovh-queryid': '<script>' }), 'read');
    expect(failure).toEqual({ code: 'server', next: 'retry', status: 500 });
  });

  it('loses its secrets and its length', () => {
    const failure = toFailure(answer(400, { message: `Ab12Cd34 ${'word '.repeat(1000)}` }), 'decision', [
      'Ab12Cd34',
    ]);
    expect(failure.message).toHaveLength(1000);
    expect(failure.message).not.toContain('Ab12Cd34');
  });
});
