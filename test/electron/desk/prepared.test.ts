/** What is prepared over the real stand-in OVHcloud: taken up the ordinary way it leaves, part by part; the rest stays. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { dayAfter, localDay } from '../../../shared/local-day.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { callOf, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const [PRIMARY, LYON] = ['ac21874-ovh@sandbox', 'ac44920-ovh@sandbox'];
const TOMORROW = dayAfter(localDay(Date.now()), 1);

let sandbox: Sandbox;
let folder: string;
let desk: OpenDesk;
const call = callOf(() => desk);
const open = () => runDesk(folder, { startSandbox: async () => sandbox });

beforeEach(async () => {
  sandbox = await stillSandbox({ services: 60, requests: 20, waiting: 6 });
  folder = await temporaryFolder();
  desk = await open();
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
});

/** Services whose technical contact can be asked to change now. */
async function ready(count: number): Promise<{ serviceKey: string; accountId: string }[]> {
  const keys = (await allServices((input) => call('services:list', input))).map(({ key }) => key);
  const target = { contactTech: 'mp40311-ovh' };
  const { rows } = await call('handover:check', { serviceKeys: keys, target });
  return rows
    .flatMap(({ serviceKey, accountId, verdict }) =>
      verdict === 'ready' && accountId === PRIMARY ? [{ serviceKey, accountId }] : [],
    )
    .slice(0, count);
}

const target = { contactTech: 'mp40311-ovh' };

test('survives a start, loses what was sent in its name and keeps the rest', async () => {
  const parts = (await ready(3)).map((part) => ({ ...part, target }));
  expect(parts).toHaveLength(3);
  await call('prepared:keep', { kind: 'handover', id: 'plan', day: TOMORROW, parts });
  await desk.close();
  desk = await open();
  await call('sync:now', {});
  expect(await call('prepared:list', {})).toMatchObject([{ id: 'plan', day: TOMORROW, parts }]);
  const [first, second] = parts.map(({ serviceKey }) => serviceKey);
  await call('handover:send', { job: 'j', group: 'plan', serviceKeys: [first ?? ''], target });
  const [left] = await call('prepared:list', {});
  expect(left).toMatchObject({ kind: 'handover', parts: parts.slice(1), gone: 0 });
  // Another hand-over with the same service is none of it: the check of that day finds it running.
  await call('handover:send', { job: 'k', group: 'another', serviceKeys: [second ?? ''], target });
  expect(await call('prepared:list', {})).toEqual([left]);
  const { rows } = await call('handover:check', { serviceKeys: [second ?? ''], target });
  expect(rows[0]?.reason?.kind).toBe('running');
  expect(desk.events).toContain('prepared:changed');
});

test('a decision is a number and a choice; taken with its code it leaves', async () => {
  const [letter] = await lettersTo(sandbox.origin, 'ac21874-ovh');
  const { codes } = await call('codes:recognise', { text: letter?.raw ?? '' });
  const [found] = codes;
  if (found?.requestKey == null || found.accountId === null) throw new Error('no code that fits');
  const { requestKey, accountId, handle } = found;
  const side = { requestKey, accountId, decision: 'refuse' as const };
  await call('prepared:keep', { kind: 'decisions', id: 'later', day: TOMORROW, sides: [side] });
  const file = await readFile(join(folder, 'prepared.json'), 'utf8');
  expect(file).toContain(requestKey);
  expect(file).not.toContain(letter?.code ?? '');
  expect(file).not.toContain(handle);
  await call('requests:decide', { job: 'd', items: [{ ...side, handle }] });
  expect(await call('prepared:list', {})).toEqual([]);
});

test('what is more than a number and a choice is refused at the border', async () => {
  const { contract } = await import('../../../shared/contract.ts');
  const side = { requestKey: 'eu/1', accountId: PRIMARY, decision: 'accept' };
  const input = { kind: 'decisions', id: 'x', day: TOMORROW, sides: [side] };
  expect(contract['prepared:keep'].input.safeParse(input).success).toBe(true);
  expect(contract['prepared:keep'].input.safeParse({ ...input, code: 'c' }).success).toBe(false);
});

test('an account that is forgotten takes its parts along, and it is told how many went', async () => {
  const [own] = await ready(1);
  if (own === undefined) throw new Error('nothing is ready');
  const parts = [own, { serviceKey: 'eu/9', accountId: LYON }].map((part) => ({ ...part, target }));
  await call('prepared:keep', { kind: 'handover', id: 'both', day: TOMORROW, parts });
  await call('prepared:keep', { kind: 'handover', id: 'lyon', day: TOMORROW, parts: parts.slice(1) });
  await call('accounts:forget', { accountId: LYON });
  expect(await call('prepared:list', {})).toMatchObject([{ id: 'both', parts: parts.slice(0, 1), gone: 1 }]);
  expect(await readFile(join(folder, 'prepared.json'), 'utf8')).not.toContain(LYON);
});
