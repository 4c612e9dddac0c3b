/** A pasted code finds the request and the side it is for, or the reason why it is none; the code itself never comes back. */
import { expect, test } from 'vitest';
import type { CodeOwner } from '../../../electron/desk/codes.ts';
import { openCodes } from '../../../electron/desk/codes.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { manualClock } from '../../fakes/clock.ts';
import { aRequest } from '../../fakes/requests.ts';

const CODE = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const link = (id: number, code = CODE): string =>
  `https://www.ovh.com/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;
const owner: CodeOwner = {
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

function open(requests: ContactRequest[], owners: CodeOwner[] = [owner]) {
  const clock = manualClock();
  return { clock, codes: openCodes(clock, { requests: () => requests, owners: () => owners }) };
}

test('a link fits the running request it names', () => {
  const { codes } = open([aRequest(), aRequest({ id: 5 })]);
  const { codes: found } = codes.recognise(link(2298243));
  expect(found).toMatchObject([
    { verdict: 'fits', requestKey: 'ovh-eu/2298243', accountId: owner.accountId, requestId: 2298243 },
  ]);
  expect(codes.reveal(found[0]?.handle ?? '', 'accept')).toBe(CODE);
});

test('what comes back holds the code nowhere', () => {
  const { codes } = open([aRequest()]);
  expect(JSON.stringify(codes.recognise(`${link(2298243)}\n\n${CODE}`))).not.toContain(CODE.slice(0, 12));
});

test('a code alone fits when exactly one request waits for me, else the user chooses', () => {
  expect(open([aRequest()]).codes.recognise(CODE).codes).toMatchObject([{ verdict: 'fits' }]);
  const two = open([aRequest(), aRequest({ id: 5 }), aRequest({ id: 6, state: 'doing' })]);
  const [choice] = two.codes.recognise(CODE).codes;
  expect(choice?.verdict).toBe('choose');
  expect(choice?.candidates.map(({ requestKey }) => requestKey)).toEqual(['ovh-eu/2298243', 'ovh-eu/5']);
});

test('a code typed for one request is taken for that one', () => {
  const { codes } = open([aRequest(), aRequest({ id: 5 })]);
  expect(codes.recognise(CODE, { requestKey: 'ovh-eu/5' }).codes).toMatchObject([
    { verdict: 'fits', requestKey: 'ovh-eu/5' },
  ]);
});

test('where both sides are mine the user chooses, unless the message says whom it is for', () => {
  const both = aRequest({ seenBy: [owner.accountId, second.accountId] });
  const { codes } = open([both], [owner, second]);
  expect(codes.recognise(link(both.id)).codes[0]).toMatchObject({
    verdict: 'choose',
    candidates: [{ accountId: owner.accountId }, { accountId: second.accountId }],
  });
  const mail = `From: support@ovh.com\r\nTo: Pau <pau@cobalto.es>\r\nSubject: Contact change request no. ${both.id}\r\n\r\nHello,\r\n${link(both.id)}\r\n`;
  expect(codes.recognise(mail).codes[0]).toMatchObject({ verdict: 'fits', accountId: second.accountId });
});

test.each<[string, Partial<ContactRequest>, string]>([
  [
    'already decided by me',
    { confirmations: [{ nichandle: 'ac21874-ovh', decision: 'accept', at: '', certain: true }] },
    'already-decided',
  ],
  ['being applied', { state: 'doing' }, 'already-decided'],
  ['done', { state: 'done' }, 'closed'],
  ['refused', { state: 'refused' }, 'closed'],
  ['expired', { state: 'expired' }, 'expired'],
  ['older than seven days', { dateRequest: '2026-11-10T10:00:00.000Z' }, 'expired'],
])('a request that is %s takes no code', (_, change, verdict) => {
  const { codes } = open([aRequest(change)]);
  expect(codes.recognise(link(2298243)).codes[0]?.verdict).toBe(verdict);
});

test('a decision whose answer was lost may be given again', () => {
  const uncertain = aRequest({
    confirmations: [{ nichandle: 'ac21874-ovh', decision: 'accept', at: '', certain: false }],
  });
  expect(open([uncertain]).codes.recognise(link(2298243)).codes[0]?.verdict).toBe('fits');
});

test('a request none of my accounts sees is unknown, and a look-alike link is never offered', () => {
  const { codes } = open([aRequest()]);
  expect(codes.recognise(link(99)).codes[0]).toMatchObject({ verdict: 'unknown', requestId: 99 });
  const evil = `https://www.ovh.com.evil.example/manager/#/useraccount/contacts/2298243?tab=REQUESTS&token=${CODE}`;
  expect(codes.recognise(evil).codes[0]).toMatchObject({
    verdict: 'suspicious',
    // Which request it pretends to be about is told, so that it can be shown beside it.
    requestKey: 'ovh-eu/2298243',
    host: 'www.ovh.com.evil.example',
  });
  // With a Cyrillic «о».
  const homograph = link(2298243).replace('www.ovh.com', 'www.оvh.com');
  expect(codes.recognise(homograph).codes[0]).toMatchObject({
    verdict: 'suspicious',
    host: 'www.xn--vh-emc.com',
  });
});

const mailTo = (address: string, id: number, greeting = 'Hello,'): string =>
  `From: support@ovh.com\r\nTo: ${address}\r\nSubject: Contact change request no. ${id}\r\n\r\n${greeting}\r\n${link(id)}\r\n`;

test('a code sent to somebody else is told as such, and tried only if the user says so', () => {
  const { codes } = open([aRequest()]);
  const [stranger] = codes.recognise(mailTo('someone@example.com', 2298243)).codes;
  expect(stranger).toMatchObject({
    verdict: 'other-account',
    requestKey: 'ovh-eu/2298243',
    accountId: null,
    candidates: [{ requestKey: 'ovh-eu/2298243', accountId: owner.accountId }],
  });
  // A NIC handle is nobody else's: there is nothing to try.
  expect(codes.recognise(mailTo('x@example.com', 2298243, 'Dear mp40311-ovh,')).codes[0]).toMatchObject({
    verdict: 'other-account',
    candidates: [],
  });
  // Whoever types it for one request in particular knows more than the address.
  const typed = codes.recognise(mailTo('x@example.com', 2298243), { requestKey: 'ovh-eu/2298243' });
  expect(typed.codes[0]?.verdict).toBe('fits');
});

test.each([
  ['a request none of my accounts sees', [], 'other-account'],
  ['a request I have confirmed', [aRequest({ state: 'doing' })], 'other-account'],
  ['a request that is over', [aRequest({ state: 'done' })], 'closed'],
  ['an expired request', [aRequest({ state: 'expired' })], 'expired'],
])('a code sent to somebody else for %s says what is known', (_, requests, verdict) => {
  expect(open(requests).codes.recognise(mailTo('x@example.com', 2298243)).codes[0]?.verdict).toBe(verdict);
});

test('an account whose address is not known may be the receiver', () => {
  const { codes } = open([aRequest()], [{ ...owner, email: null }]);
  expect(codes.recognise(mailTo('x@example.com', 2298243)).codes[0]?.verdict).toBe('fits');
});

test('one code that two links give to two requests is left to the user', () => {
  const { codes } = open([aRequest(), aRequest({ id: 5 })]);
  expect(codes.recognise(`${link(2298243)}\n\n${link(5)}`).codes).toMatchObject([
    { verdict: 'choose', candidates: [{ requestKey: 'ovh-eu/2298243' }, { requestKey: 'ovh-eu/5' }] },
  ]);
});

test('the same code twice counts once and keeps its handle', () => {
  const { codes } = open([aRequest()]);
  const first = codes.recognise(`${link(2298243)}\n${link(2298243)}`).codes;
  expect(first).toHaveLength(1);
  expect(codes.recognise(link(2298243)).codes[0]?.handle).toBe(first[0]?.handle);
});

test('a code that was typed for one side is forgotten after an hour, one that was found only when told', () => {
  const { clock, codes } = open([aRequest()]);
  const typed = codes.recognise(CODE, { requestKey: 'ovh-eu/2298243' }).codes[0]?.handle ?? '';
  clock.advance(59 * 60_000);
  expect(codes.reveal(typed, 'accept')).toBe(CODE);
  clock.advance(60_000);
  expect(codes.reveal(typed, 'accept')).toBeNull();
  const found = codes.recognise(link(2298243)).codes[0]?.handle ?? '';
  clock.advance(24 * 60 * 60_000);
  expect(codes.reveal(found, 'accept')).toBe(CODE);
  codes.forget([found]);
  expect(codes.reveal(found, 'accept')).toBeNull();
});

test('what was found is listed as it stands now; what was typed for one side is not', () => {
  const requests = [aRequest(), aRequest({ id: 5 })];
  const { codes } = open(requests);
  codes.recognise('ZyXwVuTsRqPoNmLkJiHgFeDcBa543210', { requestKey: 'ovh-eu/5' });
  const [found] = codes.recognise(link(2298243)).codes;
  expect(codes.list().codes).toEqual([found]);
  requests[0] = aRequest({ state: 'expired' });
  expect(codes.list().codes).toMatchObject([{ handle: found?.handle, verdict: 'expired' }]);
  codes.forgetAll();
  expect(codes.list().codes).toEqual([]);
});

test('an account that is forgotten takes its codes and those of nobody, and leaves another’s', () => {
  const theirs = aRequest({
    id: 7,
    fromAccount: 'lr88120-ovh',
    toAccount: second.nichandle,
    askingAccount: 'lr88120-ovh',
  });
  const { codes } = open([aRequest(), { ...theirs, seenBy: [second.accountId] }], [owner, second]);
  const [ours] = codes.recognise(link(2298243)).codes;
  const [other] = codes.recognise(link(7, 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210')).codes;
  const [nobodys] = codes.recognise(link(999, 'QwErTyUiOpAsDfGhJkLzXcVbNm098765')).codes;
  expect([ours?.accountId, other?.accountId, nobodys?.accountId]).toEqual([
    owner.accountId,
    second.accountId,
    null,
  ]);
  codes.forgetAccount(owner.accountId);
  expect(codes.list().codes.map(({ handle }) => handle)).toEqual([other?.handle]);
});

test('a typed code that is decided with is among the found ones from then on, for where that is taken back', () => {
  const { clock, codes } = open([aRequest(), aRequest({ id: 5 })]);
  const [typed] = codes.recognise(CODE, { requestKey: 'ovh-eu/5' }).codes;
  codes.keep(typed?.handle ?? '');
  clock.advance(2 * 60 * 60_000);
  expect(codes.list().codes).toMatchObject([
    { handle: typed?.handle, verdict: 'fits', requestKey: 'ovh-eu/5', accountId: owner.accountId },
  ]);
});

test('a code is told by its first and last letters alone, and by the best that is known of where it came from', () => {
  const { codes } = open([aRequest()]);
  const [pasted] = codes.recognise(link(2298243)).codes;
  expect(pasted).toMatchObject({ masked: 'AbCd••2345', from: 'text', sentAt: null });
  const mail = `Subject: Contact change request no. 2298243\nDate: Sat, 21 Nov 2026 10:12:00 +0100\n\n${link(2298243)}`;
  expect(codes.recognise(mail, { accountId: owner.accountId }, 'history').codes[0]).toMatchObject({
    handle: pasted?.handle,
    from: 'history',
    sentAt: '2026-11-21T09:12:00.000Z',
  });
  expect(codes.recognise(link(2298243)).codes[0]?.from).toBe('history');
});

test('OVHcloud’s record of e-mails brings no code of a request that is over, and takes away none that is here', () => {
  const requests = [aRequest()];
  const { codes } = open(requests);
  const search = (code: string) =>
    codes.recognise(link(2298243, code), { accountId: owner.accountId }, 'history').codes[0]?.handle ?? '';
  const other = 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210';
  const [pasted] = codes.recognise(link(2298243)).codes;
  const [typed] = codes.recognise(other, { requestKey: 'ovh-eu/2298243' }).codes;
  requests[0] = aRequest({ state: 'refused' });
  expect(search(CODE)).toBe(pasted?.handle);
  expect(search(other)).toBe(typed?.handle);
  expect(codes.reveal(search('QwErTyUiOpAsDfGhJkLzXcVbNm098765'), 'refuse')).toBeNull();
  expect(codes.list().codes).toMatchObject([
    { handle: pasted?.handle, verdict: 'closed' },
    { handle: typed?.handle, verdict: 'closed' },
  ]);
  expect(codes.reveal(typed?.handle ?? '', 'accept')).toBe(other);
});

test('nothing is ever accepted with a code of a forgery, wherever it turns up again; refusing harms nobody', () => {
  const { codes } = open([aRequest()]);
  const forged = `https://www.ovh.com.evil.example/manager/#/useraccount/contacts/2298243?tab=REQUESTS&token=${CODE}`;
  const handle = codes.recognise(forged).codes[0]?.handle ?? '';
  expect(codes.recognise(link(2298243)).codes[0]?.handle).toBe(handle);
  expect(codes.list().codes[0]?.verdict).toBe('suspicious');
  expect(codes.reveal(handle, 'accept')).toBeNull();
  expect(codes.reveal(handle, 'refuse')).toBe(CODE);
});

test('an e-mail tells whether its request is about a domain or its DNS zone; a forged one tells nothing', () => {
  const learned: string[] = [];
  const codes = openCodes(manualClock(), {
    requests: () => [aRequest()],
    owners: () => [owner],
    learned: () => learned.push('told'),
  });
  const mail = (host: string) =>
    `Subject: Contact change request no. 2298243\n\nA contact change was requested for the service clinicanorte.es (DNS zone).\n\n${link(2298243).replace('www.ovh.com', host)}`;
  codes.recognise(mail('www.ovh.com.evil.example'));
  expect(codes.familyOf('ovh-eu/2298243')).toBeNull();
  codes.forgetAll();
  codes.recognise(mail('www.ovh.com'));
  codes.recognise(mail('www.ovh.com'));
  expect(codes.familyOf('ovh-eu/2298243')).toBe('/domain/zone');
  expect(learned).toEqual(['told']);
});
