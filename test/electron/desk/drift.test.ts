/** Contacts that changed: told once where no request of ours explains it; a first reading, a part of one and other rights make none. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Desk } from '../../../electron/desk/ports.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import type { ContactType } from '../../../shared/contact.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Service } from '../../../shared/service.ts';
import { decodeServices } from '../../../shared/service-chunk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { callOf, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const PRIMARY = 'ac21874-ovh';
const ACCOUNT = `${PRIMARY}@sandbox`;
const STRANGER = 'ps19953-ovh';

let sandbox: Sandbox;
let folder: string;
let desk: OpenDesk;
const call = callOf(() => desk as Desk);

beforeEach(async () => {
  sandbox = await stillSandbox({ services: 60, requests: 0 });
  folder = await temporaryFolder();
  desk = await open();
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
});

const open = (): Promise<OpenDesk> => runDesk(folder, { startSandbox: async () => sandbox });
/** Its keys were in memory: they are given again, and all is read. */
async function restart(): Promise<void> {
  await desk.close();
  desk = await open();
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
}
const openChanges = () => call('contacts:open', {});

async function services(): Promise<Service[]> {
  const all: Service[] = [];
  for (let [from, revision]: [number | null, number | null] = [0, null]; from !== null; ) {
    const page: Output<'services:list'> = await call('services:list', { from, revision });
    all.push(...decodeServices(page.services));
    [from, revision] = [page.next, page.revision];
  }
  return all;
}

async function myService(family: string, type: ContactType): Promise<Service> {
  const found = (await services()).find(
    (one) =>
      one.family === family && one.contacts?.[type] === PRIMARY && one.contacts.contactAdmin === PRIMARY,
  );
  if (!found) throw new Error(`no ${family} of mine`);
  return found;
}

async function changeElsewhere(service: Service, field: ContactType, to: string): Promise<void> {
  const answer = await fetch(`${sandbox.origin}/_sandbox/elsewhere`, {
    method: 'POST',
    body: JSON.stringify({ family: service.family, name: service.name, field, to }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

test('a first reading is no change', async () => {
  expect(await openChanges()).toEqual([]);
  expect(await call('contacts:list', { most: 10 })).toEqual([]);
});

test('a contact that changed with no request is told once, kept in the history, and noticed', async () => {
  const service = await myService('/domain', 'contactTech');
  await changeElsewhere(service, 'contactTech', STRANGER);
  await call('sync:now', {});
  const [change, ...others] = await openChanges();
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    serviceKey: service.key,
    serviceName: service.name,
    type: 'contactTech',
    from: PRIMARY,
    to: STRANGER,
    by: 'nobody',
    kept: null,
  });
  expect(desk.ports.told.notices.filter(({ kind }) => kind === 'changed')).toEqual([
    { kind: 'changed', count: 1, serviceName: service.name },
  ]);
  expect(desk.events).toContain('contacts:changed');

  await call('sync:now', {});
  expect(await openChanges()).toHaveLength(1);
  expect(desk.ports.told.notices.filter(({ kind }) => kind === 'changed')).toHaveLength(1);

  // The same after a restart: from the disk, and nothing told anew.
  await restart();
  expect(await openChanges()).toMatchObject([{ id: change?.id }]);
  expect(desk.ports.told.notices.filter(({ kind }) => kind === 'changed')).toEqual([]);
});

test('without notifications it is shown and nobody is disturbed', async () => {
  await call('settings:change', { notifications: false });
  await changeElsewhere(await myService('/domain', 'contactTech'), 'contactTech', STRANGER);
  await call('sync:now', {});
  expect(await openChanges()).toHaveLength(1);
  expect(desk.ports.told.notices).toEqual([]);
});

test('kept, it is told no more, also after a restart; taken back, it is told again', async () => {
  await changeElsewhere(await myService('/domain', 'contactTech'), 'contactTech', STRANGER);
  await call('sync:now', {});
  const [change] = await openChanges();
  const ids = [change?.id ?? ''];
  expect(await call('contacts:keep', { ids, kept: true })).toEqual([]);
  await restart();
  expect(await openChanges()).toEqual([]);
  expect(await call('contacts:list', { most: 10 })).toMatchObject([{ kept: expect.any(String) }]);
  expect(await call('contacts:keep', { ids, kept: false })).toHaveLength(1);
});

test('the program was off meanwhile: it is told at the next start', async () => {
  const service = await myService('/domain', 'contactBilling');
  await desk.close();
  await changeElsewhere(service, 'contactBilling', 'jd55210-ovh');
  await restart();
  expect(await openChanges()).toMatchObject([{ type: 'contactBilling', to: 'jd55210-ovh', by: 'nobody' }]);
});

test('a hand-over of ours is in the history, with its request, and waits for nobody', async () => {
  const service = await myService('/domain', 'contactTech');
  await call('handover:send', {
    job: 'j',
    serviceKeys: [service.key],
    target: { contactTech: 'ac44920-ovh' },
  });
  await expect.poll(async () => (await call('requests:list', {}))[0]?.state).toBe('validatingByCustomers');
  for (const nichandle of [PRIMARY, 'ac44920-ovh']) {
    const [letter] = await lettersTo(sandbox.origin, nichandle);
    const { codes } = await call('codes:recognise', { text: letter?.raw ?? '' });
    const code = codes.find(({ accountId }) => accountId === `${nichandle}@sandbox`);
    await call('requests:decide', {
      job: nichandle,
      items: [
        {
          requestKey: code?.requestKey ?? '',
          accountId: `${nichandle}@sandbox`,
          handle: code?.handle ?? '',
          decision: 'accept',
        },
      ],
    });
  }
  await expect
    .poll(async () => {
      await call('sync:now', {});
      return call('contacts:list', { serviceKey: service.key, most: 10 });
    })
    .toMatchObject([{ by: 'ours', from: PRIMARY, to: 'ac44920-ovh', requestKey: expect.any(String) }]);
  expect(await openChanges()).toEqual([]);
  expect(desk.ports.told.notices.filter(({ kind }) => kind === 'changed')).toEqual([]);
});

test('a page that fails makes no change, and nothing is gone by it', async () => {
  const service = await myService('/domain', 'contactTech');
  await changeElsewhere(service, 'contactTech', STRANGER);
  sandbox.fault({ match: 'GET /services', kind: 'status', status: 500, times: null });
  await call('sync:now', { accountId: ACCOUNT });
  expect(await openChanges()).toEqual([]);
  sandbox.clearFaults();
  await call('sync:now', {});
  expect(await openChanges()).toHaveLength(1);
});

test('a service whose last contact of mine was taken is told as not seen any more', async () => {
  const all = await services();
  const service = all.find(
    ({ contacts, seenBy, state, expires }) =>
      contacts !== null &&
      seenBy.length === 1 &&
      state === 'active' &&
      Date.parse(expires ?? '') > Date.now() &&
      Object.values(contacts).filter((one) => one === PRIMARY).length === 1,
  );
  if (!service?.contacts) throw new Error('no such service');
  const [type] = Object.entries(service.contacts).find(([, who]) => who === PRIMARY) as [ContactType, string];
  await call('sync:now', {});
  await changeElsewhere(service, type, STRANGER);
  await call('sync:now', {});
  expect(await openChanges()).toMatchObject([{ serviceKey: service.key, type, from: PRIMARY, to: null }]);
});

test('an account that is forgotten takes its changes along, from the disk as well', async () => {
  const all = await services();
  const service = all.find(
    ({ contacts, seenBy }) => contacts?.contactTech === PRIMARY && seenBy.length === 1,
  );
  if (!service) throw new Error('no such service');
  await changeElsewhere(service, 'contactTech', STRANGER);
  await call('sync:now', {});
  expect(await openChanges()).toHaveLength(1);
  const path = join(folder, 'history.jsonl');
  expect(await readFile(path, 'utf8')).toContain(service.name);
  await call('accounts:forget', { accountId: ACCOUNT });
  expect(await readFile(path, 'utf8')).not.toContain(service.name);
  expect(await openChanges()).toEqual([]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
