/**
 * Many decisions and a hand-over over a bad line, through whatever answers the contract: a desk, or the page of a program that
 * runs. Says of each what was struck, what came over the line, what was told, and what the server knows. Judges nothing.
 */
import { createRandom } from '../../electron/sandbox/random.ts';
import { type Sandbox, startSandbox } from '../../electron/sandbox/server.ts';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { OutboxOutcome } from '../../shared/outbox.ts';
import type { Decision } from '../../shared/request.ts';
import { accountOf, clientFor } from '../electron/sandbox/client.ts';
import {
  type BadLine,
  FAULTS,
  type Fault,
  openBadLine,
  type RepeatFault,
  type StaleFault,
} from './bad-line.ts';
import { lettersTo } from './mailbox.ts';
import { allServices } from './services.ts';

export const PRIMARY = 'ac21874-ovh';
const COLLEAGUE = 'ac44920-ovh';
/** Of ten calls so many go through unharmed. */
const WELL = 3;

export type Ask = <C extends Channel>(channel: C, input: Input<C>) => Promise<Output<C>>;

/** One decision, or one service of the hand-over. */
export type Told = {
  what: string;
  fault: Fault | StaleFault | RepeatFault | null;
  /** How many of this POST came over the line, and how many of them reached the server. */
  sent: number;
  arrived: number;
  /** What was told at once, with the failure's code, and what Activity says at the end. */
  outcome: string;
  code: string | null;
  said: string;
  /** Whether it is so at the server. */
  happened: boolean;
};

export type Weather = {
  line: BadLine;
  sandbox: Sandbox;
  close: () => Promise<void>;
};

/** @param lateMs longer than the program's patience with one call. */
export async function startWeather(
  lateMs: number,
  { waiting, services }: { waiting: number; services: number },
): Promise<Weather> {
  let port = 0;
  const line = await openBadLine(() => port, lateMs);
  const sandbox = await startSandbox({
    services,
    requests: 30,
    waiting,
    counterparts: 'idle',
    pace: 0.02,
    lag: 0.02,
    cache: 0,
    aliases: [line.origin],
  });
  port = Number(new URL(sandbox.origin).port);
  return {
    line,
    sandbox,
    async close() {
      await line.close();
      await sandbox.close();
    },
  };
}

export function keysFor({ line, sandbox }: Weather): Input<'accounts:connectKeys'> {
  const { applicationKey, applicationSecret, consumerKey } = accountOf(sandbox, PRIMARY);
  return { endpoint: 'loopback', url: line.origin, applicationKey, applicationSecret, consumerKey };
}

export type Round = {
  seed: number;
  decisions: number;
  services: number;
  /** So many decisions more are kept for later and then sent together. */
  outbox?: number;
  /** So many decisions, and so many services, are late; each one costs the program's whole patience. */
  mostLate: { decisions: number; services: number };
  /** Strikes every POST, instead of what the seed draws. */
  always?: RepeatFault;
};

/**
 * The account is connected over the line already. Reads find stale connections now and then, as they do.
 */
export async function playRound(
  ask: Ask,
  weather: Weather,
  { seed, decisions, services, outbox = 0, mostLate, always }: Round,
): Promise<Told[]> {
  const { line, sandbox } = weather;
  const random = createRandom(seed);
  const faults = new Map<string, Told['fault']>();
  line.strike(({ method, path }) =>
    method === 'POST' ? (faults.get(path) ?? null) : random.chance(0.05) ? 'stale' : null,
  );
  const drawer = (most: number): (() => Told['fault']) => {
    let late = 0;
    return () => {
      if (always !== undefined) return always;
      if (random.int(1, 10) <= WELL) return null;
      const fault = random.pick([...FAULTS, 'stale' as const]);
      if (!fault.endsWith('late')) return fault;
      late += 1;
      return late > most ? null : fault;
    };
  };

  const all = await itemsFor(ask, sandbox, decisions + outbox);
  const items = all.slice(0, decisions);
  const draw = drawer(mostLate.decisions);
  for (const item of all) faults.set(`/1.0${item.path}`, draw());
  const outcomes = await ask('requests:decide', {
    job: `round-${seed}`,
    items: items.map(({ requestKey, accountId, handle, decision }) => ({
      requestKey,
      accountId,
      handle,
      decision,
    })),
  });

  const asked = await servicesFor(ask, services);
  const drawAgain = drawer(mostLate.services);
  for (const { path } of asked) faults.set(`/1.0${path}`, drawAgain());
  const sendings = await ask('handover:send', {
    job: `hand-over-${seed}`,
    serviceKeys: asked.map(({ key }) => key),
    target: { contactTech: COLLEAGUE },
  });

  const kept = await sendLater(ask, `outbox-${seed}`, all.slice(decisions));

  // Whatever was late is there by now, and is shown; the program reads it as it would by itself.
  await line.settled();
  line.strike(() => null);
  sandbox.advance(60);
  await ask('sync:now', {});
  const activity = await ask('activity:list', {});
  const posts = line.posts();
  const count = (path: string): Pick<Told, 'sent' | 'arrived' | 'fault'> => ({
    fault: faults.get(`/1.0${path}`) ?? null,
    sent: posts.get(`/1.0${path}`) ?? 0,
    arrived: sandbox.log().filter((call) => call.method === 'POST' && call.path === path).length,
  });

  const told: Told[] = [];
  for (const [i, { id, path, decision }] of all.entries()) {
    const outcome = i < decisions ? outcomes[i] : kept[i - decisions];
    told.push({
      what: i < decisions ? `${decision} ${id}` : `${decision} ${id}, kept for later`,
      ...count(path),
      outcome: outcome?.outcome ?? 'nothing',
      code: outcome?.failure?.code ?? null,
      said:
        activity.find(({ kind, requestIds }) => kind === decision && requestIds.includes(id))?.outcome ??
        'nothing',
      happened: await hasTaken(sandbox, id, decision),
    });
  }
  const made = (await clientFor(sandbox, PRIMARY).page('/me/task/contactChange')).body as {
    askingAccount: string;
    serviceDomain: string;
    toAccount: string;
    state: string;
  }[];
  for (const [i, { key, name, path }] of asked.entries()) {
    const outcome = sendings[i];
    told.push({
      what: `hand-over of ${name}`,
      ...count(path),
      outcome: outcome?.outcome ?? 'nothing',
      code: outcome?.failure?.code ?? null,
      said:
        activity.find(({ kind, serviceKey }) => kind === 'changeContact' && serviceKey === key)?.outcome ??
        'nothing',
      happened: made.some(
        (task) =>
          task.serviceDomain === name &&
          task.askingAccount === PRIMARY &&
          task.toAccount === COLLEAGUE &&
          ['todo', 'checkValidity', 'validatingByCustomers'].includes(task.state),
      ),
    });
  }
  return told;
}

type Item = {
  id: number;
  path: string;
  requestKey: string;
  accountId: string;
  handle: string;
  decision: Decision;
};

/** Kept, looked at anew and sent; answers what came of each, in their order. */
async function sendLater(ask: Ask, job: string, items: readonly Item[]): Promise<OutboxOutcome[]> {
  if (items.length === 0) return [];
  const decisions = items.map(({ requestKey, accountId, handle, decision }) => ({
    requestKey,
    accountId,
    handle,
    decision,
  }));
  const { entries } = await ask('outbox:keep', { decisions });
  const ids = items.map(({ requestKey, accountId }) => {
    const entry = entries.find(
      (one) => one.kind === 'decision' && one.requestKey === requestKey && one.accountId === accountId,
    );
    if (entry === undefined) throw new Error(`${requestKey} was not kept`);
    return entry.id;
  });
  await ask('outbox:review', { ids });
  const outcomes = await ask('outbox:send', { job, ids });
  return ids.flatMap((id) => outcomes.find((outcome) => outcome.id === id) ?? []);
}

/** Every fourth is refused, the others are accepted. */
async function itemsFor(ask: Ask, sandbox: Sandbox, count: number): Promise<Item[]> {
  const items: Item[] = [];
  for (const { raw, requestId: id } of await lettersTo(sandbox.origin, PRIMARY)) {
    if (items.length === count) return items;
    const [code] = (await ask('codes:recognise', { text: raw })).codes;
    if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId === null) continue;
    if (!code.accountId.startsWith(PRIMARY)) continue;
    const decision: Decision = items.length % 4 === 3 ? 'refuse' : 'accept';
    const { requestKey, accountId, handle } = code;
    items.push({
      id,
      path: `/me/task/contactChange/${id}/${decision}`,
      requestKey,
      accountId,
      handle,
      decision,
    });
  }
  throw new Error(`only ${items.length} requests wait for a code`);
}

/**
 * Ready ones whose name no other service has: a twin's request would say nothing about them. From the asker himself: what a
 * stranger owes nobody here can know.
 */
async function servicesFor(ask: Ask, count: number): Promise<{ key: string; name: string; path: string }[]> {
  const all = await allServices((input) => ask('services:list', input));
  const names = Map.groupBy(all, ({ name }) => name);
  const alone = all.filter(
    ({ name, route, contacts }) =>
      route !== null && contacts?.contactTech === PRIMARY && names.get(name)?.length === 1,
  );
  const { rows } = await ask('handover:check', {
    serviceKeys: alone.map(({ key }) => key),
    target: { contactTech: COLLEAGUE },
  });
  const ready = new Set(
    rows.filter(({ verdict }) => verdict === 'ready').map(({ serviceKey }) => serviceKey),
  );
  const chosen = alone.filter(({ key }) => ready.has(key)).slice(0, count);
  if (chosen.length < count) throw new Error(`only ${chosen.length} services can be handed over`);
  return chosen.map(({ key, name, route }) => ({ key, name, path: `${route ?? ''}/changeContact` }));
}

async function hasTaken(sandbox: Sandbox, id: number, decision: Decision): Promise<boolean> {
  const { decided, sides } = (await (await fetch(`${sandbox.origin}/_sandbox/tasks/${id}`)).json()) as {
    decided: string;
    sides: { nichandle: string; confirmedAt: string | null }[];
  };
  return decision === 'refuse'
    ? decided === 'refused'
    : sides.some(({ nichandle, confirmedAt }) => nichandle === PRIMARY && confirmedAt !== null);
}
