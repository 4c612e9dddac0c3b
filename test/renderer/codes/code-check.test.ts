/** Rules of the code field. */
import { describe, expect, it } from 'vitest';
import { checkOf, isWorthAsking, spareHandles } from '../../../renderer/codes/code-check.ts';
import { found, ME, OTHER_ME, recognition } from '../requests/samples.ts';

const side = { requestKey: 'sandbox/1', requestId: 1, accountId: `${ME}@sandbox` };

describe('the code field', () => {
  it('takes the code that fits this side, wherever it stands in the text', () => {
    const two = recognition(
      found({ handle: 'a', requestKey: 'sandbox/2', requestId: 2 }),
      found({ handle: 'b' }),
    );
    expect(checkOf(two, side)).toMatchObject({ kind: 'fits', code: { handle: 'b' } });
    expect(spareHandles(two, 'b')).toEqual(['a']);
  });

  it('takes a code that could belong to several requests, this one among them', () => {
    const any = found({
      handle: 'a',
      verdict: 'choose',
      requestKey: null,
      accountId: null,
      candidates: [
        { requestKey: 'sandbox/9', accountId: side.accountId },
        { requestKey: 'sandbox/1', accountId: side.accountId },
      ],
    });
    expect(checkOf(recognition(any), side)).toMatchObject({ kind: 'fits', code: { handle: 'a' } });
  });

  it('names the other request a code belongs to instead of sending it here', () => {
    const other = found({ handle: 'a', requestKey: 'sandbox/2', requestId: 2 });
    expect(checkOf(recognition(other), side)).toEqual({ kind: 'other', id: 2, requestKey: 'sandbox/2' });
    const nobodys = found({
      handle: 'a',
      verdict: 'unknown',
      requestKey: null,
      accountId: null,
      requestId: 7,
    });
    expect(checkOf(recognition(nobodys), side)).toEqual({ kind: 'other', id: 7, requestKey: null });
  });

  it('names the other of my accounts a code belongs to', () => {
    const other = found({ handle: 'a', accountId: `${OTHER_ME}@sandbox` });
    expect(checkOf(recognition(other), side)).toEqual({
      kind: 'other-side',
      accountId: `${OTHER_ME}@sandbox`,
    });
  });

  it('never takes a code of a look-alike link', () => {
    const trap = found({ handle: 'a', verdict: 'suspicious', requestKey: null, accountId: null });
    expect(checkOf(recognition(trap), side)).toEqual({ kind: 'wrong', why: 'suspicious' });
  });

  it('says why a code of this request is of no use', () => {
    const why = (verdict: 'already-decided' | 'closed' | 'expired' | 'unknown') =>
      checkOf(recognition(found({ handle: 'a', verdict, accountId: null })), side);
    expect(why('already-decided')).toEqual({ kind: 'wrong', why: 'decided' });
    expect(why('closed')).toEqual({ kind: 'wrong', why: 'closed' });
    expect(why('expired')).toEqual({ kind: 'wrong', why: 'expired' });
    expect(why('unknown')).toEqual({ kind: 'wrong', why: 'no-match' });
    expect(checkOf(recognition(), side)).toEqual({ kind: 'wrong', why: 'nothing' });
  });

  it('asks only about what may hold a code', () => {
    expect(isWorthAsking('AbCdEfGhIjKlMnOpQrStUvWxYz012345')).toBe(true);
    expect(isWorthAsking('https://x/#/a?token=short1234')).toBe(true);
    expect(isWorthAsking('two words')).toBe(false);
    expect(isWorthAsking('abc')).toBe(false);
  });
});
