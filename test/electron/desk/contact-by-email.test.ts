/** A new contact named by e-mail address, over the whole desk and the stand-in OVHcloud: taken in Canada, explained in Europe, found again after a lost answer. */
import { expect, test } from 'vitest';
import type { Service } from '../../../shared/service.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, keysOf, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const [MARTA, MAXIME] = ['ac21874-ovh', 'qc70418-ovh'];
const ADDRESS = 'Maxime@Tremblay.qc.example';

async function open(nichandle: string) {
  const sandbox = await stillSandbox({ services: 400, requests: 20 });
  const desk = await runDesk(await temporaryFolder());
  const index = sandbox.accounts.findIndex((account) => account.nichandle === nichandle);
  await call(desk, 'accounts:connectKeys', keysOf(sandbox, index));
  await call(desk, 'sync:now', {});
  return { sandbox, desk };
}

/** What the check says of a first service that could be handed over to somebody by NIC handle. */
async function freeOf(desk: OpenDesk, me: string): Promise<Service> {
  const services = await allServices((input) => call(desk, 'services:list', input));
  const own = services.filter(({ contacts }) => contacts?.contactAdmin === me);
  const { rows } = await call(desk, 'handover:check', {
    serviceKeys: own.map(({ key }) => key),
    target: { contactTech: 'mp40311-ovh' },
  });
  const ready = rows.find(({ verdict }) => verdict === 'ready');
  const service = own.find(({ key }) => key === ready?.serviceKey);
  if (!service) throw new Error('nothing is free');
  return service;
}

test('in Canada it is asked for as typed, and the request tells the NIC handle it belongs to', async () => {
  const { sandbox, desk } = await open(MAXIME);
  const { key } = await freeOf(desk, MAXIME);
  const asked = { serviceKeys: [key], target: { contactTech: ADDRESS } };
  const { rows } = await call(desk, 'handover:check', asked);
  expect(rows).toMatchObject([
    {
      verdict: 'ready',
      changes: [{ to: ADDRESS.toLowerCase() }],
      confirmers: [MAXIME, ADDRESS.toLowerCase()],
    },
  ]);
  const [sent] = await call(desk, 'handover:send', { job: 'j', ...asked });
  expect(sent).toMatchObject({ outcome: 'sent', requestIds: [expect.any(Number)] });
  sandbox.advance(600);
  await call(desk, 'sync:now', {});
  const request = (await call(desk, 'requests:list', {})).find(({ id }) => id === sent?.requestIds[0]);
  expect(request).toMatchObject({ askingAccount: MAXIME, toAccount: MAXIME });
});

test('after a lost answer the request is found, although it names a NIC handle and not the address', async () => {
  const { sandbox, desk } = await open(MAXIME);
  const { key } = await freeOf(desk, MAXIME);
  sandbox.fault({ match: 'POST /*/changeContact', kind: 'reset', when: 'after' });
  const [sent] = await call(desk, 'handover:send', {
    job: 'j',
    serviceKeys: [key],
    target: { contactTech: ADDRESS },
  });
  expect(sent).toMatchObject({ outcome: 'found', requestIds: [expect.any(Number)] });
});

test('in Europe the check says why not, nothing is sent, and the service itself would have refused it', async () => {
  const { sandbox, desk } = await open(MARTA);
  const service = await freeOf(desk, MARTA);
  const asked = { serviceKeys: [service.key], target: { contactTech: 'hugo@cobalto.fr' } };
  expect((await call(desk, 'handover:check', asked)).rows).toMatchObject([
    { verdict: 'blocked', reason: { kind: 'email-elsewhere', email: 'hugo@cobalto.fr' } },
  ]);
  sandbox.clearLog();
  expect(await call(desk, 'handover:send', { job: 'j', ...asked })).toMatchObject([{ outcome: 'left-out' }]);
  expect(sandbox.log().filter(({ method }) => method === 'POST')).toEqual([]);
});
