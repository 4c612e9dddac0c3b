/** What a code fits where that is not plain, what is held of it and for how long, and what is told of it meanwhile. */
import { describe, expect, test } from 'vitest';
import { type CodeOwner, openCodes } from '../../../electron/desk/codes.ts';
import type { Confirmation, ContactRequest } from '../../../shared/request.ts';
import { manualClock } from '../../fakes/clock.ts';
import { aRequest } from '../../fakes/requests.ts';

const CODE = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const OTHER = 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210';
const HOUR = 60 * 60_000;
const me: CodeOwner = {
  accountId: 'ac21874-ovh@ovh-eu',
  api: 'ovh-eu',
  nichandle: 'ac21874-ovh',
  email: 'maria@cobalto.es',
};
const second: CodeOwner = {
  accountId: 'mp40311-ovh@ovh-eu',
  api: 'ovh-eu',
  nichandle: 'mp40311-ovh',
  email: 'pau@cobalto.es',
};
const link = (id: number, code = CODE): string =>
  `https://www.ovh.com/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;
const mailTo = (recipient: string, id: number, code = CODE): string =>
  `To: ${recipient}\nSubject: Contact change request no. ${id}\n\n${link(id, code)}`;

function open(requests: ContactRequest[], owners: CodeOwner[] = [me]) {
  const clock = manualClock();
  return { clock, codes: openCodes(clock, { requests: () => requests, owners: () => owners }) };
}
/** Both sides are mine, and both need a code. */
const both = (change: Partial<ContactRequest> = {}): ContactRequest =>
  aRequest({
    askingAccount: me.nichandle,
    fromAccount: me.nichandle,
    toAccount: second.nichandle,
    seenBy: [me.accountId, second.accountId],
    ...change,
  });
const decided = (nichandle: string, decision: 'accept' | 'refuse'): Confirmation => ({
  nichandle,
  decision,
  at: '2026-11-19T10:00:00.000Z',
  certain: true,
});

describe('a code that could be for several', () => {
  test('is left to the person, with the request where the code names it', () => {
    const { codes } = open([both()], [me, second]);
    const [found] = codes.recognise(link(both().id)).codes;
    expect(found).toMatchObject({ verdict: 'choose', requestKey: both().key, accountId: null });
    expect(found?.candidates).toEqual([
      { requestKey: both().key, accountId: me.accountId },
      { requestKey: both().key, accountId: second.accountId },
    ]);
    const several = open([aRequest(), aRequest({ id: 5 })]).codes.recognise(CODE).codes[0];
    expect(several).toMatchObject({ verdict: 'choose', requestKey: null });
    expect(several?.candidates).toHaveLength(2);
  });

  test('is for the side it was typed for, or for whom the message was sent to', () => {
    const { codes } = open([both()], [me, second]);
    const typed = codes.recognise(CODE, { requestKey: both().key, accountId: second.accountId }).codes[0];
    expect(typed).toMatchObject({ verdict: 'fits', accountId: second.accountId, requestId: both().id });
    expect(codes.recognise(mailTo('PAU@cobalto.es', both().id, OTHER)).codes[0]).toMatchObject({
      verdict: 'fits',
      accountId: second.accountId,
      candidates: [],
    });
  });

  test('is taken for none that takes no codes, is over its time, or is another API’s', () => {
    const late = aRequest({ id: 5, dateRequest: '2020-01-01T00:00:00.000Z' });
    for (const other of [aRequest({ id: 5, state: 'doing' }), late, aRequest({ id: 5, api: 'ovh-ca' })])
      expect(open([aRequest(), other]).codes.recognise(CODE).codes[0]).toMatchObject({
        verdict: 'fits',
        requestKey: aRequest().key,
      });
    expect(open([]).codes.recognise(CODE).codes[0]).toMatchObject({
      verdict: 'unknown',
      requestKey: null,
      requestId: null,
      candidates: [],
    });
  });

  test('that was typed for a request of long ago may be tried', () => {
    const late = aRequest({ dateRequest: '2020-01-01T00:00:00.000Z' });
    const { codes } = open([late]);
    expect(codes.recognise(CODE, { requestKey: late.key }).codes[0]?.verdict).toBe('fits');
    expect(codes.recognise(link(late.id, OTHER)).codes[0]?.verdict).toBe('expired');
  });
});

describe('a code that fits nothing', () => {
  test.each<[string, ContactRequest, string]>([
    ['this side accepted', aRequest({ confirmations: [decided(me.nichandle, 'accept')] }), 'already-decided'],
    ['this side refused', aRequest({ confirmations: [decided(me.nichandle, 'refuse')] }), 'already-decided'],
    ['it is being applied', aRequest({ state: 'doing' }), 'already-decided'],
    ['it is over', aRequest({ state: 'refused' }), 'closed'],
    ['it expired', aRequest({ state: 'expired' }), 'expired'],
    ['it is not checked yet', aRequest({ state: 'todo' }), 'unknown'],
  ])('where %s, says so', (_why, request, verdict) => {
    expect(open([request]).codes.recognise(link(request.id)).codes[0]).toMatchObject({
      verdict,
      requestKey: request.key,
      requestId: request.id,
      accountId: null,
    });
  });

  test('of a request nobody here sees: somebody else’s where the message says so', () => {
    const { codes } = open([aRequest()]);
    expect(codes.recognise(link(99)).codes[0]).toMatchObject({
      verdict: 'unknown',
      requestId: 99,
      requestKey: null,
    });
    expect(codes.recognise(mailTo('x@example.com', 99, OTHER)).codes[0]).toMatchObject({
      verdict: 'other-account',
      requestId: 99,
      requestKey: null,
    });
  });

  test('sent to somebody else may be tried for the side that waits, but not with another’s handle on it', () => {
    const { codes } = open([aRequest()]);
    const tried = { requestKey: aRequest().key, accountId: me.accountId };
    expect(codes.recognise(mailTo('x@example.com', aRequest().id)).codes[0]).toMatchObject({
      verdict: 'other-account',
      requestKey: aRequest().key,
      accountId: null,
      candidates: [tried],
    });
    const named = `Dear zz99999-ovh,\n\n${mailTo('x@example.com', aRequest().id, OTHER)}`;
    expect(codes.recognise(named).codes[0]).toMatchObject({ verdict: 'other-account', candidates: [] });
  });

  test('of a side whose address is not known could be for me', () => {
    const { codes } = open([aRequest()], [{ ...me, email: null }]);
    expect(codes.recognise(mailTo('x@example.com', aRequest().id)).codes[0]?.verdict).toBe('fits');
  });
});

describe('a forgery', () => {
  const forged = (id: string, code = CODE, host = 'www.ovh.com.evil.example') =>
    `https://${host}/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;

  test('tells the side it names where there is one, offers nothing, and shows its host', () => {
    const { codes } = open([aRequest()]);
    expect(codes.recognise(forged(String(aRequest().id))).codes[0]).toMatchObject({
      verdict: 'suspicious',
      requestKey: aRequest().key,
      accountId: me.accountId,
      candidates: [],
      host: 'www.ovh.com.evil.example',
    });
    const over = open([aRequest({ state: 'done' })]).codes;
    expect(over.recognise(forged(String(aRequest().id))).codes[0]).toMatchObject({
      verdict: 'suspicious',
      requestKey: aRequest().key,
      accountId: null,
    });
    expect(codes.recognise(forged('99', OTHER)).codes[0]).toMatchObject({
      verdict: 'suspicious',
      requestKey: null,
      accountId: null,
    });
  });
});

describe('what is held', () => {
  test('was typed again within its hour: the hour begins anew', () => {
    const { codes, clock } = open([aRequest()]);
    const type = () => codes.recognise(CODE, { requestKey: aRequest().key }).codes[0]?.handle ?? '';
    const handle = type();
    clock.advance(HOUR - 1);
    expect(type()).toBe(handle);
    clock.advance(HOUR - 1);
    expect(codes.reveal(handle, 'accept')).toBe(CODE);
    clock.advance(1);
    expect(codes.reveal(handle, 'accept')).toBeNull();
    expect(type()).not.toBe(handle);
  });

  test('was typed and then found: it stays, and its field’s hour takes nothing', () => {
    const { codes, clock } = open([aRequest()]);
    const handle = codes.recognise(CODE, { requestKey: aRequest().key }).codes[0]?.handle ?? '';
    codes.recognise(link(aRequest().id));
    clock.advance(3 * HOUR);
    expect(codes.reveal(handle, 'accept')).toBe(CODE);
    codes.keep(handle);
    expect(codes.list().codes).toHaveLength(1);
  });

  test('is kept for a decision where it was typed, and not where nothing is known of it', () => {
    const { codes, clock } = open([aRequest()]);
    const { handle, wasHeld } = codes.hold(CODE);
    expect(wasHeld).toBe(false);
    expect(codes.hold(CODE)).toEqual({ handle, wasHeld: true });
    codes.keep(handle);
    codes.keep('never heard of');
    expect(codes.list().codes).toEqual([]);
    expect(codes.reveal(handle, 'refuse')).toBe(CODE);
    clock.advance(HOUR);
    expect(codes.reveal(handle, 'refuse')).toBeNull();
    expect(codes.hold(CODE).wasHeld).toBe(false);
  });

  test('is told by the surest sighting, whichever came last', () => {
    const { codes } = open([aRequest()]);
    const sourceOf = (from: 'text' | 'link' | 'file' | 'history') =>
      codes.recognise(link(aRequest().id), {}, from).codes[0]?.from;
    expect((['text', 'link', 'text', 'file', 'link', 'history', 'file'] as const).map(sourceOf)).toEqual([
      'text',
      'link',
      'link',
      'file',
      'file',
      'history',
      'history',
    ]);
  });

  test('seen in many messages is one code, and what each said of it counts', () => {
    const { codes } = open([both()], [me, second]);
    for (let time = 0; time < 3; time += 1) codes.recognise(CODE);
    expect(codes.list().codes).toMatchObject([{ verdict: 'choose' }]);
    codes.recognise(mailTo('pau@cobalto.es', both().id));
    expect(codes.list().codes).toMatchObject([{ verdict: 'fits', accountId: second.accountId }]);
    codes.recognise(mailTo('maria@cobalto.es', both().id));
    expect(codes.list().codes).toMatchObject([{ verdict: 'choose' }]);
    expect(codes.list().codes[0]?.candidates).toHaveLength(2);
  });

  test('goes with everything, and is a code like any other when it comes again', () => {
    const { codes } = open([aRequest()]);
    const [found] = codes.recognise(link(aRequest().id)).codes;
    codes.forgetAll();
    expect(codes.reveal(found?.handle ?? '', 'accept')).toBeNull();
    const [again] = codes.recognise(link(aRequest().id)).codes;
    expect(again?.handle).not.toBe(found?.handle);
    expect(codes.hold(CODE)).toEqual({ handle: again?.handle, wasHeld: true });
  });

  test('stays with an account that goes where it is another one’s, typed or found', () => {
    const { codes } = open([both()], [me, second]);
    const typed = (code: string, accountId: string) =>
      codes.recognise(code, { requestKey: both().key, accountId }).codes[0]?.handle ?? '';
    const [mine, theirs] = [typed(CODE, me.accountId), typed(OTHER, second.accountId)];
    codes.forgetAccount(me.accountId);
    expect([codes.reveal(mine, 'accept'), codes.reveal(theirs, 'accept')]).toEqual([null, OTHER]);
    codes.forgetAccount(second.accountId);
    expect(codes.reveal(theirs, 'accept')).toBeNull();
  });
});
