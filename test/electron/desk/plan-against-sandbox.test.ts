/**
 * The plan of a hand-over against what a server with rules of its own does, over real HTTP: whatever the service, the roles
 * and the new contacts, what the plan says ready is taken and what it says blocked is refused, for the same reason. What
 * lies between OVHcloud and accounts that are not mine cannot be foreseen; each such refusal is proven to be one.
 */
import { afterEach, expect, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import type { Desk } from '../../../electron/desk/ports.ts';
import { createRandom, type Random } from '../../../electron/sandbox/random.ts';
import { type Sandbox, startSandbox } from '../../../electron/sandbox/server.ts';
import { CONTACT_TYPES } from '../../../shared/contact.ts';
import type { BlockReason, HandoverTarget, PlanRow } from '../../../shared/handover.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { Service } from '../../../shared/service.ts';
import { isRunning } from '../../../shared/turn.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call } from '../../fakes/open-desk.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { allServices } from '../../fakes/services.ts';
import { accountOf, clientFor } from '../sandbox/client.ts';

const PRIMARY = 'ac21874-ovh';
const COLLEAGUE = 'ac44920-ovh';
const CANADIAN = 'qc70418-ovh';
const IN_DEBT = 'abc1204-ovh';
const CANNOT_PAY = 'ovhtel-30512-ovh';
/** Which accounts are mine, world by world: what I know of the others' debts and zones differs. */
const WORLDS = [
  [PRIMARY],
  [PRIMARY, COLLEAGUE, CANADIAN],
  [PRIMARY, IN_DEBT, CANNOT_PAY],
  [COLLEAGUE, 'ac59077-ovh', IN_DEBT, CANADIAN],
] as const;
const CASES = 1000;
const AT_ONCE = 25;

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** All of them, chunk after chunk. */
const servicesOf = (desk: Desk): Promise<Service[]> =>
  allServices((input) => call(desk, 'services:list', input));

async function startWorld(seed: number, mine: readonly string[]): Promise<{ desk: Desk; sandbox: Sandbox }> {
  const sandbox = await startSandbox({
    services: 320,
    requests: 70,
    seed,
    counterparts: 'idle',
    pace: 0,
    lag: 0,
    cache: 0,
  });
  open.push(sandbox);
  const desk = await openDesk(fakePorts(await temporaryFolder()));
  open.push(desk);
  desk.start();
  for (const nichandle of mine) {
    const { applicationKey, applicationSecret, consumerKey } = accountOf(sandbox, nichandle);
    await call(desk, 'accounts:connectKeys', {
      endpoint: 'loopback',
      url: sandbox.url,
      applicationKey,
      applicationSecret,
      consumerKey,
    });
  }
  await call(desk, 'sync:now', {});
  return { desk, sandbox };
}

/** One, two or three roles, each to one of mine, a stranger, somebody across the ocean, in debt, without means, who is there already, or nobody at all. */
function anyTarget(random: Random, service: Service, mine: readonly string[], all: readonly string[]) {
  const target: HandoverTarget = {};
  const wanted = CONTACT_TYPES.filter(() => random.chance(0.45));
  for (const type of wanted.length > 0 ? wanted : [random.pick(CONTACT_TYPES)]) {
    const holder = service.contacts?.[random.pick(CONTACT_TYPES)];
    const fate = random.next();
    target[type] =
      fate < 0.25
        ? random.pick(mine)
        : fate < 0.7
          ? random.pick(all)
          : fate < 0.76
            ? CANADIAN
            : fate < 0.82
              ? IN_DEBT
              : fate < 0.86
                ? CANNOT_PAY
                : fate < 0.9
                  ? 'zz99999-ovh'
                  : (holder ?? PRIMARY).toUpperCase();
  }
  return random.chance(0.15)
    ? { ...target, replaces: random.pick(Object.values(service.contacts ?? {})) ?? PRIMARY }
    : target;
}

/** What the server must say where the plan gives this reason. */
const SAYS: Record<BlockReason['kind'], RegExp | null> = {
  running: /already running on this service/,
  debt: /^The account (\S+) has unpaid invoices/,
  'service-unpaid': /^This service has unpaid invoices/,
  role: /not allowed to change the contact(?:Admin|Tech|Billing) of this service/,
  nothing: /already the contacts of this service/,
  'not-there': null,
  'contacts-unknown': null,
  'in-creation': /is being created/,
  'not-active': /is (?:expired|deleted|suspended|being deleted)/,
  'other-zone': /^The accounts (\S+) and (\S+) are not in the same zone/,
  'email-elsewhere': /^The account \S+@\S+ does not exist/,
  'no-route': null,
  'no-credential': null,
};

/** Why the plan could not foresee a refusal; `null`: it should have. */
function unforeseeable(
  said: string,
  mine: ReadonlySet<string>,
  facts: { exists: ReadonlySet<string>; owes: ReadonlySet<string>; requests: readonly ContactRequest[] },
  service: Service,
): string | null {
  const debtor = /^The account (\S+) has unpaid invoices/.exec(said)?.[1];
  if (debtor !== undefined) return !mine.has(debtor) && facts.owes.has(debtor) ? 'debt of a stranger' : null;
  const zones = /^The accounts (\S+) and (\S+) are not in the same zone/.exec(said);
  if (zones) return mine.has(zones[1] ?? '') && mine.has(zones[2] ?? '') ? null : 'zone of a stranger';
  const nobody = /^The account (\S+) does not exist/.exec(said)?.[1];
  if (nobody !== undefined) return facts.exists.has(nobody) ? null : 'no such account';
  if (/has no valid means of payment/.test(said)) return 'means of payment';
  // As with means of payment: the check of the hand-over tells it beside the plan, where it can be seen.
  if (/must be of the same subsidiary/.test(said))
    return service.family === '/cloud/project' ? 'subsidiary of a project' : null;
  if (SAYS.running?.test(said)) {
    const known = facts.requests.some(
      (request) => isRunning(request.state) && request.serviceKey === service.key,
    );
    return known ? null : 'a request that is not told, or not which of two twins it is for';
  }
  return null;
}

test(`in ${CASES} cases over ${WORLDS.length} worlds the plan and the server do not disagree once`, {
  timeout: 120_000,
}, async () => {
  const disagreements: string[] = [];
  const verdicts = new Map<string, number>();
  const surprises = new Map<string, number>();
  const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1);
  let cases = 0;

  for (const [index, mine] of WORLDS.entries()) {
    const { desk, sandbox } = await startWorld(11 + index, mine);
    const random = createRandom(1000 + index);
    const isMine = new Set<string>(mine);
    const all = sandbox.accounts.map(({ nichandle }) => nichandle);
    const clients = new Map(all.map((nichandle) => [nichandle, clientFor(sandbox, nichandle)]));
    const clientOf = (nichandle: string) => {
      const client = clients.get(nichandle);
      if (!client) throw new Error(`no client of ${nichandle}`);
      return client;
    };
    const owes = new Set<string>();
    for (const nichandle of all) {
      const debt = await clientOf(nichandle).get('/me/debtAccount');
      if (debt.body.dueAmount.value > 0) owes.add(nichandle);
    }
    const services = await servicesOf(desk);
    const odd = services.filter(
      ({ state, lifecycle }) => state !== 'active' || (lifecycle !== null && lifecycle !== 'active'),
    );
    const handleOf = (accountId: string) => accountId.split('@')[0] ?? '';

    for (const last = ((index + 1) * CASES) / WORLDS.length; cases < last; ) {
      const chosen = new Map<string, Service>();
      while (chosen.size < Math.min(AT_ONCE, last - cases)) {
        const service = random.pick(odd.length > 0 && random.chance(0.2) ? odd : services);
        chosen.set(service.key, service);
      }
      const targets = [...chosen.values()].map((service) => ({
        serviceKey: service.key,
        target: anyTarget(random, service, mine, all),
      }));
      const serviceKeys = targets.map(({ serviceKey }) => serviceKey);
      const { rows, fresh } = await call(desk, 'handover:check', { serviceKeys, target: {}, targets });
      expect(fresh).toBe(true);
      const facts = { exists: new Set(all), owes, requests: await call(desk, 'requests:list', {}) };
      const ready = rows.filter(({ verdict }) => verdict === 'ready').map(({ serviceKey }) => serviceKey);
      const sent =
        ready.length === 0
          ? []
          : await call(desk, 'handover:send', { job: `${cases}`, serviceKeys: ready, target: {}, targets });

      for (const row of rows) {
        cases += 1;
        const service = chosen.get(row.serviceKey);
        const target = targets.find(({ serviceKey }) => serviceKey === row.serviceKey)?.target;
        if (!service || !target) throw new Error('a row of no service');
        const disagree = (why: string) =>
          disagreements.push(
            `${service.family} ${service.name}: ${why} (${JSON.stringify({ mine, contacts: service.contacts, target, verdict: row.verdict, reason: row.reason })})`,
          );

        if (row.verdict === 'ready') {
          const outcome = sent.find(({ serviceKey }) => serviceKey === row.serviceKey);
          if (outcome?.outcome === 'sent') {
            count(verdicts, 'ready, and taken');
            const why = await whyNotAsPlanned(row, outcome.requestIds, sandbox);
            if (why !== null) disagree(why);
            continue;
          }
          const said = outcome?.failure?.message ?? '';
          const why = unforeseeable(said, isMine, facts, service);
          if (why === null) disagree(`ready, and ${outcome?.outcome}: ${said}`);
          else count(surprises, why);
          continue;
        }

        count(verdicts, `${row.verdict}: ${row.reason?.kind}`);
        const asked = rolesAskedFor(target, service);
        // The server knows no such wish as to replace one by another: where he is not there it has nothing to be asked.
        if (row.reason?.kind === 'not-there') {
          if (Object.keys(asked).length > 0) disagree('he is there');
          continue;
        }
        const senders = row.accountId === null ? service.seenBy.map(handleOf) : [handleOf(row.accountId)];
        for (const sender of senders) {
          const answer = await clientOf(sender).post(`${service.route}/changeContact`, asked);
          if (answer.status < 400) {
            disagree(`${row.verdict}, and ${sender} was allowed`);
            break;
          }
          const expected = row.reason === null ? null : SAYS[row.reason.kind];
          if (expected?.test(answer.body.message)) continue;
          // Debt and zone, both of accounts of mine: the server looks at one contact after the other.
          if (isOfAPair(row.reason) && tellsOfAPair(answer.body.message, isMine)) continue;
          // Two reasons at once: the server may tell the one first that cannot be foreseen.
          if (unforeseeable(answer.body.message, isMine, facts, service) === null)
            disagree(`${sender} was told: ${answer.body.message}`);
          else count(verdicts, 'blocked for two reasons');
        }
      }
    }
    await desk.close();
    await sandbox.close();
    open.length = 0;
  }

  expect(disagreements.slice(0, 5)).toEqual([]);
  expect(disagreements).toHaveLength(0);
  expect(cases).toBe(CASES);
  // Every kind of thing was tried, and foreseen refusals are not called surprises.
  for (const kind of [
    'ready, and taken',
    'blocked: running',
    'blocked: debt',
    'blocked: service-unpaid',
    'blocked: in-creation',
    'blocked: not-active',
    'blocked: other-zone',
    'not-yours: role',
    'nothing: nothing',
    'nothing: not-there',
  ])
    expect(verdicts.get(kind) ?? 0, kind).toBeGreaterThan(0);
  for (const kind of [
    'debt of a stranger',
    'zone of a stranger',
    'no such account',
    'means of payment',
    'subsidiary of a project',
  ])
    expect(surprises.get(kind) ?? 0, kind).toBeGreaterThan(0);
});

function isOfAPair(reason: BlockReason | null): boolean {
  return reason?.kind === 'debt' || reason?.kind === 'other-zone';
}

function tellsOfAPair(said: string, mine: ReadonlySet<string>): boolean {
  const [, ...named] = SAYS.debt?.exec(said) ?? SAYS['other-zone']?.exec(said) ?? [];
  return named.length > 0 && named.every((nichandle) => mine.has(nichandle));
}

/** The roles that change where somebody is to be replaced: those he holds; all of them otherwise. */
function rolesAskedFor({ replaces, ...wanted }: HandoverTarget, { contacts }: Service) {
  if (replaces === undefined) return wanted;
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([type]) => contacts?.[type as keyof typeof wanted]?.toLowerCase() === replaces.toLowerCase(),
    ),
  );
}

/** As many requests as the plan said, confirmed by those it named. */
async function whyNotAsPlanned(
  row: PlanRow,
  requestIds: readonly number[],
  sandbox: Sandbox,
): Promise<string | null> {
  if (requestIds.length !== row.requestCount) return `${requestIds.length} requests were made`;
  const sides = new Set<string>();
  for (const id of requestIds) {
    const answer = await fetch(`${sandbox.origin}/_sandbox/tasks/${id}`);
    const task = (await answer.json()) as { sides: { nichandle: string }[] };
    for (const { nichandle } of task.sides) sides.add(nichandle);
  }
  const said = [...row.confirmers].sort().join();
  const asked = [...sides].sort().join();
  return said === asked ? null : `these confirm: ${asked}`;
}
