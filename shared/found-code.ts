/** What came of looking for codes in a text: handles and verdicts. The codes themselves stay in the main process. */
import { z } from 'zod';
import { judgementSchema } from './judgement.ts';

export const foundCodeSchema = z.object({
  /** Stands for the code; good until it is used or forgotten. */
  handle: z.string(),
  /** Its first and last letters: to know it by, too few to use. */
  masked: z.string().max(16),
  /** The best that is known of where it came from: OVHcloud's own record of its e-mails, files, a link that opened the program, or a text. */
  from: z.enum(['history', 'file', 'link', 'text']),
  /** ISO 8601: when the e-mail was sent, as it says itself. */
  sentAt: z.string().nullable(),
  source: z.enum(['link', 'email', 'bare']),
  /** Whether the e-mail that brought it is OVHcloud's, and why; nothing where no e-mail did. */
  mail: judgementSchema.nullish(),
  /** The request's number, where the text told it. */
  requestId: z.number().int().nullable(),
  verdict: z.enum([
    /** One request of one of my accounts waits for it. */
    'fits',
    /** It could belong to several; the user chooses among `candidates`. */
    'choose',
    /** I have already decided on this side. */
    'already-decided',
    /** The request is over (done, refused, cancelled). */
    'closed',
    'expired',
    /** The message was sent to somebody who is none of my accounts; `candidates` hold what it may be tried for all the same. */
    'other-account',
    /** None of my accounts sees such a request. */
    'unknown',
    /** The link leads to a host that only looks like OVHcloud's: nothing is accepted with it. Its request and side are told where it names them. */
    'suspicious',
  ]),
  /** Suspicious: the host its link leads to, in ASCII, so that letters of other alphabets show. */
  host: z.string().max(300).optional(),
  requestKey: z.string().nullable(),
  /** The side (one of my accounts) it is for. */
  accountId: z.string().nullable(),
  candidates: z.array(z.object({ requestKey: z.string(), accountId: z.string() })),
});
export type FoundCode = z.infer<typeof foundCodeSchema>;

export const recognitionSchema = z.object({
  codes: z.array(foundCodeSchema),
  emails: z.number().int(),
  links: z.number().int(),
  bare: z.number().int(),
});
export type Recognition = z.infer<typeof recognitionSchema>;

/**
 * A dropped or chosen file that gave no text, and why. `type`: no kind of file that is read here; `slow` and `memory`:
 * reading it took more than one file may.
 */
export const unreadableFileSchema = z.object({
  name: z.string(),
  why: z.enum(['type', 'size', 'broken', 'empty', 'slow', 'memory']),
});
export type UnreadableFile = z.infer<typeof unreadableFileSchema>;

export const fileRecognitionSchema = recognitionSchema.extend({
  unreadable: z.array(unreadableFileSchema),
  /** Names of files that were read and hold no code. */
  nothingIn: z.array(z.string()),
  /** Names of files that were read in part: they hold more than is read of one. */
  cut: z.array(z.string()),
});
export type FileRecognition = z.infer<typeof fileRecognitionSchema>;

/** Which of two readings of one code counts. SECURITY: suspicion is never outweighed. */
const WEIGHTIEST: readonly FoundCode['verdict'][] = [
  'suspicious',
  'fits',
  'already-decided',
  'closed',
  'expired',
  'other-account',
  'choose',
  'unknown',
];

/** Each code once, in the order of their first appearance; a code that fits several sides is left to the user. */
export function mergeCodes(codes: readonly FoundCode[]): FoundCode[] {
  const merged = new Map<string, FoundCode>();
  for (const code of codes) {
    const known = merged.get(code.handle);
    merged.set(code.handle, known === undefined ? code : weigh(known, code));
  }
  return [...merged.values()];
}

function weigh(known: FoundCode, again: FoundCode): FoundCode {
  if (known.verdict === 'fits' && again.verdict === 'fits') {
    const sides = [known, again].flatMap(({ requestKey, accountId }) =>
      requestKey === null || accountId === null ? [] : [{ requestKey, accountId }],
    );
    const [one, other] = sides;
    const same = one?.requestKey === other?.requestKey && one?.accountId === other?.accountId;
    return same
      ? { ...known, mail: known.mail ?? again.mail }
      : {
          ...known,
          verdict: 'choose',
          requestId: null,
          requestKey: null,
          accountId: null,
          candidates: sides,
        };
  }
  return WEIGHTIEST.indexOf(again.verdict) < WEIGHTIEST.indexOf(known.verdict) ? again : known;
}

/** Several readings as one. Messages that brought no new code are not counted again. */
export function mergeRecognitions(recognitions: readonly Recognition[]): Recognition {
  const seen = new Set<string>();
  const sum: Recognition = { codes: [], emails: 0, links: 0, bare: 0 };
  for (const recognition of recognitions) {
    const isNew = recognition.codes.some((code) => !seen.has(code.handle));
    for (const code of recognition.codes) {
      seen.add(code.handle);
      sum.codes.push(code);
    }
    if (!isNew) continue;
    sum.emails += recognition.emails;
    sum.links += recognition.links;
    sum.bare += recognition.bare;
  }
  return { ...sum, codes: mergeCodes(sum.codes) };
}
