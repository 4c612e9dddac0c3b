/** Finds codes and judges the e-mails that brought them: each message of a text by its own headers. Pure; SECURITY: what is judged forged makes its codes suspicious. */
import { type CodeInText, type CodesInText, findCodes } from './code.ts';
import { judgeMail } from './genuine.ts';
import type { Judgement } from './judgement.ts';
import type { ReadAttached } from './mail-text.ts';
import { readableText } from './mail-text.ts';

export type JudgedCode = CodeInText & { mail?: JudgedMail | undefined };
/** `source`: the message as it came, kept for a report where it is not genuine. */
export type JudgedMail = { judgement: Judgement; source: string | null };
export type JudgedCodes = Omit<CodesInText, 'codes'> & { codes: JudgedCode[] };

/** A message as it came, for a report, is kept up to this length. */
const LONGEST_SOURCE = 1_000_000;
/** Messages of one text that are judged. */
const MOST = 500;

export function findJudgedCodes(
  text: string,
  mine: readonly string[],
  readAttached?: ReadAttached,
): JudgedCodes {
  const found = findCodes(text, readAttached);
  if (found.codes.length === 0 || text.trim() === found.codes[0]?.code) return found;
  const pieces = messagesIn(text)
    .slice(0, MOST)
    .map((source) => ({ source, readable: null as string | null, mail: null as JudgedMail | null }));
  const mailOf = (code: string): JudgedMail | undefined => {
    let worst: JudgedMail | undefined;
    for (const piece of pieces) {
      if (!piece.source.includes(code)) {
        piece.readable ??= readableText(piece.source, readAttached);
        if (!piece.readable.includes(code)) continue;
      }
      if (piece.mail === null) {
        const judgement = judgeMail(piece.source, mine, readAttached);
        const keeps = judgement.verdict !== 'genuine' && piece.source.length <= LONGEST_SOURCE;
        piece.mail = { judgement, source: keeps ? piece.source : null };
      }
      if (worst === undefined || RANK[piece.mail.judgement.verdict] < RANK[worst.judgement.verdict])
        worst = piece.mail;
    }
    return worst;
  };
  return {
    ...found,
    codes: found.codes.map((code) => {
      const mail = mailOf(code.code);
      if (mail === undefined) return code;
      const { judgement } = mail;
      // The link decides for a text that somebody copied; here nothing is forgiven that was found before.
      if (code.suspicious && judgement.verdict !== 'forged') {
        const reasons = [{ why: 'link-lies' as const, what: code.host ?? null }, ...judgement.reasons];
        return {
          ...code,
          mail: { ...mail, judgement: { ...judgement, verdict: 'forged' as const, reasons } },
        };
      }
      if (judgement.verdict !== 'forged') return { ...code, mail };
      const host = judgement.reasons.find(({ why, what }) => why === 'link-lies' && what !== null)?.what;
      return { ...code, mail, suspicious: true, host: code.host ?? host ?? undefined, family: undefined };
    }),
  };
}

const RANK = { forged: 0, unsure: 1, genuine: 2 };

const FIELD = /^[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?/;
const TELLING =
  /^(?:received|return-path|delivered-to|authentication-results|message-id|mime-version|x-received|arc-seal):/i;

/**
 * The messages of a text that holds several sources one after the other. One that is attached to another stays with it: whose
 * word its headers are cannot be told.
 */
export function messagesIn(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const starts: number[] = [0];
  for (let index = 1; index < lines.length; index += 1) {
    if (lines[index - 1]?.trim() !== '' || !beginsMessage(lines, index) || isAttached(lines, index)) continue;
    starts.push(index);
  }
  if (starts.length === 1) return [text];
  return starts
    .map((start, i) => lines.slice(start, starts[i + 1]).join('\n'))
    .filter((piece) => piece.trim() !== '');
}

function beginsMessage(lines: readonly string[], start: number): boolean {
  let isTelling = false;
  let hasFrom = false;
  for (let index = start; index < Math.min(lines.length, start + 300); index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') return isTelling && hasFrom;
    if (index > start && /^[ \t]/.test(line)) continue;
    if (!FIELD.test(line)) return false;
    isTelling ||= TELLING.test(line);
    hasFrom ||= /^from:/i.test(line);
  }
  return false;
}

function isAttached(lines: readonly string[], start: number): boolean {
  for (let index = start - 2; index >= Math.max(0, start - 12); index -= 1) {
    const line = lines[index] ?? '';
    if (/message\/rfc822/i.test(line)) return true;
    if (line.trim() === '' || line.startsWith('--')) return false;
  }
  return false;
}
