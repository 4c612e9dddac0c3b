/** Which field of a form a failure is about, and the text that says so. Pure. */
import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { KeyName } from './connect-keys.ts';

const FIELDS: Partial<Record<FailureCode, readonly KeyName[]>> = {
  'unknown-application': ['applicationKey', 'clientId'],
  'bad-signature': ['applicationSecret', 'clientSecret'],
  'invalid-credential': ['consumerKey', 'clientSecret'],
  'expired-credential': ['consumerKey', 'clientSecret'],
  'pending-credential': ['consumerKey'],
  'not-granted': ['consumerKey', 'clientId'],
};

/** The field of this form (its fields by name) that is to blame; `null` where none is. */
export function blamedField(failure: Failure | null, fields: readonly KeyName[]): KeyName | null {
  if (failure === null) return null;
  return FIELDS[failure.code]?.find((field) => fields.includes(field)) ?? null;
}

/** Key of the sentence in the namespace `connect`. */
export function blameKey(failure: Failure, field: KeyName): string {
  return field === 'clientId' || field === 'clientSecret' ? 'blame.client' : `blame.${failure.code}`;
}
