/** Rules of blaming a field for a failure, and that each blame has its words. */
import { expect, it } from 'vitest';
import { blamedField, blameKey, failureHere } from '../../../renderer/accounts/connect-blame.ts';
import type { KeyName } from '../../../renderer/accounts/connect-keys.ts';
import { FAILURE_CODES, type FailureCode } from '../../../shared/failure.ts';
import en from '../../../shared/locales/en/connect.json' with { type: 'json' };

const KEYS: KeyName[] = ['applicationKey', 'applicationSecret', 'consumerKey'];
const OAUTH2: KeyName[] = ['clientId', 'clientSecret'];
const failure = (code: FailureCode) => ({ code, next: 'check-keys' as const });

it.each([
  ['unknown-application', 'applicationKey'],
  ['bad-signature', 'applicationSecret'],
  ['invalid-credential', 'consumerKey'],
  ['expired-credential', 'consumerKey'],
  ['pending-credential', 'consumerKey'],
  ['not-granted', 'consumerKey'],
] as const)('%s is about the %s', (code, field) => {
  expect(blamedField(failure(code), KEYS)).toBe(field);
});
it('the network is no field’s fault', () => {
  for (const code of ['offline', 'timeout', 'server', 'clock', 'storage'] as const)
    expect(blamedField(failure(code), KEYS)).toBeNull();
  expect(blamedField(null, KEYS)).toBeNull();
});
it('a form is never blamed for a field it does not have', () => {
  expect(blamedField(failure('invalid-credential'), ['applicationKey', 'applicationSecret'])).toBeNull();
  expect(blamedField(failure('invalid-credential'), OAUTH2)).toBe('clientSecret');
});
it('key and secret in each other’s place are told by their lengths, where the key is unknown', () => {
  const keys = { applicationKey: 'a'.repeat(32), applicationSecret: 'b'.repeat(16) };
  expect(blameKey(failure('unknown-application'), 'applicationKey', keys)).toBe('blame.swapped');
  expect(blameKey(failure('bad-signature'), 'applicationSecret', keys)).toBe('blame.bad-signature');
  const right = { applicationKey: keys.applicationSecret, applicationSecret: keys.applicationKey };
  expect(blameKey(failure('unknown-application'), 'applicationKey', right)).toBe('blame.unknown-application');
});
it('every blame has its words', () => {
  const words = new Set(Object.keys(en.blame).map((code) => `blame.${code}`));
  const blames = [KEYS, OAUTH2].flatMap((fields) =>
    FAILURE_CODES.flatMap((code) => {
      const field = blamedField(failure(code), fields);
      return field === null ? [] : [blameKey(failure(code), field)];
    }),
  );
  expect(blames.filter((key) => !words.has(key))).toEqual([]);
  expect([...words].filter((key) => !blames.includes(key))).toEqual(['blame.swapped']);
});
it('never promises that connecting is tried again by itself', () => {
  expect(failureHere({ code: 'server', next: 'wait' }).next).toBe('retry');
  expect(failureHere({ code: 'bad-answer', next: 'check-network' }).next).toBe('check-network-first');
  expect(failureHere({ code: 'clock', next: 'check-clock', queryId: 'q' })).toEqual({
    code: 'clock',
    next: 'check-clock',
    queryId: 'q',
  });
});
