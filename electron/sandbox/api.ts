/** The calls of the API below `/1.0`: reads the call, asks the world, answers. Rules live in rules.ts and machine.ts. */
import { Hono } from 'hono';
import { addAccountCalls } from './api-account.ts';
import { addClosingCalls } from './api-closing.ts';
import { answerBatch, splitBatch } from './batch.ts';
import { asCaller, type Call, type CallerOptions, pathOf, type SandboxEnv, serverTime } from './caller.ts';
import { dateTime } from './clock.ts';
import { statusOf } from './credentials.ts';
import { badRequest, credentialError, notFound } from './errors.ts';
import { FAMILIES } from './families.ts';
import { writeLetter } from './mail.ts';
import { type Service, stateAt, type Task } from './model.ts';
import { answerList, type Listing, wantsPages } from './paging.ts';
import { readWanted } from './rules.ts';
import type { Universe } from './universe.ts';
import { viewAccount, viewDebt, viewDomain, viewService, viewServiceInfos, viewTask } from './views.ts';

type ApiOptions = CallerOptions & {
  /** The sandbox's own, for the pages that people open. */
  origin: () => string;
  /** Seconds that expanded lists come from a cache; `Pragma: no-cache` goes past it. */
  cache: number;
};

const EMPTY = '';

export function createApi(universe: Universe, options: ApiOptions): Hono<SandboxEnv> {
  const { world, machine, keyring } = universe;
  const api = new Hono<SandboxEnv>().basePath('/1.0');

  api.get('/auth/time', (c) => c.json(Math.floor(serverTime(universe, c) / 1000)));

  api.post('/auth/credential', async (c) => {
    const key = c.req.header('x-ovh-application');
    const application = key === undefined ? undefined : keyring.application(key);
    if (!application) throw credentialError(403, 'INVALID_KEY', 'This application key is invalid');
    const credential = keyring.ask(application, await readBody(c), serverTime(universe, c));
    return c.json({
      consumerKey: credential.consumerKey,
      state: credential.status,
      validationUrl: `${options.origin()}/auth/?credentialToken=${credential.validationToken}`,
    });
  });

  api.use('*', asCaller(universe, options));

  const me = (c: Call): string => c.var.caller.account.nichandle;

  api.get('/auth/currentCredential', (c) => {
    const credential = c.get('pending') ?? c.var.caller.credential;
    if (!credential) throw notFound('There is no credential behind a token of a service account');
    return c.json({
      credentialId: credential.id,
      applicationId: credential.application.id,
      ovhSupport: false,
      status: statusOf(credential, universe.live()),
      rules: credential.rules,
      creation: dateTime(credential.creation),
      expiration: credential.expiration === null ? null : dateTime(credential.expiration),
      lastUse: credential.lastUse === null ? null : dateTime(credential.lastUse),
      allowedIPs: credential.allowedIPs,
    });
  });

  api.get('/auth/details', (c) => {
    const { account, credential } = c.var.caller;
    return c.json({
      account: account.nichandle,
      allowedRoutes: credential?.rules ?? null,
      description: null,
      identities: [`urn:v1:${account.zone.toLowerCase()}:identity:account:${account.nichandle}`],
      method: credential ? 'account' : 'serviceAccount',
      roles: [],
      user: null,
    });
  });

  api.post('/auth/logout', (c) => {
    const { credential } = c.var.caller;
    if (credential) credential.expiration = universe.live();
    return c.body(EMPTY, 200);
  });

  api.get('/me', (c) => c.json(viewAccount(c.var.caller.account)));
  api.get('/me/debtAccount', (c) => c.json(viewDebt(c.var.caller.account)));

  api.get('/me/notification/email/history', (c) => c.json(world.lettersOf(me(c)).map((letter) => letter.id)));
  api.get('/me/notification/email/history/:id', (c) => {
    const letter = world.lettersOf(me(c)).find((each) => String(each.id) === c.req.param('id'));
    if (!letter) throw notFound(`The requested object (id = ${c.req.param('id')}) does not exist`);
    const { subject, text } = writeLetter(world, letter);
    return c.json({ id: letter.id, subject, date: dateTime(letter.date), body: text });
  });

  addAccountCalls(api, universe);
  addClosingCalls(api);

  // Tasks

  const taskOf = (c: Call, id: string): Task => {
    const task = /^\d{1,12}$/.test(id) ? world.tasks.get(Number(id)) : undefined;
    if (!task || !world.concerns(me(c), task))
      throw notFound(`The requested object (id = ${id}) does not exist`);
    return task;
  };

  const asOf = createListCache(options.cache);

  const sendList = <T>(c: Call, listing: Listing<T>): Response => {
    const { body, headers } = answerList(listing, (name) => c.req.header(name));
    return c.json(body as object, 200, headers);
  };
  /** Expanded lists are told as they were when they were cached. */
  const timeOfList = (c: Call): number => {
    const now = universe.live();
    if (!wantsPages((name) => c.req.header(name))) return now;
    const fresh = /no-cache/i.test(c.req.header('pragma') ?? '');
    return asOf(`${me(c)} ${c.env.incoming.url}`, now, fresh);
  };

  api.get('/me/task/contactChange', (c) => {
    const at = timeOfList(c);
    const { askingAccount, toAccount, state } = c.req.query();
    const rows = world
      .tasksOf(me(c))
      .filter(
        (task) =>
          task.requested <= at &&
          (askingAccount === undefined || task.asking === askingAccount) &&
          (toAccount === undefined || task.to === toAccount) &&
          (state === undefined || stateAt(task, at) === state),
      );
    return sendList(c, { rows, id: (task) => task.id, view: (task) => viewTask(task, at) });
  });

  api.get('/me/task/contactChange/:ids', (c) => {
    const now = universe.live();
    return sendOneOrBatch(c, c.req.param('ids'), (id) => viewTask(taskOf(c, id), now));
  });

  for (const decision of ['accept', 'refuse'] as const) {
    api.post(`/me/task/contactChange/:id/${decision}`, async (c) => {
      const now = universe.live();
      const task = taskOf(c, c.req.param('id') ?? '');
      machine[decision](task, me(c), await readToken(c), now);
      return c.body(EMPTY, 200);
    });
  }

  api.post('/me/task/contactChange/:id/resendEmail', (c) => {
    const now = universe.live();
    machine.resend(taskOf(c, c.req.param('id')), me(c), now);
    return c.body(EMPTY, 200);
  });

  // Services

  api.get('/services', (c) => {
    const at = timeOfList(c);
    const rows = selectServices(world.servicesOf(me(c)), c.req.queries());
    return sendList(c, {
      rows,
      id: (service) => service.serviceId,
      view: (service) => viewService(service, at),
    });
  });

  api.get('/services/:ids', (c) => {
    const now = universe.live();
    return sendOneOrBatch(c, c.req.param('ids'), (id) => {
      const service = /^\d{1,12}$/.test(id) ? world.services.get(Number(id)) : undefined;
      if (!service || !world.holds(me(c), service))
        throw notFound(`The requested object (id = ${id}) does not exist`);
      return viewService(service, now);
    });
  });

  const serviceOf = (c: Call, family: string, encoded: string): Service => {
    const name = decodeName(encoded);
    const service = world.serviceAt(family, name);
    if (!service || !world.holds(me(c), service)) throw notFound('This service does not exist');
    return service;
  };

  for (const { family } of FAMILIES) {
    api.get(`${family}/:name/serviceInfos`, (c) => {
      const now = universe.live();
      return sendOneOrBatch(c, rawName(c, family), (name) =>
        viewServiceInfos(serviceOf(c, family, name), now),
      );
    });
    api.post(`${family}/:name/changeContact`, async (c) => {
      const now = universe.live();
      const service = serviceOf(c, family, rawName(c, family));
      return c.json(machine.request(service, me(c), readWanted(await readBody(c)), now));
    });
  }

  // `whoisOwner` is a person of its own beside the three contacts.
  api.get('/domain/:name', (c) => c.json(viewDomain(serviceOf(c, '/domain', rawName(c, '/domain')))));

  api.all('*', () => {
    throw credentialError(404, 'INVALID_URL', 'Got an invalid (or empty) URL');
  });

  return api;
}

/** The encoded segment after the family: names hold encoded slashes, so the router's own decoding is not used. */
const rawName = (c: Call, family: string): string =>
  pathOf(c)
    .slice(family.length + 1)
    .split('/')[0] ?? '';

function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw badRequest('Invalid percent-encoding in the URL');
  }
}

function sendOneOrBatch(c: Call, segment: string, read: (key: string) => unknown): Response {
  const keys = splitBatch(segment, c.req.header('x-ovh-batch'));
  return c.json((keys ? answerBatch(keys, read) : read(segment)) as object);
}

async function readBody(c: Call): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Invalid JSON received');
  }
}

async function readToken(c: Call): Promise<string> {
  const body = await readBody(c);
  const token =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['token'] : undefined;
  if (token === undefined) throw badRequest('Missing mandatory parameter: token');
  if (typeof token !== 'string') throw badRequest('[token] Given data is not valid for type string');
  return token;
}

/** When a list was last read afresh; what is told is told as of then. */
function createListCache(seconds: number): (key: string, now: number, fresh: boolean) => number {
  const times = new Map<string, number>();
  return (key, now, fresh) => {
    const then = times.get(key);
    if (!fresh && then !== undefined && now - then < seconds * 1000) return then;
    if (times.size > 1000) times.clear();
    times.set(key, now);
    return now;
  };
}

const ORDERS: Record<string, (service: Service) => number | string> = {
  creationDate: (service) => service.creation,
  expirationDate: (service) => service.expiration,
  nextBillingDate: (service) => service.expiration,
};

function selectServices(all: readonly Service[], query: Record<string, string[]>): readonly Service[] {
  let rows = all;
  const name = query['resourceName']?.[0];
  if (name !== undefined)
    rows = rows.filter((service) => service.name === name || service.displayName === name);
  const routes = query['routes']?.flatMap((each) => each.split(','));
  if (routes !== undefined) rows = rows.filter((service) => routes.includes(service.path));
  const orderBy = query['orderBy']?.[0];
  const sort = query['sort']?.[0] ?? 'asc';
  if (orderBy === undefined) return sort.toLowerCase() === 'desc' ? [...rows].reverse() : rows;
  const key = ORDERS[orderBy];
  if (!key) throw badRequest(`[orderBy] Given data (${orderBy}) does not belong to the enumeration`);
  const sign = sort.toLowerCase() === 'desc' ? -1 : 1;
  return [...rows].sort((a, b) => sign * (Number(key(a)) - Number(key(b))));
}
