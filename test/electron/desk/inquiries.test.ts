/** What a person may want to know once, over the whole desk and the stand-in OVHcloud: standing, the log, policies, holders; and each right refused, missing, broken. */
import { expect, test } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../electron/sandbox/server.ts';
import { standingOf } from '../../../shared/standing.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const [MARTA, HUGO, MIGUEL] = ['ac21874-ovh', 'ac44920-ovh', 'mp40311-ovh'];

async function open(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; desk: OpenDesk; api: string }> {
  const sandbox = await stillSandbox({ services: 160, requests: 60, ...options });
  const desk = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox });
  const [account] = await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  return { sandbox, desk, api: account?.api ?? '' };
}
const servicesOf = (desk: OpenDesk) => allServices((input) => call(desk, 'services:list', input));
const pull = (sandbox: Sandbox, path: string, body: unknown) =>
  fetch(`${sandbox.origin}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });

const FAULTS = [
  [
    '403',
    { status: 403, errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' },
    'not-granted',
  ],
  ['404', { status: 404 }, 'not-found'],
  ['broken', { status: 200, body: 'what' }, 'bad-answer'],
] as const;

test('an account that cannot pay, owes nothing and has a good address stands so', async () => {
  const { sandbox, desk, api } = await open();
  await pull(sandbox, '/account', { account: HUGO, canPay: false });
  const told = await call(desk, 'standing:check', { nichandles: [MARTA, HUGO, MIGUEL], api, again: false });
  expect(told.own.map(({ nichandle }) => nichandle)).toEqual([MARTA, HUGO]);
  const services = (await servicesOf(desk)).filter(
    ({ family, contacts }) => family === '/domain' && contacts?.contactBilling === MARTA,
  );
  const keys = services.slice(0, 1).map(({ key }) => key);
  const { rows } = await call(desk, 'handover:check', {
    serviceKeys: keys,
    target: { contactBilling: HUGO, contactTech: MIGUEL },
  });
  const lines = standingOf(rows, new Map(services.map((service) => [service.key, service])), told.own);
  expect(lines).toContainEqual({ kind: 'bad', about: 'payment', nichandle: HUGO, what: null });
  expect(lines).toContainEqual({ kind: 'good', about: 'address', nichandle: HUGO, what: null });
  expect(lines).toContainEqual({ kind: 'ask', about: 'debt', nichandle: MIGUEL, what: null });
  // Asked once, and kept.
  sandbox.clearLog();
  await call(desk, 'standing:check', { nichandles: [MARTA, HUGO, MIGUEL], api, again: false });
  expect(sandbox.log()).toEqual([]);
});

test('a Public Cloud project between two companies of OVHcloud’s is told before it is refused', async () => {
  const { desk, api } = await open({ services: 600 });
  const project = (await servicesOf(desk)).find(
    ({ family, contacts }) =>
      family === '/cloud/project' && contacts?.contactAdmin === MARTA && contacts.contactBilling === MARTA,
  );
  if (!project) throw new Error('no project');
  const asked = { serviceKeys: [project.key], target: { contactBilling: HUGO } };
  const { rows } = await call(desk, 'handover:check', asked);
  const told = await call(desk, 'standing:check', { nichandles: [MARTA, HUGO], api, again: false });
  const lines = standingOf(rows, new Map([[project.key, project]]), told.own);
  expect(lines[0]).toEqual({ kind: 'bad', about: 'subsidiary', nichandle: HUGO, what: 'ES, FR' });
  const [sent] = await call(desk, 'handover:send', { job: 'j', ...asked });
  expect(sent).toMatchObject({
    outcome: 'failed',
    failure: { message: expect.stringContaining('subsidiary') },
  });
});

test.each(FAULTS)(
  'of what answers %s the check says that it cannot be seen, and the rest is told',
  async (_, fault, code) => {
    const { sandbox, desk, api } = await open();
    sandbox.fault({ match: 'GET /me/payment/method*', kind: 'status', times: null, ...fault });
    sandbox.fault({ match: 'GET /v2/*', kind: 'status', times: null, ...fault });
    const told = await call(desk, 'standing:check', { nichandles: [MARTA], api, again: false });
    expect(told.own[0]).toMatchObject({
      canPay: { ok: false, error: { code } },
      address: { ok: false, error: { code } },
      subsidiary: { ok: true, value: 'ES' },
      debt: { ok: true, value: null },
    });
  },
);

/** A new code was asked for, and the answer lost: the ledger keeps it as not known. */
async function lostOne(sandbox: Sandbox, desk: OpenDesk): Promise<string> {
  const requests = await call(desk, 'requests:list', {});
  const accounts = (await call(desk, 'app:open', {})).accounts;
  const account = accounts.find(({ nichandle }) => nichandle === MARTA);
  const request = requests.find((each) => each.state === 'validatingByCustomers' && each.toAccount === MARTA);
  sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'reset', when: 'after' });
  await desk.handlers['requests:resend']({ requestKey: request?.key ?? '', accountId: account?.id ?? '' });
  const entry = (await call(desk, 'activity:list', {})).find(({ kind }) => kind === 'resend');
  expect(entry?.outcome).toBe('unknown');
  return entry?.id ?? '';
}

test('a call whose answer was lost is found in OVHcloud’s log once it shows it, with the address it came from', async () => {
  const { sandbox, desk } = await open({ logDelay: 180 });
  const activityId = await lostOne(sandbox, desk);
  const early = await call(desk, 'log:find', { of: { activityId }, again: false });
  expect(early).toMatchObject({ calls: [], early: true });
  sandbox.advance(200);
  await call(desk, 'sync:now', {});
  const found = await call(desk, 'log:find', { of: { activityId }, again: true });
  expect(found.calls).toEqual([{ at: expect.any(String), ip: expect.stringMatching(/127\.0\.0\.1/) }]);
  expect(JSON.stringify(found)).not.toMatch(/done|accepted|status/);
});

test.each(FAULTS)('where the log answers %s, that is said', async (_, fault, code) => {
  const { sandbox, desk } = await open();
  const activityId = await lostOne(sandbox, desk);
  sandbox.fault({ match: 'GET /me/api/logs/*', kind: 'status', times: null, ...fault });
  expect(await desk.handlers['log:find']({ of: { activityId }, again: false })).toMatchObject({
    ok: false,
    error: { code },
  });
});

test('policies that still name the former contact are told, those made from contacts as such', async () => {
  const { desk, api } = await open();
  const told = await call(desk, 'access:left', { nichandles: [MARTA], api, again: false });
  const hugo = told.accounts.find(({ accountId }) => accountId.startsWith(HUGO));
  expect(hugo?.policies).toMatchObject({
    ok: true,
    value: [{ name: 'Reprise 2025', readOnly: false, names: [MARTA] }],
  });
  // Of its own policies an account is no stranger.
  const own = told.accounts.find(({ accountId }) => accountId.startsWith(MARTA));
  expect(own?.policies).toEqual({ ok: true, value: [] });
  const others = await call(desk, 'access:left', { nichandles: [MIGUEL], api, again: false });
  const martas = others.accounts.find(({ accountId }) => accountId.startsWith(MARTA));
  expect(martas?.policies.ok && martas.policies.value.some(({ name }) => name === 'Guardia de noche')).toBe(
    true,
  );
});

test.each(FAULTS)('where policies answer %s, each account says so for itself', async (_, fault, code) => {
  const { sandbox, desk, api } = await open();
  sandbox.fault({ match: 'GET /v2/iam/policy', kind: 'status', times: null, ...fault });
  const told = await call(desk, 'access:left', { nichandles: [MARTA], api, again: false });
  expect(told.accounts).toHaveLength(3);
  for (const { policies } of told.accounts) expect(policies).toMatchObject({ ok: false, error: { code } });
});

test('the holder of a domain is told, and why not where it may not be seen', async () => {
  const { sandbox, desk } = await open();
  const [domain] = (await servicesOf(desk)).filter(({ family }) => family === '/domain');
  const serviceKey = domain?.key ?? '';
  expect((await call(desk, 'domains:holder', { serviceKey, again: false })).holder).toMatch(/^\d+$/);
  for (const [, fault, code] of FAULTS) {
    sandbox.clearFaults();
    sandbox.fault({ match: 'GET /domain/*', kind: 'status', times: null, ...fault });
    expect(await desk.handlers['domains:holder']({ serviceKey, again: true })).toMatchObject({
      ok: false,
      error: { code },
    });
  }
});
