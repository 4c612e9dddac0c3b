/** What the code field says of what was typed: does it fit this side of this request, and if not, why. Pure. */
import { isCodeShaped } from '../../shared/code.ts';
import type { FoundCode, Recognition } from '../../shared/found-code.ts';

export type CodeCheck =
  | { kind: 'fits'; code: FoundCode }
  | {
      kind: 'wrong';
      why: 'nothing' | 'decided' | 'closed' | 'expired' | 'suspicious' | 'no-match' | 'not-in-mail';
    }
  /** It belongs to another request: of mine (`requestKey`), or of nobody known here. */
  | { kind: 'other'; id: number; requestKey: string | null }
  /** It belongs to the other of my accounts in this request. */
  | { kind: 'other-side'; accountId: string };

/** Worth asking about: a code, or something longer that may hold one (a link, an e-mail pasted whole). */
export function isWorthAsking(text: string): boolean {
  return isCodeShaped(text) || text.trim().length > 64 || /token=/i.test(text);
}

function fitsSide(code: FoundCode, requestKey: string, accountId: string): boolean {
  if (code.verdict === 'fits') return code.requestKey === requestKey && code.accountId === accountId;
  return (
    code.verdict === 'choose' &&
    code.candidates.some(
      (candidate) => candidate.requestKey === requestKey && candidate.accountId === accountId,
    )
  );
}

/** `requestId` is the request's number: a code that names it, but has ended, is told as ended. */
export function checkOf(
  recognition: Recognition,
  side: { requestKey: string; requestId: number; accountId: string },
): CodeCheck {
  const fitting = recognition.codes.find((code) => fitsSide(code, side.requestKey, side.accountId));
  if (fitting !== undefined) return { kind: 'fits', code: fitting };
  const [first] = recognition.codes;
  if (first === undefined) return { kind: 'wrong', why: 'nothing' };
  if (first.verdict === 'suspicious') return { kind: 'wrong', why: 'suspicious' };
  const elsewhere =
    (first.requestKey !== null && first.requestKey !== side.requestKey) ||
    (first.requestKey === null && first.requestId !== null && first.requestId !== side.requestId);
  if (elsewhere && first.requestId !== null)
    return { kind: 'other', id: first.requestId, requestKey: first.requestKey };
  if (first.requestKey === side.requestKey && first.accountId !== null && first.accountId !== side.accountId)
    return { kind: 'other-side', accountId: first.accountId };
  switch (first.verdict) {
    case 'already-decided':
      return { kind: 'wrong', why: 'decided' };
    case 'closed':
      return { kind: 'wrong', why: 'closed' };
    case 'expired':
      return { kind: 'wrong', why: 'expired' };
    default:
      return { kind: 'wrong', why: 'no-match' };
  }
}

/** Every handle of a recognition but one: those are of no use to the field and are to be forgotten. */
export function spareHandles(recognition: Recognition, kept: string | null): string[] {
  return recognition.codes.map((code) => code.handle).filter((handle) => handle !== kept);
}
