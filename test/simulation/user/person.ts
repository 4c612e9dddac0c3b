/**
 * Marta, who uses the program: what she has before her and what she said and was told, which is what the checks hold the
 * program to. Holds facts alone; what she does stands in the other files here.
 */
import type { Decision } from '../../../shared/request.ts';
import { ORIGIN } from '../machine/server.ts';

/** A code she pasted, as it was recognised. */
export type Found = {
  handle: string;
  code: string | null;
  life: number;
  at: number;
  requestKey: string;
  accountId: string;
};

/** That she said something is to be posted: at most one POST comes of it. */
export type Word = {
  /** What it is said about: `ac21874-ovh 2301 decide`, `/domain/example.com changeContact`. */
  side: string;
  at: number;
  step: number;
  /** It is not answered yet: saying the same again meanwhile is no second word. */
  isOpen: boolean;
  from: 'window' | 'outbox';
  /** The code it is said with. */
  handle?: string;
  /** It was locked since: what came of it may not have been told. */
  isUntold?: boolean;
};

/** What she keeps in the outbox. */
export type Kept = {
  id: string;
  side: string;
  accountId: string;
  order: number;
  isPersistent: boolean;
  life: number;
  /** She had it sent, once or more. */
  wasSent: boolean;
  /** She dropped it, or something took its place, or its account was forgotten: it may be gone, and need not be. */
  mayBeGone: boolean;
};

export type Person = {
  found: Found[];
  /** Every code she pasted, each time. */
  pasted: { code: string; at: number }[];
  words: Word[];
  kept: Map<string, Kept>;
  /** Codes whose use was told as over: used, wrong, or given up; `null` in a life: all of that life were forgotten. */
  forgotten: { life: number; handle: string | null; at: number; found?: Found }[];
  /** Accounts she connected and was told so, by id. */
  connected: Set<string>;
  /** How often she began or ended forgetting one. */
  forgets: number;
  /** Of those, the ones that are told to need their keys anew. */
  keyless: Set<string>;
  /** Keys in use, by NIC handle: another consumer key each time she connects anew. */
  consumerKeys: Map<string, string>;
  /** All that must be seen nowhere: keys, codes, passphrases. */
  secrets: Set<string>;
  passphrase: string | null;
  /** She took it away and was told so: it does not come back. */
  hasTakenLockAway: boolean;
  /** The one she took away and was told to keep: the disk had not confirmed that it is gone. */
  oldPassphrase: string | null;
  /** She is told so. */
  isLockUnconfirmed: boolean;
  labels: Map<string, string>;
  /** Handles she forgot, and was told so. */
  nameless: Set<string>;
  /** Handles in tables that are on their way. */
  tables: Set<readonly string[]>;
  jobs: string[];
  /** Decisions in their ten seconds, and what was said with them. */
  waiting: { job: string; life: number; words: Word[] }[];
  sendingJobs: string[];
  /** Accounts whose record she had wiped, with the moment. */
  wiped: Map<string, number>;
};

export function newPerson(): Person {
  return {
    found: [],
    pasted: [],
    words: [],
    kept: new Map(),
    forgotten: [],
    connected: new Set(),
    forgets: 0,
    keyless: new Set(),
    consumerKeys: new Map(),
    secrets: new Set(),
    passphrase: null,
    hasTakenLockAway: false,
    oldPassphrase: null,
    isLockUnconfirmed: false,
    labels: new Map(),
    nameless: new Set(),
    tables: new Set(),
    jobs: [],
    waiting: [],
    sendingJobs: [],
    wiped: new Map(),
  };
}

/** All that may open it, as far as she knows. */
export function passphrasesOf({ passphrase, oldPassphrase }: Person): string[] {
  const known = [passphrase, oldPassphrase].filter((one) => one !== null);
  return known.length === 0 ? ['-'] : known;
}

export function accountIdOf(nichandle: string): string {
  return `${nichandle}@${ORIGIN}`;
}

export function nichandleOf(accountId: string): string {
  return accountId.slice(0, accountId.indexOf('@'));
}

export function idOfRequest(requestKey: string): number {
  return Number(requestKey.slice(requestKey.lastIndexOf('/') + 1));
}

export function sideOfDecision(nichandle: string, requestId: number): string {
  return `${nichandle} ${requestId} decide`;
}

/** Of a POST, as it came over the line. */
export function sideOfPost({ caller, path }: { caller: string | null; path: string }): string {
  const [, id, what] = /^\/me\/task\/contactChange\/(\d+)\/(\w+)$/.exec(path) ?? [];
  if (id === undefined) return `${path.replace(/\/changeContact$/, '')} changeContact`;
  return `${caller} ${id} ${what === 'resendEmail' ? 'resend' : 'decide'}`;
}

/** Says it; where the same is said already and not answered yet, that is no second word. */
export function speak(person: Person, word: Omit<Word, 'isOpen'>): Word | null {
  const same = person.words.some(
    ({ side, isOpen, from, handle, isUntold }) =>
      side === word.side &&
      isOpen &&
      from === 'window' &&
      // It may have ended while nothing was told: with another code it is said anew.
      !(isUntold && handle !== word.handle),
  );
  if (same && word.from === 'window') return null;
  const said: Word = { ...word, isOpen: true };
  person.words.push(said);
  return said;
}

/** What was taken back was never said: nothing is posted for it any more. */
export function unsay(person: Person, words: readonly Word[]): void {
  person.words = person.words.filter((word) => !words.includes(word));
}

export function hush(person: Person, side?: string): void {
  for (const word of person.words) if (side === undefined || word.side === side) word.isOpen = false;
}

export type DecisionItem = { requestKey: string; accountId: string; handle: string; decision: Decision };
