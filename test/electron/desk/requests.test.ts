/** What a request is known to be for: what its server tells, what the services tell, and what was asked for from here. */
import { expect, test } from 'vitest';
import { openLedger } from '../../../electron/desk/ledger.ts';
import { openRequests } from '../../../electron/desk/requests.ts';
import { openWorld } from '../../../electron/desk/world.ts';
import { openJournal } from '../../../electron/storage/journal.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';
import { aRequest } from '../../fakes/requests.ts';
import { service } from '../../fakes/world.ts';

const ME = 'ac21874-ovh';
const TWINS = [service(1, 'clinicanorte.es', '/domain'), service(2, 'clinicanorte.es', '/domain/zone')];

test('the type that was asked for stays known: after the hand-over, with the service out of sight, and after a restart', async () => {
  const clock = manualClock();
  const folder = await temporaryFolder();
  const open = async () =>
    openLedger(await openJournal(placeIn(folder), 'ledger.jsonl'), clock.now, () => {});
  const ledger = await open();
  const intent = await ledger.intend({
    kind: 'changeContact',
    api: 'ovh-eu',
    nichandle: ME,
    serviceName: 'clinicanorte.es',
    serviceKey: 'ovh-eu/1',
    family: '/domain',
    requestKey: null,
    requestId: null,
    dateRequest: null,
    changes: [{ contactType: 'contactTech', to: 'mp40311-ovh' }],
    group: 'g',
  });
  await ledger.settle(intent, 'done', { requestIds: [2298243] });
  const dateRequest = new Date(clock.now()).toISOString();

  const world = openWorld();
  world.services.replaceFor(ME, 'ovh-eu', TWINS, 1);
  const tell = (state: string, reading: number): void => {
    const asked = aRequest({ state, dateRequest });
    // The same of the twin, asked for elsewhere: of that one the type cannot be told.
    const elsewhere = aRequest({ id: 7, state, dateRequest });
    world.tasks.replaceFor(ME, 'ovh-eu', [asked, elsewhere], reading);
  };
  const typesFor = (known: typeof ledger) => {
    const requests = openRequests({ world, ledger: known });
    const both = requests
      .list()
      .map(({ id, family, possibleFamilies }) => [id, family ?? possibleFamilies ?? null]);
    return Object.fromEntries(both) as Record<string, unknown>;
  };
  tell('validatingByCustomers', 1);
  expect(typesFor(ledger)).toEqual({ 7: ['/domain', '/domain/zone'], 2298243: '/domain' });

  const handedOver = { contactAdmin: ME, contactTech: 'mp40311-ovh', contactBilling: ME };
  const after = TWINS.map((one) => ({ ...one, contacts: handedOver }));
  world.services.replaceFor(ME, 'ovh-eu', after, 2);
  tell('done', 2);
  expect(typesFor(ledger)).toEqual({ 7: ['/domain', '/domain/zone'], 2298243: '/domain' });

  // Whoever is contact of nothing there any more sees neither, and the requests all the same.
  world.services.replaceFor(ME, 'ovh-eu', [], 3);
  expect(typesFor(ledger)).toEqual({ 7: null, 2298243: '/domain' });
  await ledger.close();

  const again = await open();
  expect(typesFor(again)).toEqual({ 7: null, 2298243: '/domain' });
  await again.close();
});
