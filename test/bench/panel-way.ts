/**
 * The way of OVHcloud's own panel: the list, then one call per service for its contacts, ten at a time. A plain client of
 * its own that shares no code with Relevo's; it answers nothing but how long it took and with how many calls.
 */
import { createHash } from 'node:crypto';
import type { SandboxKeys } from '../e2e/sandbox.ts';

const AT_A_TIME = 10;
const PAGE = 5000;

export type PanelWay = { ms: number; calls: number; services: number; found: number };

/** Until every contact is known and one of them was searched for. Throws at the first answer that is not good. */
export async function readLikeThePanel(url: string, keys: SandboxKeys): Promise<PanelWay> {
  const began = performance.now();
  let calls = 0;
  const get = async (path: string, headers: Record<string, string> = {}): Promise<unknown> => {
    calls += 1;
    const timestamp = String(Math.round(Date.now() / 1000));
    const signed = [keys.applicationSecret, keys.consumerKey, 'GET', url + path, '', timestamp].join('+');
    const answer = await fetch(url + path, {
      headers: {
        'X-Ovh-Application': keys.applicationKey,
        'X-Ovh-Consumer': keys.consumerKey,
        'X-Ovh-Timestamp': timestamp,
        'X-Ovh-Signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
        ...headers,
      },
    });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const routes: string[] = [];
  for (let number = 1; ; number += 1) {
    const page = (await get('/services', {
      'X-Pagination-Mode': 'CachedObjectList-Pages',
      'X-Pagination-Size': String(PAGE),
      'X-Pagination-Number': String(number),
    })) as { route: { url: string } }[];
    routes.push(...page.map(({ route }) => route.url));
    if (page.length < PAGE) break;
  }
  const contacts: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < routes.length) {
      const route = routes[next] as string;
      next += 1;
      const infos = (await get(`${route}/serviceInfos`)) as { contactTech: string };
      contacts.push(infos.contactTech);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const found = contacts.filter((handle) => handle === keys.nichandle).length;
  return { ms: performance.now() - began, calls, services: routes.length, found };
}
