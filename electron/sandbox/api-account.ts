/** Calls of the first version about the caller's own account that are no part of the contacts: means of payment, the log of its calls. */
import type { Hono } from 'hono';
import type { Call, SandboxEnv } from './caller.ts';
import { dateTime } from './clock.ts';
import { badRequest, notFound } from './errors.ts';
import type { NumberedCall } from './journal.ts';
import type { Universe } from './universe.ts';
import { viewPaymentMethod } from './views.ts';

const PAYMENT_METHOD = 8_120_443;

export function addAccountCalls(api: Hono<SandboxEnv>, universe: Universe): void {
  api.get('/me/payment/method', (c) => c.json([PAYMENT_METHOD]));
  api.get('/me/payment/method/:id', (c) => {
    if (c.req.param('id') !== String(PAYMENT_METHOD)) throw notFound('This payment method does not exist');
    return c.json(viewPaymentMethod(c.var.caller.account, PAYMENT_METHOD));
  });

  /** What is older than the delay; the log is written behind the calls. */
  const shown = (call: NumberedCall): boolean =>
    Date.parse(call.at) + universe.logDelay * 1000 <= universe.live();

  api.get('/me/api/logs/self', (c) => {
    const [from, to] = [readDate(c, 'date.from'), readDate(c, 'date.to')];
    const calls = universe.journal.of(c.var.caller.account.nichandle).filter((call) => {
      const at = Date.parse(call.at);
      return shown(call) && (from === null || at >= from) && (to === null || at <= to);
    });
    return c.json(calls.map(({ number }) => number));
  });
  api.get('/me/api/logs/self/:id', (c) => {
    const id = c.req.param('id');
    const { nichandle } = c.var.caller.account;
    const call = /^\d{1,12}$/.test(id) ? universe.journal.get(Number(id)) : null;
    if (call === null || call.account !== nichandle || !shown(call))
      throw notFound('This log does not exist');
    return c.json({
      account: nichandle,
      date: dateTime(Date.parse(call.at)),
      ip: call.address,
      logId: call.number,
      method: call.method,
      path: call.path,
      route: call.path.replace(/\/\d+(?=\/|$)/g, '/{id}'),
    });
  });
}

function readDate(c: Call, name: string): number | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw badRequest(`[${name}] Given data (${text}) is not valid for type datetime`);
  return at;
}
