/** What a failure means while connecting: the field it is about, the text that says so, what to do next. Pure. */
import type { Failure, FailureCode, NextStep } from '../../shared/failure.ts';
import { type FoundKeys, type KeyName, looksSwapped } from './connect-keys.ts';

const FIELDS: Partial<Record<FailureCode, readonly KeyName[]>> = {
  'unknown-application': ['applicationKey', 'clientId'],
  'bad-signature': ['applicationSecret', 'clientSecret'],
  'invalid-credential': ['consumerKey', 'clientSecret'],
  'expired-credential': ['consumerKey', 'clientSecret'],
  'pending-credential': ['consumerKey'],
  'not-granted': ['consumerKey'],
};

/** The field of this form (its fields by name) that is to blame; `null` where none is. */
export function blamedField(failure: Failure | null, fields: readonly KeyName[]): KeyName | null {
  if (failure === null) return null;
  return FIELDS[failure.code]?.find((field) => fields.includes(field)) ?? null;
}

/** Key of the sentence in the namespace `connect`. */
export function blameKey(failure: Failure, field: KeyName, keys: FoundKeys = {}): string {
  if (failure.code === 'unknown-application' && looksSwapped(keys)) return 'blame.swapped';
  return field === 'clientId' || field === 'clientSecret' ? 'blame.client' : `blame.${failure.code}`;
}

/** What to do next while connecting: nothing is tried again by itself here, and there is no account to renew yet. */
const NEXT_HERE: Partial<Record<NextStep, NextStep>> = {
  'check-network': 'check-network-first',
  wait: 'retry',
  'renew-credential': 'check-keys',
};

export function failureHere(failure: Failure): Failure {
  return { ...failure, next: NEXT_HERE[failure.next] ?? failure.next };
}
