/** Where a code went, over the whole desk and the stand-in OVHcloud: every fate, every right that may be lacking. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { wordOf } from '../../../shared/trail.ts';
import { isRunning, sidesOf } from '../../../shared/turn.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import type { OpenDesk } from '../../fakes/open-desk.ts';
import { call, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const [MARTA, HUGO, GRACE] = ['ac21874-ovh', 'ac44920-ovh', 'ac59077-ovh'];

async function open(): Promise<{ sandbox: Sandbox; desk: OpenDesk }> {
  const sandbox = await stillSandbox({ services: 160, requests: 60 });
  const desk = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox });
  await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  return { sandbox, desk };
}

/** A side of this account that waits for its code, of a request that fits. */
async function sideOf(desk: OpenDesk, nichandle: string, from?: string) {
  const { accounts } = await call(desk, 'app:open', {});
  const account = accounts.find((each) => each.nichandle === nichandle);
  const request = (await call(desk, 'requests:list', {})).find(
    (each) =>
      isRunning(each.state) &&
      (from === undefined || each.fromAccount === from) &&
      sidesOf(each, new Set([nichandle])).some((side) => side.mine && side.code === 'needed'),
  );
  if (!account || !request) throw new Error(`nothing waits for ${nichandle}`);
  return { requestKey: request.key, accountId: account.id, id: request.id };
}

const pull = (sandbox: Sandbox, path: string, body: unknown) =>
  fetch(`${sandbox.origin}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
const refuse = (sandbox: Sandbox, match: string, more: object) =>
  sandbox.fault({ match, kind: 'status', times: null, status: 403, ...more });

test('a code that was sent back tells its address and the reason; a new one arrives, and the answer is asked anew', async () => {
  const { desk } = await open();
  const { id: _id, ...side } = await sideOf(desk, GRACE, MARTA);
  const trail = await call(desk, 'trails:look', { ...side, again: false });
  expect(wordOf(trail)).toBe('bounced');
  expect(trail.sendings[0]).toMatchObject({
    to: 'billing@cobalto.co.uk',
    elsewhere: false,
    error: expect.stringContaining('over quota'),
  });
  await call(desk, 'requests:resend', side);
  const after = await call(desk, 'trails:look', { ...side, again: false });
  expect(wordOf(after)).toBe('delivered');
  expect(after.sendings.map(({ status }) => status)).toEqual(['DELIVERED', 'BOUNCED']);
});

test('a code that a rule took elsewhere names the rule; the card of the account tells it too', async () => {
  const { sandbox, desk } = await open();
  await pull(sandbox, '/delivery', {
    account: HUGO,
    rules: [{ name: 'Vacances', email: 'remplacant@cobalto.fr' }],
  });
  const { id: _id, ...side } = await sideOf(desk, HUGO);
  await call(desk, 'requests:resend', side);
  const trail = await call(desk, 'trails:look', { ...side, again: true });
  expect(wordOf(trail)).toBe('by-rule');
  expect(trail.sendings[0]).toMatchObject({ to: 'remplacant@cobalto.fr', rule: 'Vacances', elsewhere: true });
  const told = await call(desk, 'trails:addresses', { accountId: side.accountId, again: true });
  expect(told.rules).toEqual({
    ok: true,
    value: [{ name: 'Vacances', to: ['remplacant@cobalto.fr'], touches: 'yes' }],
  });
});

test('an address that takes nothing is told with the code that was not sent there', async () => {
  const { sandbox, desk } = await open();
  await pull(sandbox, '/delivery', { account: HUGO, status: 'DROPPED', error: 'suppressed', rules: [] });
  const { id: _id, ...side } = await sideOf(desk, HUGO);
  await call(desk, 'requests:resend', side);
  const trail = await call(desk, 'trails:look', { ...side, again: true });
  expect(wordOf(trail)).toBe('dropped');
  expect(trail.sendings[0]).toMatchObject({ error: 'suppressed', address: 'ERROR' });
});

test('a rule for a category may take codes as long as no such e-mail was seen, and does not once one was', async () => {
  const { desk } = await open();
  const { id: _id, ...side } = await sideOf(desk, HUGO, MARTA);
  const { accountId } = side;
  const before = await call(desk, 'trails:addresses', { accountId, again: true });
  expect(before.rules).toMatchObject({ ok: true, value: [{ name: 'Factures', touches: 'maybe' }] });
  await call(desk, 'trails:look', { ...side, again: true });
  const after = await call(desk, 'trails:addresses', { accountId, again: true });
  expect(after.rules).toEqual({ ok: true, value: [] });
});

test.each([
  [
    '403',
    { status: 403, errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' },
    'not-granted',
  ],
  ['404', { status: 404 }, 'not-found'],
  ['broken', { status: 200, body: { what: 'ever' } }, 'bad-answer'],
])(
  'where the messages answer %s, the older list tells that it was sent, and why no more',
  async (_, fault, code) => {
    const { sandbox, desk } = await open();
    refuse(sandbox, 'GET /v2/*', fault);
    const { id: _id, ...side } = await sideOf(desk, GRACE, MARTA);
    const trail = await call(desk, 'trails:look', { ...side, again: false });
    expect(wordOf(trail)).toBe('older');
    expect(trail).toMatchObject({
      source: 'older',
      why: { code },
      sendings: [{ to: null, status: 'unknown' }],
    });
    // The card says of each part why it is not there.
    const told = await call(desk, 'trails:addresses', { accountId: side.accountId, again: false });
    expect(told).toMatchObject({
      means: { ok: false, error: { code } },
      rules: { ok: false, error: { code } },
    });
  },
);

test('where neither list may be read, the first refusal is told; the rest goes on', async () => {
  const { sandbox, desk } = await open();
  const lacks = { errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' };
  refuse(sandbox, 'GET /v2/*', lacks);
  refuse(sandbox, 'GET /me/notification/*', lacks);
  const { id: _id, ...side } = await sideOf(desk, GRACE, MARTA);
  const answer = await desk.handlers['trails:look']({ ...side, again: false });
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-granted', next: 'widen-rights' } });
  await call(desk, 'requests:resend', side);
});

test('an answer is kept until it is asked again, and forgotten with its account', async () => {
  const { sandbox, desk } = await open();
  const { id: _id, ...side } = await sideOf(desk, GRACE, MARTA);
  const first = await call(desk, 'trails:look', { ...side, again: false });
  sandbox.clearLog();
  expect(await call(desk, 'trails:look', { ...side, again: false })).toEqual(first);
  expect(sandbox.log().filter(({ path }) => path.startsWith('/v2/'))).toEqual([]);
  await call(desk, 'trails:look', { ...side, again: true });
  expect(sandbox.log().filter(({ path }) => path.startsWith('/v2/')).length).toBeGreaterThan(0);
  await call(desk, 'accounts:forget', { accountId: side.accountId });
  expect(await desk.handlers['trails:look']({ ...side, again: false })).toMatchObject({ ok: false });
});

test('nothing of it is asked by reading services and requests', async () => {
  const { sandbox } = await open();
  const asked = sandbox.log().map(({ path }) => path);
  expect(asked.filter((path) => /^\/v2\/|api\/logs|payment|iam/.test(path))).toEqual([]);
});

test('no code is in what is told', async () => {
  const { sandbox, desk } = await open();
  const { id, ...side } = await sideOf(desk, MARTA);
  const letter = (await sandbox.mail(MARTA)).find(({ subject }) => subject.endsWith(String(id)));
  const code = /token=(?:3D)?([A-Za-z0-9]{32})/.exec((letter?.raw ?? '').replaceAll('=\r\n', ''))?.[1] ?? '';
  expect(code).toHaveLength(32);
  const trail = await call(desk, 'trails:look', { ...side, again: false });
  expect(wordOf(trail)).toBe('delivered');
  expect(JSON.stringify(trail)).not.toContain(code);
  expect(desk.ports.told.log.join()).not.toContain(code);
});
