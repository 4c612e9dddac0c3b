/**
 * What can go wrong, as values: every border of Relevo answers with a `Result`, never with an exception. The words a
 * person reads live in the renderer's locales, keyed by `Failure.code`; nothing here may hold a secret or a code.
 */
import { z } from 'zod';

/** Closed list; each has its own sentence in every language. */
export const FAILURE_CODES = [
  /** No answer could be had: no network, name not resolved, connection refused or reset before anything was sent. */
  'offline',
  /** A proxy on the way wants a password, or another one: nothing was sent. */
  'proxy-login',
  /** The service did not answer in time (a read: it may simply be repeated). */
  'timeout',
  /** HTML or something else where JSON belongs: a captive portal, a proxy, a maintenance page. */
  'bad-answer',
  /** 429, still refused after the client's own patience. */
  'rate-limited',
  /** 5xx, still failing after the client's own patience. */
  'server',
  /** The answer to a call that must not be repeated was lost: it may have happened or not. */
  'outcome-unknown',
  /** Signature refused: the application secret or the consumer key is not the right one. */
  'bad-signature',
  /** The application key does not exist. */
  'unknown-application',
  /** The consumer key does not exist, was refused or revoked. */
  'invalid-credential',
  /** The consumer key has expired. */
  'expired-credential',
  /** The consumer key waits for the user's word on the validation page. */
  'pending-credential',
  /** The key, or IAM, does not allow this call. */
  'not-granted',
  /** Refused for another reason than rights of the key. */
  'forbidden',
  /** This computer's clock and the service's could not be brought together. */
  'clock',
  'not-found',
  /** 460: the resource has expired. */
  'gone',
  /** "A contact change task is already running on this service". */
  'already-running',
  'wrong-code',
  /** The code was used already, or this side has confirmed already: from here or elsewhere. */
  'already-confirmed',
  /** The request no longer waits for codes. */
  'not-waiting',
  /** Unpaid invoices of one of the accounts. */
  'debt',
  /** Any other refusal; `message` holds the service's own words. */
  'rejected',
  /** The credential works, but belongs to another NIC handle (`detail`) than the one that was to be renewed. */
  'another-account',
  /** No credential in memory or vault for this account: it has to be connected again. */
  'no-credential',
  /** OVHcloud US has no contact system. */
  'no-contacts-here',
  /** The code is no longer held (used, forgotten after an hour, or from before a restart). */
  'code-forgotten',
  /** A text took more time or memory to read than it may. */
  'too-heavy',
  /** What was sent over the bridge does not fit its schema. */
  'bad-input',
  /** The program is locked: nothing but unlocking is answered. */
  'locked',
  'wrong-passphrase',
  /** The system's own authentication was called off or said no. */
  'not-authenticated',
  /** A file of the data folder cannot be read or written. */
  'storage',
  /** Somebody who may not speak over the bridge did. */
  'not-allowed',
  /** The administrator of this computer does not let it. */
  'administrator',
  'internal',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What the user can do next; the screen turns it into a sentence and, where one exists, a button. */
export const NEXT_STEPS = [
  'retry',
  'wait',
  /** For a request that runs on the same service. */
  'wait-for-request',
  'check-network',
  /** As `check-network`, where nothing is tried again by itself. */
  'check-network-first',
  'check-clock',
  'check-keys',
  'renew-credential',
  'widen-rights',
  'grant-in-iam',
  'check-code',
  'resend-code',
  'read-again',
  'pay-invoices',
  'open-panel',
  'fix-input',
  'connect',
  'check-disk',
  'unlock',
  'wait-to-unlock',
  'ask-administrator',
  'report',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  next: z.enum(NEXT_STEPS),
  /** The service's own words, redacted; never ours. */
  message: z.string().optional(),
  /** HTTP status, where there was an answer. */
  status: z.number().int().optional(),
  /** `X-OVH-QUERYID`: support asks for it. */
  queryId: z.string().optional(),
  /** What IAM refuses, in its own words (`details.unauthorizedActionsByIAM`), or the call that lacks a right. */
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  next: NextStep,
  more: Omit<Failure, 'code' | 'next'> = {},
): { ok: false; error: Failure } {
  return { ok: false, error: { code, next, ...more } };
}

/** For `default:` branches over closed unions: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
