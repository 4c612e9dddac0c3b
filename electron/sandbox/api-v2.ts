/** The calls of the API below `/v2`: messages, addresses, rules and IAM's policies. Reads alone; lists go on behind a cursor. */
import { Hono } from 'hono';
import { asCaller, type Call, type CallerOptions, type SandboxEnv } from './caller.ts';
import { notFound } from './errors.ts';
import { answerCursor } from './paging.ts';
import { policiesOf } from './policies.ts';
import type { Universe } from './universe.ts';

/** A guess: nobody tells how long a page may be. */
const LARGEST_PAGE = 1000;

export function createApiV2(
  universe: Universe,
  options: CallerOptions & { largestPage: number | undefined },
): Hono<SandboxEnv> {
  const { delivery, notices } = universe;
  const largest = options.largestPage ?? LARGEST_PAGE;
  const api = new Hono<SandboxEnv>().basePath('/v2');
  api.use('*', asCaller(universe, options));

  const send = <T>(c: Call, rows: readonly T[], view: (row: T) => object): Response => {
    const { body, headers } = answerCursor(rows, view, (name) => c.req.header(name), largest);
    return c.json(body as object, 200, headers);
  };

  api.get('/notification/history', (c) => {
    universe.live();
    const { account } = c.var.caller;
    const wanted = c.req.query('titleContains')?.toLowerCase();
    const rows = notices
      .of(account)
      .filter((notice) => wanted === undefined || notices.titleOf(notice).toLowerCase().includes(wanted));
    return send(c, rows, (notice) => notices.view(account, notice, false));
  });
  api.get('/notification/history/:id', (c) => {
    universe.live();
    const { account } = c.var.caller;
    const notice = notices.find(account, c.req.param('id'));
    if (!notice) throw notFound('Notification not found');
    return c.json(notices.view(account, notice, true));
  });

  api.get('/notification/contactMean', (c) => {
    universe.live();
    return send(c, delivery.meansOf(c.var.caller.account), (mean) => mean);
  });

  api.get('/notification/routing', (c) => {
    const { account } = c.var.caller;
    const means = delivery.meansOf(account);
    return send(
      c,
      delivery.rulesOf(account.nichandle),
      ({ id, name, active, categories, priorities, email }) => ({
        id,
        name,
        active,
        rules: [
          {
            condition: { category: categories, priority: priorities },
            contactMeans: [means.find((mean) => mean.email === email) ?? { id, email, status: 'VALID' }],
            continue: false,
          },
        ],
      }),
    );
  });

  api.get('/iam/policy', (c) => {
    const whole = c.req.query('details') === 'true';
    return send(
      c,
      policiesOf(universe.world, c.var.caller.account, universe.live()),
      ({ resources, ...policy }) => ({
        ...policy,
        resources: whole ? resources : resources.map(({ urn, id }) => ({ urn, id })),
      }),
    );
  });

  api.all('*', () => {
    throw notFound('Route not found');
  });
  return api;
}
