/** Whether an e-mail is OVHcloud's, over the whole desk: forged ones take no Accept, OVHcloud's own list is asked, a report is kept. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ports } from '../../../electron/desk/ports.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const MARTA = 'ac21874-ovh';

async function open(change: Partial<Ports> = {}) {
  const sandbox = await stillSandbox({ services: 160, requests: 60, forgeries: true });
  const desk = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox, ...change });
  await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  const mails = await sandbox.mail(MARTA);
  const genuine = mails.find(({ id, raw }) => !id.startsWith('forged') && /token=/.test(raw));
  const forged = mails.find(({ id }) => id.startsWith('forged'));
  if (!genuine || !forged) throw new Error('the mailbox lacks one of them');
  return { sandbox, desk, genuine: genuine.raw, forged: forged.raw };
}

/** As a mail program copies it: nothing of its way is left but the lines above. */
const copied = (raw: string): string =>
  raw.replace(/^(?:Received|Authentication-Results|Message-ID):.*\r\n(?:[ \t].*\r\n)*/gim, '');

test('a genuine e-mail is told to be, with its reasons, and its code may be accepted', async () => {
  const { desk, genuine } = await open();
  const { codes } = await call(desk, 'codes:recognise', { text: genuine });
  expect(codes[0]).toMatchObject({ verdict: 'fits', mail: { verdict: 'genuine' } });
  expect(codes[0]?.mail?.reasons.map(({ why }) => why)).toEqual(
    expect.arrayContaining(['sender-confirmed', 'links-ovh']),
  );
  const answer = await desk.handlers['mails:report']({ handle: codes[0]?.handle ?? '' });
  expect(answer).toMatchObject({ ok: false });
});

test('the demo’s forged one is told to be; its code is accepted nowhere, and it is kept for a report as it came', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'report.eml');
  const { desk, forged } = await open({ askWhereToSave: async () => path });
  const { codes } = await call(desk, 'codes:recognise', { text: forged });
  expect(codes[0]).toMatchObject({
    verdict: 'suspicious',
    host: 'www.ovh.com.manager-login.example',
    mail: { verdict: 'forged', reasons: expect.arrayContaining([{ why: 'sender-denied', what: 'ovh.com' }]) },
  });
  const { handle = '', requestKey, accountId } = codes[0] ?? {};
  const sent = await call(desk, 'requests:decide', {
    job: 'j',
    items: [{ requestKey: requestKey ?? '', accountId: accountId ?? '', handle, decision: 'accept' }],
  });
  expect(sent[0]?.outcome).not.toBe('accepted');
  expect(await call(desk, 'mails:report', { handle })).toMatchObject({ how: 'saved', file: { saved: true } });
  expect(await readFile(path, 'utf8')).toBe(forged);
});

test('where the shell has no dialog, the report is offered to the caller', async () => {
  const { desk, forged } = await open();
  const { codes } = await call(desk, 'codes:recognise', { text: forged });
  const answer = await call(desk, 'mails:report', { handle: codes[0]?.handle ?? '' });
  expect(answer).toMatchObject({ how: 'offer', text: forged });
  expect(answer.how === 'offer' && answer.name).toMatch(/^suspicious-\d+\.eml$/);
});

test('OVHcloud’s own list makes an e-mail genuine of which nothing else can be told', async () => {
  const { desk, genuine } = await open();
  const { codes } = await call(desk, 'codes:recognise', { text: copied(genuine) });
  expect(codes[0]?.mail?.verdict).toBe('unsure');
  const judgement = await call(desk, 'mails:confirm', { handle: codes[0]?.handle ?? '' });
  expect(judgement.verdict).toBe('genuine');
  expect((await call(desk, 'codes:list', {})).codes[0]?.mail?.verdict).toBe('genuine');
});

test('a message of the same subject at another time is not the same message', async () => {
  const { desk, genuine } = await open();
  const late = copied(genuine).replace(/^Date: .*$/m, 'Date: Fri, 02 Jan 2026 10:00:00 +0000');
  const { codes } = await call(desk, 'codes:recognise', { text: late });
  const judgement = await call(desk, 'mails:confirm', { handle: codes[0]?.handle ?? '' });
  expect(judgement).toMatchObject({
    verdict: 'unsure',
    reasons: expect.arrayContaining([{ why: 'not-in-history', what: null }]),
  });
});

test.each([
  [
    '403',
    { status: 403, errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' },
    'not-granted',
  ],
  ['404', { status: 404 }, 'not-found'],
  ['broken', { status: 200, body: 'what' }, 'bad-answer'],
])('where the list answers %s, that is said and the verdict stays', async (_, fault, code) => {
  const { sandbox, desk, genuine } = await open();
  sandbox.fault({ match: 'GET /v2/*', kind: 'status', times: null, ...fault });
  const { codes } = await call(desk, 'codes:recognise', { text: copied(genuine) });
  const { handle = '' } = codes[0] ?? {};
  expect(await desk.handlers['mails:confirm']({ handle })).toMatchObject({ ok: false, error: { code } });
  expect((await call(desk, 'codes:list', {})).codes[0]).toMatchObject({
    verdict: 'fits',
    mail: { verdict: 'unsure' },
  });
});

test('a code found in OVHcloud’s own history is genuine by that', async () => {
  const { desk } = await open();
  const { codes } = await call(desk, 'codes:findInMail', {});
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.every(({ mail }) => mail?.verdict === 'genuine')).toBe(true);
});

test('a dropped file is judged as a pasted one', async () => {
  const { desk, genuine, forged } = await open();
  const file = (name: string, text: string) => ({ name, content: Buffer.from(text).toString('base64') });
  const { codes } = await call(desk, 'codes:recogniseFiles', {
    files: [file('a.eml', genuine), file('b.eml', forged)],
  });
  expect(codes.map(({ mail }) => mail?.verdict)).toEqual(['genuine', 'forged']);
});
