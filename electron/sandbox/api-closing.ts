/** Calls about what stands between an account and its end: its orders and its prepaid balance. The demo's keys may not read orders. */
import type { Hono } from 'hono';
import type { SandboxEnv } from './caller.ts';
import { AGENCY, PRIMARY } from './cast.ts';
import { notFound } from './errors.ts';

type Order = { orderId: number; status: string };

const [, LYON] = AGENCY;
const ORDERS: Readonly<Record<string, readonly Order[]>> = {
  [PRIMARY]: [
    { orderId: 210_334_120, status: 'delivered' },
    { orderId: 210_994_077, status: 'delivering' },
  ],
  [LYON]: [{ orderId: 209_118_204, status: 'delivered' }],
};
/** In the account's currency. */
const BALANCES: Readonly<Record<string, number>> = { [LYON]: 12.5 };
const BALANCE_ID = 'FR';

export function addClosingCalls(api: Hono<SandboxEnv>): void {
  api.get('/me/order', (c) =>
    c.json((ORDERS[c.var.caller.account.nichandle] ?? []).map(({ orderId }) => orderId)),
  );
  api.get('/me/order/:id/status', (c) => {
    const orders = ORDERS[c.var.caller.account.nichandle] ?? [];
    const order = orders.find(({ orderId }) => String(orderId) === c.req.param('id'));
    if (!order) throw notFound('This order does not exist');
    return c.json(order.status);
  });
  api.get('/me/ovhAccount', (c) => c.json([BALANCE_ID]));
  api.get('/me/ovhAccount/:id', (c) => {
    if (c.req.param('id') !== BALANCE_ID) throw notFound('This account does not exist');
    const value = BALANCES[c.var.caller.account.nichandle] ?? 0;
    return c.json({
      ovhAccountId: BALANCE_ID,
      isActive: true,
      canBeCredited: true,
      alertThreshold: 0,
      balance: { currencyCode: 'EUR', value, text: `${value.toFixed(2)} €` },
    });
  });
}
