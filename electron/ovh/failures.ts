/**
 * Turns what came back into a `Failure`: which code, what the user can do, OVHcloud's own words without secrets, the
 * query id. Pure; the statuses of the contact calls are not documented, so their messages are matched tolerantly.
 */
import { type Failure, type FailureCode, fail, type NextStep } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import type { Answer, Exchange } from './transport.ts';

/** What kind of call it was: the same words mean different things to each. */
export type CallKind =
  /** May be repeated. */
  | 'read'
  /** Accept or refuse a request with a code, or ask for a new code; never repeated. */
  | 'decision'
  /** Any other call that must not be repeated. */
  | 'write';

export const NEXT: Record<FailureCode, NextStep> = {
  offline: 'check-network',
  'proxy-login': 'check-network-first',
  timeout: 'retry',
  'bad-answer': 'check-network',
  'rate-limited': 'wait',
  server: 'retry',
  'outcome-unknown': 'read-again',
  'bad-signature': 'check-keys',
  'unknown-application': 'check-keys',
  'invalid-credential': 'renew-credential',
  'expired-credential': 'renew-credential',
  'pending-credential': 'wait',
  'not-granted': 'widen-rights',
  forbidden: 'open-panel',
  clock: 'check-clock',
  'not-found': 'read-again',
  gone: 'read-again',
  'already-running': 'wait-for-request',
  'wrong-code': 'check-code',
  'already-confirmed': 'read-again',
  'not-waiting': 'read-again',
  debt: 'pay-invoices',
  rejected: 'open-panel',
  'another-account': 'check-keys',
  'no-credential': 'connect',
  'no-contacts-here': 'open-panel',
  'code-forgotten': 'check-code',
  'too-heavy': 'retry',
  'bad-input': 'fix-input',
  locked: 'unlock',
  'wrong-passphrase': 'fix-input',
  'not-authenticated': 'retry',
  storage: 'check-disk',
  'not-allowed': 'report',
  administrator: 'ask-administrator',
  internal: 'report',
};

export function failWith(code: FailureCode, more: Omit<Failure, 'code' | 'next'> = {}) {
  return fail(code, NEXT[code], more);
}

/** `true` where the answer is the API's own success: 2xx, and JSON or nothing. */
export function isSuccess(exchange: Exchange): exchange is Answer {
  return (
    exchange.kind === 'answer' &&
    exchange.status >= 200 &&
    exchange.status < 300 &&
    (exchange.body.kind === 'json' || exchange.body.kind === 'empty')
  );
}

/** Whether repeating a read is worth it: 408, 429, 5xx, a lost or cut answer, a time-out. */
export function isPassing(exchange: Exchange): boolean {
  if (exchange.kind === 'trouble') return exchange.what === 'lost' || exchange.what === 'timeout';
  const { status, body } = exchange;
  return status === 408 || status === 429 || status >= 500 || body.kind === 'cut';
}

/**
 * OVHcloud said that a code was used or a side confirmed before. Older versions wrote such words down as a wrong code, a
 * request that no longer waits or an outcome that is not known.
 */
export function tellsConfirmed({ code, message = '' }: Failure): boolean {
  if (code === 'already-confirmed') return true;
  return ['wrong-code', 'not-waiting', 'outcome-unknown'].includes(code) && CONFIRMED.test(message);
}

/** 400 `QUERY_TIME_OUT`, "Query out of time": our clock is off, and the call was not processed. */
export function isOutOfTime(exchange: Exchange): boolean {
  if (exchange.kind !== 'answer' || exchange.status < 400 || exchange.status >= 500) return false;
  const { code, message } = readError(exchange);
  return code === 'QUERY_TIME_OUT' || /query (?:is )?out of time|query[ _]time[ _-]?out/i.test(message);
}

/**
 * The service itself turned the bearer token away, and the call was not processed. A 403 counts only with words that
 * speak of such a token: a code is called «token» as well, so for a decision the words have to be plainer.
 */
export function isBearerRefused(exchange: Exchange, kind: CallKind): boolean {
  if (exchange.kind !== 'answer' || !isClear(exchange)) return false;
  if (exchange.status === 401) return true;
  const { message } = readError(exchange);
  if (exchange.status !== 403) return false;
  return (
    BEARER_WORDS.test(message) || (kind !== 'decision' && CODE_WORD.test(message) && WRONG_WORD.test(message))
  );
}

/**
 * The failure of an exchange that was not a success. For a `decision` or `write` everything that leaves open whether it
 * was processed is `outcome-unknown`; any other code means it was not. `secrets` are taken out of the words.
 */
export function toFailure(exchange: Exchange, kind: CallKind, secrets: readonly string[] = []): Failure {
  if (exchange.kind === 'trouble') {
    if (exchange.what === 'unsent') return failWith('offline').error;
    if (exchange.what === 'proxy-login') return failWith('proxy-login').error;
    if (kind !== 'read') return failWith('outcome-unknown').error;
    switch (exchange.what) {
      case 'timeout':
        return failWith('timeout').error;
      case 'too-large':
      case 'redirect':
        return failWith('bad-answer').error;
      case 'lost':
      case 'closed':
        return failWith('offline').error;
    }
  }
  const { message, iam, lacks } = readError(exchange);
  const code = codeOf(exchange, kind);
  const more: Omit<Failure, 'code' | 'next'> = { status: exchange.status };
  const queryId = queryIdOf(exchange, secrets);
  if (queryId !== null) more.queryId = queryId;
  if (message !== '') more.message = redact(message, secrets).slice(0, 1000);
  const refused = iam ?? lacks;
  if (refused !== null) more.detail = redact(refused, secrets).slice(0, 1000);
  const failure = failWith(code, more).error;
  // Rights of a key never change; what IAM refuses may be granted where it was refused.
  return code === 'not-granted' && iam !== null ? { ...failure, next: 'grant-in-iam' } : failure;
}

/**
 * Longer or stranger values than a name are not kept: it goes into logs and tickets.
 * SECURITY: whoever answered wrote it, and may have put a code or a key there; it is redacted as every other word. Only
 * its hexadecimal parts may be long, and they are looked through for the secrets in hand: masked, it would help nobody.
 */
export function queryIdOf(answer: Answer, secrets: readonly string[]): string | null {
  const id = answer.header('x-ovh-queryid');
  if (id === null || !/^[\w.:-]{1,128}$/.test(id)) return null;
  if (secrets.some((secret) => secret.length >= 4 && id.includes(secret))) return redact(id, secrets);
  const parts = id.split(/(?<=[.:-])/);
  return parts.map((part) => (/^[0-9a-f]{1,32}[.:-]?$/.test(part) ? part : redact(part))).join('');
}

const BEARER_WORDS = /\b(?:access|bearer) token\b|\btoken is invalid or (?:has )?expired\b/i;
const ALREADY_RUNNING = /contact change task is already running/i;
/**
 * A code that worked is used, and a side confirms once: the words tell of an earlier call, here, in the Control Panel, or
 * of our own where something below sent it twice.
 */
const CONFIRMED =
  /\b(?:already|been|was|is) used\b|\balready (?:been )?(?:\w+ )?(?:accepted|confirmed|validated)\b/i;
const DEBT = /\b(?:unpaid|debts?|overdue|outstanding (?:balance|amount|invoices?|debt))\b/i;
const CODE_WORD = /\b(?:token|code)\b/i;
const WRONG_WORD =
  /\b(?:invalid|wrong|incorrect|bad|unknown|expired|not valid|does ?n[o']t match|mismatch)\b/i;
const NOT_WAITING =
  /\b(?:not (?:\w+ ){0,3}(?:waiting|validating\w*|pending)|wrong state|invalid state|in (?:the )?state|already (?:been )?(?:\w+ )?(?:refused|done|closed|cancelled|canceled|processed|answered|decided|expired))\b/i;

function codeOf(answer: Answer, kind: CallKind): FailureCode {
  const { status } = answer;
  const { code, message, iam, lacks } = readError(answer);
  const once = kind !== 'read';
  const clear = isClear(answer);

  if (clear && status >= 400 && ALREADY_RUNNING.test(message)) return 'already-running';
  if (status === 429) return 'rate-limited';
  if (once && !(clear && status >= 400 && status < 500 && status !== 408)) return 'outcome-unknown';
  if (status >= 500) return 'server';
  if (status === 408) return 'timeout';
  if (!clear || status < 400) return 'bad-answer';

  if (isOutOfTime(answer)) return 'clock';
  if (iam !== null || lacks !== null) return 'not-granted';
  const credential = credentialCode(status, code, message, kind);
  if (credential !== null) return credential;

  if (kind === 'decision' && status !== 404 && status !== 460) {
    if (CONFIRMED.test(message)) return 'already-confirmed';
    // A dead code first: "token expired" speaks of the code, "already closed" of the request.
    if (CODE_WORD.test(message) && WRONG_WORD.test(message)) return 'wrong-code';
    if (status === 409 || NOT_WAITING.test(message)) return 'not-waiting';
  }
  if (DEBT.test(message)) return 'debt';
  if (status === 404) return 'not-found';
  if (status === 460) return 'gone';
  if (status === 403) return 'forbidden';
  return 'rejected';
}

/**
 * Codes and words as OVHcloud's API has sent them for years (threads of its official clients): 403 `NOT_GRANTED_CALL`,
 * `INVALID_KEY`, `INVALID_CREDENTIAL`, `NOT_CREDENTIAL`, 400 `INVALID_SIGNATURE`; newer bodies carry the words alone.
 */
function credentialCode(status: number, code: string, message: string, kind: CallKind): FailureCode | null {
  if (code === 'NOT_GRANTED_CALL' || /call has not been granted/i.test(message)) return 'not-granted';
  if (code === 'INVALID_SIGNATURE' || /invalid signature/i.test(message)) return 'bad-signature';
  if (code === 'INVALID_KEY' || /application key is (?:invalid|unknown|not valid)/i.test(message)) {
    return 'unknown-application';
  }
  const ofCredential =
    code === 'INVALID_CREDENTIAL' ||
    code === 'NOT_CREDENTIAL' ||
    status === 401 ||
    /\b(?:this credential|consumer ?key|must login first)\b/i.test(message) ||
    (kind !== 'decision' && status === 403 && BEARER_WORDS.test(message));
  if (!ofCredential) return null;
  if (/expired/i.test(message) || /EXPIRED/.test(code)) return 'expired-credential';
  if (/pending.?validation|not (?:yet |been )*validated|waiting for validation/i.test(message)) {
    return 'pending-credential';
  }
  return 'invalid-credential';
}

/** The server itself said it, and whole: JSON, or nothing but a status. */
function isClear({ body }: Answer): boolean {
  return body.kind === 'json' || body.kind === 'empty';
}

/** Either form of error body; every part may be missing. Source of both: OVHcloud's API and its official clients. */
export function readError({ body }: Answer): ErrorWords {
  return body.kind === 'json' ? readErrorObject(body.value) : NO_WORDS;
}

type ErrorWords = {
  code: string;
  message: string;
  /** Actions that IAM refuses, by name; `null` where it names none. */
  iam: string | null;
  /** Actions that the credential itself does not reach, likewise. */
  lacks: string | null;
};
const NO_WORDS: ErrorWords = { code: '', message: '', iam: null, lacks: null };

export function readErrorObject(value: unknown): ErrorWords {
  if (typeof value === 'string') return { ...NO_WORDS, message: value };
  if (typeof value !== 'object' || value === null) return NO_WORDS;
  const {
    errorCode,
    message,
    class: kind,
    details,
    error,
    error_description,
  } = value as Record<string, unknown>;
  // Source: OVHcloud's guide «Identifying missing actions» and its Go client.
  const actions = (name: string): string | null => {
    if (typeof details !== 'object' || details === null) return null;
    const told = (details as Record<string, unknown>)[name];
    return (Array.isArray(told) ? told.map(textOf).join(', ') : textOf(told)) || null;
  };
  return {
    code: textOf(errorCode) || textOf(error) || textOf(kind),
    message: textOf(message) || textOf(error_description),
    iam: actions('unauthorizedActionsByIAM'),
    lacks: actions('unauthorizedActionsByAuthentication'),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
