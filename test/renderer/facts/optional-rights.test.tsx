/**
 * What the screens say where an optional call is refused, unknown to the server, answered strangely, or refused in the middle: over
 * the whole desk and the stand-in OVHcloud, each answer drawn by its own component. What is missing, and what works all the same.
 */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../electron/sandbox/faults.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { AccessLeft } from '../../../renderer/facts/access-left.tsx';
import { AccountAddresses } from '../../../renderer/facts/account-addresses.tsx';
import { CallWitness } from '../../../renderer/facts/call-witness.tsx';
import { CodeTrail } from '../../../renderer/facts/code-trail.tsx';
import { DomainHolder } from '../../../renderer/facts/domain-holder.tsx';
import { StandingLines } from '../../../renderer/facts/standing-lines.tsx';
import { ClosingCondition } from '../../../renderer/moves/move-conditions.tsx';
import { useStore } from '../../../renderer/store/store.ts';
import { startLanguage } from '../../../renderer/words/i18n.ts';
import type { Account } from '../../../shared/account.ts';
import type { Channel } from '../../../shared/channels.ts';
import type { Input } from '../../../shared/contract.ts';
import type { Failure, Result } from '../../../shared/failure.ts';
import type { ClosingFact, Move } from '../../../shared/moves.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { Service } from '../../../shared/service.ts';
import { isRunning, sidesOf } from '../../../shared/turn.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const [MARTA, HUGO, GRACE] = ['ac21874-ovh', 'ac44920-ovh', 'ac59077-ovh'];
const MIGUEL = 'mp40311-ovh';

type World = {
  desk: OpenDesk;
  sandbox: Sandbox;
  accounts: readonly Account[];
  services: readonly Service[];
  requests: readonly ContactRequest[];
  account: (nichandle: string) => Account;
};

async function openWorld(): Promise<World> {
  // A page of a list that goes on behind a cursor holds one element: the next can be refused.
  const sandbox = await stillSandbox({ services: 160, requests: 60, largestPage: 1, logDelay: 0 });
  const desk = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox });
  await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  const { accounts } = await call(desk, 'app:open', {});
  return {
    desk,
    sandbox,
    accounts,
    services: await allServices((input) => call(desk, 'services:list', input)),
    requests: await call(desk, 'requests:list', {}),
    account: (nichandle) => {
      const found = accounts.find((each) => each.nichandle === nichandle);
      if (!found) throw new Error(`no account ${nichandle}`);
      return found;
    },
  };
}

/** Drawn on the server, screens see the store's first state alone: what they have to know is put there. */
function draw(world: World, screen: ReactNode, facts: Record<string, unknown> = {}): string {
  Object.assign(useStore.getInitialState(), { accounts: world.accounts, facts });
  const html = renderToStaticMarkup(screen);
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1');
}

/** Asks the desk as the screen does, and draws what the screen makes of the answer. */
async function askAndDraw<C extends Channel>(
  world: World,
  channel: C,
  question: Omit<Input<C>, 'again'>,
  screen: ReactNode,
): Promise<string> {
  const answer = (await world.desk.handlers[channel]({
    ...question,
    again: true,
  } as unknown as Input<C>)) as Result<unknown>;
  const [value, failure] = answer.ok ? [answer.value, null] : [null, answer.error as Failure];
  return draw(world, screen, {
    [`${channel} ${JSON.stringify(question)}`]: { asking: false, value, failure },
  });
}

function graces(world: World): { request: ContactRequest; account: Account } {
  const account = world.account(GRACE);
  const request = world.requests.find(
    (each) =>
      isRunning(each.state) &&
      each.fromAccount === MARTA &&
      sidesOf(each, new Set([GRACE])).some((side) => side.mine && side.code === 'needed'),
  );
  if (!request) throw new Error('nothing waits for Grace');
  return { request, account };
}

async function closing(world: World, fact: ClosingFact): Promise<string> {
  const reads = await call(world.desk, 'moves:closing', { accountId: world.account(HUGO).id });
  const read = reads.find((each) => each.fact === fact) ?? null;
  const move = { nichandle: HUGO, ticked: {} } as unknown as Move;
  return draw(
    world,
    <ClosingCondition move={move} fact={fact} state={read?.state ?? 'waiting'} read={read} isConnected />,
  );
}

const ASKED = {
  async history(world: World) {
    const { request, account } = graces(world);
    const question = { requestKey: request.key, accountId: account.id };
    return askAndDraw(world, 'trails:look', question, <CodeTrail request={request} account={account} />);
  },
  async addresses(world: World) {
    const account = world.account(HUGO);
    return askAndDraw(
      world,
      'trails:addresses',
      { accountId: account.id },
      <AccountAddresses account={account} />,
    );
  },
  async standing(world: World) {
    const service = world.services.find(
      ({ family, contacts }) => family === '/domain' && contacts?.contactBilling === MARTA,
    ) as Service;
    const { rows } = await call(world.desk, 'handover:check', {
      serviceKeys: [service.key],
      target: { contactBilling: HUGO },
    });
    const services = new Map([[service.key, service]]);
    const nichandles = [
      ...new Set([HUGO, ...Object.values(service.contacts ?? {}).flatMap((who) => (who ? [who] : []))]),
    ].sort();
    return askAndDraw(
      world,
      'standing:check',
      { nichandles, api: service.api },
      <StandingLines api={service.api} rows={rows} services={services} />,
    );
  },
  async log(world: World) {
    const { request, account } = graces(world);
    world.sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'reset', when: 'after' });
    await world.desk.handlers['requests:resend']({ requestKey: request.key, accountId: account.id });
    const entry = (await call(world.desk, 'activity:list', {})).find(({ kind }) => kind === 'resend');
    const of = { activityId: entry?.id ?? '' };
    return askAndDraw(world, 'log:find', { of }, <CallWitness of={of} />);
  },
  async policies(world: World) {
    const { api } = world.account(MARTA);
    // One account alone: which of several is refused in the middle would be chance.
    for (const { id, nichandle } of world.accounts)
      if (nichandle !== MARTA) await call(world.desk, 'accounts:forget', { accountId: id });
    const question = { api, nichandles: [MIGUEL] };
    return askAndDraw(world, 'access:left', question, <AccessLeft {...question} />);
  },
  async holder(world: World) {
    const service = world.services.find(({ family }) => family === '/domain') as Service;
    return askAndDraw(
      world,
      'domains:holder',
      { serviceKey: service.key },
      <DomainHolder service={service} />,
    );
  },
  invoices: (world: World) => closing(world, 'invoices'),
  orders: (world: World) => closing(world, 'orders'),
  balance: (world: World) => closing(world, 'balance'),
};

const NONE_HERE = 'OVHcloud does not offer this here';
const STRANGE = 'cannot be understood';
const BY_HAND = 'OVHcloud did not answer that. Look there, then tick.';

type Row = {
  what: string;
  match: string;
  ask: keyof typeof ASKED;
  /** What is there where nothing is refused: without it the rest would prove nothing. */
  there: string;
  /** Told in every case: what is missing. Where it is not told apart, `refused` and the others say it. */
  missing?: string;
  /** Told in every case: what works all the same. */
  still: string;
  refused: string;
  unknown: string;
  strange: string;
  /** The call that is refused once the first one has answered; none where there is one call only. */
  middle?: { match: string; every: number; says: string };
};

const ROWS: readonly Row[] = [
  {
    what: 'where a code went',
    match: 'GET /v2/notification/history',
    ask: 'history',
    there: 'The code did not arrive: the mail server of b•••@cobalto.co.uk sent it back.',
    missing: 'to which address and whether it arrived is not told',
    still: 'OVHcloud says it sent the code',
    refused: 'it lacks the right to read OVHcloud’s messages (GET /v2/notification/history)',
    unknown: 'OVHcloud does not offer the list that tells more here.',
    strange: 'gave an answer that cannot be understood',
  },
  {
    what: 'the addresses of an account',
    match: 'GET /v2/notification/contactMean',
    ask: 'addresses',
    there: 'h•••@cobalto.fr',
    missing: 'Which addresses OVHcloud writes to cannot be seen.',
    still: 'E-mails with codes are sent all the same',
    refused: 'GET /v2/notification/contactMean',
    unknown: NONE_HERE,
    strange: STRANGE,
    middle: {
      match: 'GET /v2/notification/contactMean',
      every: 2,
      says: 'Which addresses OVHcloud writes to cannot be seen.',
    },
  },
  {
    what: 'the rules of an account, its addresses being told',
    match: 'GET /v2/notification/routing',
    ask: 'addresses',
    there: '“Factures” sends some e-mails',
    missing: 'Whether a rule takes codes elsewhere cannot be seen.',
    still: 'h•••@cobalto.fr',
    refused: 'GET /v2/notification/routing',
    unknown: NONE_HERE,
    strange: STRANGE,
  },
  {
    what: 'means of payment, in the check of a hand-over',
    match: 'GET /me/payment/method*',
    ask: 'standing',
    there: '4 things that could stop it',
    missing: 'can pay cannot be seen.',
    still: 'What cannot be seen stops nothing',
    refused: 'Its key lacks GET /me/payment/method.',
    unknown: 'can pay cannot be seen.',
    strange: 'can pay cannot be seen.',
    middle: { match: 'GET /me/payment/method/*', every: 1, says: 'can pay cannot be seen.' },
  },
  {
    what: 'how an address does, in the check of a hand-over',
    match: 'GET /v2/notification/contactMean',
    ask: 'standing',
    there: '4 things that could stop it',
    missing: 'Whether the address of',
    still: 'What cannot be seen stops nothing',
    refused: 'Its key lacks GET /v2/notification/contactMean.',
    unknown: 'works cannot be seen.',
    strange: 'works cannot be seen.',
  },
  {
    what: 'OVHcloud’s log of calls',
    match: 'GET /me/api/logs/*',
    ask: 'log',
    there: 'OVHcloud received it from',
    still: 'What came of the call shows all the same: read the request again.',
    refused: 'Does not work without it: looking up in OVHcloud',
    unknown: NONE_HERE,
    strange: STRANGE,
    middle: { match: 'GET /me/api/logs/self/*', every: 1, says: 'Concerns: GET /me/api/logs/self/' },
  },
  {
    what: 'IAM’s policies',
    match: 'GET /v2/iam/policy',
    ask: 'policies',
    there: '“Guardia de noche” lets in',
    missing: 'Its policies cannot be seen.',
    still: 'The contacts have changed all the same.',
    refused: 'Does not work without it: seeing whom IAM',
    unknown: NONE_HERE,
    strange: STRANGE,
    middle: {
      match: 'GET /v2/iam/policy',
      every: 2,
      says: 'There are more of its policies, which cannot be seen.',
    },
  },
  {
    what: 'the holder of a domain',
    match: 'GET /domain/*',
    ask: 'holder',
    there: 'Its holder is',
    still: 'changing the contacts does not change who holds the domain',
    refused: 'Concerns: GET /domain/',
    unknown: NONE_HERE,
    strange: STRANGE,
  },
  {
    what: 'unpaid invoices, before an account is closed',
    match: 'GET /me/debtAccount',
    ask: 'invoices',
    there: 'Nothing is due',
    missing: 'No unpaid invoices',
    still: 'I have looked: it is so',
    refused: 'This key may not read it (GET /me/debtAccount). Look at OVHcloud, then tick.',
    unknown: BY_HAND,
    strange: BY_HAND,
  },
  {
    what: 'the prepaid balance, before an account is closed',
    match: 'GET /me/ovhAccount*',
    ask: 'balance',
    there: '12.50 € prepaid',
    missing: 'Balance is 0',
    still: 'I have looked: it is so',
    refused: 'This key may not read it (GET /me/ovhAccount). Look at OVHcloud, then tick.',
    unknown: BY_HAND,
    strange: BY_HAND,
    middle: {
      match: 'GET /me/ovhAccount/*',
      every: 1,
      says: 'This key may not read it (GET /me/ovhAccount). Look at OVHcloud, then tick.',
    },
  },
];

const REFUSED = { status: 403, errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' };
const FAULTS = {
  refused: REFUSED,
  unknown: { status: 404, message: 'Got an invalid (or empty) URL' },
  strange: { status: 200, body: 'what' },
} as const;

beforeAll(async () => {
  Object.assign(globalThis, { document: { documentElement: {} } });
  await startLanguage('en');
});

describe.each(ROWS)('$what', ({ match, ask, there, missing, still, middle, ...says }) => {
  const strike = (world: World, fault: Partial<FaultInput>, where = match): void => {
    world.sandbox.clearFaults();
    world.sandbox.fault({ match: where, kind: 'status', times: null, ...fault });
  };

  test('is told where it may be seen; refused, missing or strange, the screen says what is missing and what works', async () => {
    const world = await openWorld();
    expect(await ASKED[ask](world)).toContain(there);
    for (const kind of ['refused', 'unknown', 'strange'] as const) {
      // A world of its own for what is kept for minutes.
      const struck = await openWorld();
      strike(struck, FAULTS[kind]);
      const told = await ASKED[ask](struck);
      expect(told, kind).toContain(says[kind]);
      expect(told, kind).toContain(missing ?? says[kind]);
      expect(told, kind).toContain(still);
      expect(told, kind).not.toContain(there);
    }
  });

  test.runIf(middle !== undefined)(
    'refused after the first answer, what came is told, and that more is not',
    async () => {
      const world = await openWorld();
      strike(world, { ...REFUSED, every: middle?.every ?? 1 }, middle?.match);
      const told = await ASKED[ask](world);
      expect(told).toContain(middle?.says);
      expect(told).toContain(still);
    },
  );
});

test('open orders, which the keys of the stand-in may not read, are looked at by hand', async () => {
  expect(await ASKED.orders(await openWorld())).toContain(
    'This key may not read it (GET /me/order). Look at OVHcloud, then tick.',
  );
});
