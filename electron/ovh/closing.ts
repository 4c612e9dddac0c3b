/**
 * What stands between an account and its end at OVHcloud: open orders and prepaid balance (debts are in me.ts). Asked only
 * when somebody looks; each needs an optional right. Sources: OVHcloud's published `me.json`, `GET /me/order` (`long[]`,
 * `date.from`), `GET /me/order/{orderId}/status` (`billing.order.OrderStatusEnum`: cancelled, cancelling, checking,
 * delivered, delivering, documentsRequested, notPaid, unknown), `GET /me/ovhAccount` (`string[]`) and
 * `GET /me/ovhAccount/{ovhAccountId}` (`billing.OvhAccount`, `balance` as an `orderPrice`).
 */
import { z } from 'zod';
import { ok, type Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { readBatches } from './lists.ts';

/** Older ones are delivered or dead: an order that nobody pays expires within weeks. */
const ORDERS_SINCE_MS = 90 * 24 * 60 * 60_000;
/** More than these nobody has open; the newest count. */
const MOST_ORDERS = 200;
const OVER: readonly string[] = ['cancelled', 'delivered'];

/** How many orders of the last ninety days are neither delivered nor cancelled. */
export async function countOpenOrders(client: Client, now: number): Promise<Result<number>> {
  const from = new Date(now - ORDERS_SINCE_MS).toISOString().slice(0, 10);
  const ids = await client.get('/me/order', z.array(z.number().int()), { query: { 'date.from': from } });
  if (!ids.ok) return ids;
  const newest = ids.value.toSorted((a, b) => b - a).slice(0, MOST_ORDERS);
  if (newest.length === 0) return ok(0);
  const states = await readBatches(client, newest, (keys) => `/me/order/${keys}/status`, z.string());
  if (!states.ok) return states;
  const [failure] = states.value.failed.values();
  // What is not known of one is not known of all.
  if (failure !== undefined) return { ok: false, error: failure };
  return ok([...states.value.found.values()].filter((state) => !OVER.includes(state)).length);
}

const priceSchema = z.object({ value: z.number(), text: z.string().catch('') });
const accountSchema = z.object({ balance: priceSchema });

/** Prepaid balances of the account that are not 0, as OVHcloud writes them; none where all is 0. */
export async function readBalances(client: Client): Promise<Result<string[]>> {
  const ids = await client.get('/me/ovhAccount', z.array(z.string()));
  if (!ids.ok) return ids;
  const left: string[] = [];
  for (const id of ids.value.slice(0, 10)) {
    const account = await client.get(`/me/ovhAccount/${encodeURIComponent(id)}`, accountSchema);
    if (!account.ok) return account;
    const { value, text } = account.value.balance;
    if (value !== 0) left.push(text === '' ? String(value) : text);
  }
  return ok(left);
}
