/** The strings of the puppet theatre, outside `/1.0`: mail, clock, faults, log, IAM, counterparts, the truth of a task. For tests and the demo. */
import { Hono } from 'hono';
import type { SandboxEnv } from './caller.ts';
import { ApiError, badRequest, notFound } from './errors.ts';
import { CONTACT_FIELDS, decidedState, stateAt } from './model.ts';
import type { Universe } from './universe.ts';

/** SECURITY: a name that merely resolves to this computer (DNS rebinding) is not ours. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** SECURITY: programs send no Origin; a page of another site does, and is refused. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  );
}

export function createControl(universe: Universe, port: () => number): Hono<SandboxEnv> {
  const control = new Hono<SandboxEnv>().basePath('/_sandbox');

  control.use('*', async (c, next) => {
    const { host, origin } = c.env.incoming.headers;
    const site = c.req.header('sec-fetch-site');
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (!isOwnHost(host, port()) || !isOwnOrigin(origin, port()) || foreign) {
      throw new ApiError(403, 'foreign', { message: 'The control plane is for this computer alone' });
    }
    await next();
  });

  const body = async (text: Promise<string>): Promise<Record<string, unknown>> => {
    try {
      const value: unknown = JSON.parse(await text);
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    } catch {
      // Told below, with everything else that is not an object.
    }
    throw badRequest('The body must be a JSON object');
  };

  control.get('/mail', async (c) => {
    universe.live();
    const account = c.req.query('account');
    if (account !== undefined && !universe.world.accounts.has(account))
      throw notFound(`No account ${account}`);
    return c.json(await universe.post.read(account));
  });

  control.post('/clock', async (c) => {
    const { advance } = await body(c.req.text());
    if (typeof advance !== 'number' || !Number.isFinite(advance) || advance < 0) {
      throw badRequest('advance: seconds, not negative');
    }
    universe.live();
    universe.clock.advance(advance);
    return c.json({ now: new Date(universe.live()).toISOString() });
  });

  control.post('/faults', async (c) => c.json(universe.faults.add(await body(c.req.text()))));
  control.delete('/faults', (c) => {
    universe.faults.clear();
    return c.body(null, 204);
  });

  control.get('/log', (c) => c.json(universe.journal.all()));
  control.delete('/log', (c) => {
    universe.journal.clear();
    return c.body(null, 204);
  });

  /** What the API hides: who has confirmed, and what is decided already but not shown yet. SECURITY: no codes. */
  control.get('/tasks/:id', (c) => {
    const now = universe.live();
    const id = c.req.param('id');
    const task = /^\d{1,12}$/.test(id) ? universe.world.tasks.get(Number(id)) : undefined;
    if (!task) throw notFound(`No task ${id}`);
    return c.json({
      id: task.id,
      shown: stateAt(task, now),
      decided: decidedState(task),
      sides: task.sides.map(({ nichandle, confirmedAt }) => ({
        nichandle,
        confirmedAt: confirmedAt === null ? null : new Date(confirmedAt).toISOString(),
      })),
    });
  });

  /** What IAM refuses to the service accounts of an account: `{account, denied: [{method, path}]}`. */
  control.post('/iam', async (c) => {
    const { account, denied } = await body(c.req.text());
    if (typeof account !== 'string' || !universe.world.accounts.has(account))
      throw notFound(`No account ${String(account)}`);
    universe.keyring.deny(account, denied);
    return c.json({ account, denied });
  });

  /** How e-mails to an account fare from now on, and its rules: `{account, status?, error?, rules?: [{name, email}]}`. */
  control.post('/delivery', async (c) => {
    const { account, status, error, rules } = await body(c.req.text());
    if (typeof account !== 'string' || !universe.world.accounts.has(account))
      throw notFound(`No account ${String(account)}`);
    if (status === 'BOUNCED' || status === 'DROPPED') {
      universe.delivery.order(account, { status, error: typeof error === 'string' ? error : null });
    } else if (status === 'DELIVERED') universe.delivery.order(account, null);
    else if (status !== undefined) throw badRequest('status: DELIVERED, BOUNCED or DROPPED');
    if (Array.isArray(rules)) universe.delivery.setRules(account, rules);
    return c.body(null, 204);
  });

  /** What an account owes, whether it can pay, which country it is a customer of: `{account, debt?, canPay?, country?}`. */
  control.post('/account', async (c) => {
    const { account, debt, canPay, country } = await body(c.req.text());
    const found = typeof account === 'string' ? universe.world.accounts.get(account) : undefined;
    if (!found) throw notFound(`No account ${String(account)}`);
    if (typeof debt === 'number') found.debt = debt;
    if (typeof canPay === 'boolean') found.canPay = canPay;
    if (typeof country === 'string') found.country = country;
    return c.body(null, 204);
  });

  /** Somebody changes a contact where no request tells of it: `{family, name, field, to}`. */
  control.post('/elsewhere', async (c) => {
    const { family, name, field, to } = await body(c.req.text());
    const service = universe.world.serviceAt(String(family), String(name));
    if (!service) throw notFound(`No service ${String(family)}/${String(name)}`);
    const known = CONTACT_FIELDS.find((each) => each === field);
    if (known === undefined) throw badRequest(`field: one of ${CONTACT_FIELDS.join(', ')}`);
    if (typeof to !== 'string' || !universe.world.accounts.has(to))
      throw notFound(`No account ${String(to)}`);
    universe.elsewhere.change(service, known, to, universe.live());
    return c.json({ name: service.name, contacts: service.contacts });
  });

  control.post('/counterparts', async (c) => {
    const { mode } = await body(c.req.text());
    if (mode !== 'auto' && mode !== 'idle') throw badRequest('mode: auto or idle');
    universe.counterparts.setMode(mode, universe.live());
    return c.json({ mode });
  });

  control.all('*', () => {
    throw notFound('No such string to pull');
  });
  return control;
}
