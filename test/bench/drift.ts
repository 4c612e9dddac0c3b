/**
 * A simulated month of readings of 100,000 services of which 1,000 contacts change: memory of what is known, size of the
 * history's file, time of a comparison, and that nothing is told twice or forgotten. Prints what it measured and whether
 * the goals were met.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRecord } from '../../electron/desk/account-record.ts';
import { openDrift } from '../../electron/desk/drift.ts';
import { openWorld } from '../../electron/desk/world.ts';
import { createRandom } from '../../electron/sandbox/random.ts';
import { openContactHistory } from '../../electron/storage/contact-history.ts';
import { systemDisk } from '../../electron/storage/disk.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import { manualClock } from '../fakes/clock.ts';

const SERVICES = 100_000;
const CHANGES = 1000;
const READINGS = 120;
const GOALS = { compareMs: 100, twoYearsBytes: 20_000_000 };
const API = 'ovh-eu';
const ME = 'ac21874-ovh';

const record = {
  id: `${ME}@${API}`,
  api: API,
  nichandle: ME,
  credential: { kind: 'application', expiration: null },
  rights: null,
  refusedActions: [],
  offer: null,
} as unknown as AccountRecord;

/** Answers whether all goals were met. */
export async function measureDrift(say: (line: string) => void, seed: number): Promise<boolean> {
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'relevo-drift-'));
  const clock = manualClock(Date.UTC(2026, 10, 1));
  const open = () =>
    openContactHistory({
      disk: systemDisk,
      folder,
      now: clock.now,
      tell: ({ why }) => say(`damage told: ${why}`),
      mended: () => {},
    });
  const world = openWorld();
  const file = await open();
  const drift = openDrift({
    clock,
    file,
    world,
    accounts: () => ({ list: () => [{ api: API, nichandle: ME }] }) as never,
    requests: () => ({ list: () => [], get: () => null }) as never,
    ledger: { activity: () => [] } as never,
    log: say,
    changed: () => {},
  });
  const handles = Array.from({ length: 400 }, (_, at) => `zz${10_000 + at}-ovh`);
  // As a reading brings them: each text its own.
  const own = (text: string): string => `${text} `.slice(0, -1);
  let services = Array.from({ length: SERVICES }, (_, at): ServiceFacts => factsOf(at, random.pick(handles)));
  const anew = (): ServiceFacts[] =>
    services.map((one) => ({
      ...one,
      contacts: one.contacts && {
        contactAdmin: own(one.contacts.contactAdmin ?? ''),
        contactTech: own(one.contacts.contactTech ?? ''),
        contactBilling: own(one.contacts.contactBilling ?? ''),
      },
    }));

  const expected: string[] = [];
  const times: number[] = [];
  let since: string | null = null;
  const read = async (): Promise<void> => {
    const list = anew();
    const began = process.cpuUsage();
    const reading = drift.read(record, list, { whole: true, since });
    // What runs before anything is written keeps everybody else waiting. Processor time: others may be at work.
    times.push(process.cpuUsage(began).user / 1000);
    await reading;
    world.services.replaceFor(record.id, API, list, world.beginReading());
    since = new Date(clock.now()).toISOString();
    drift.settle();
    clock.advance((30 * 24 * 3_600_000) / READINGS);
  };
  await read();
  const before = await heap();
  let left = CHANGES;
  for (let reading = 1; reading <= READINGS; reading += 1) {
    const count = Math.round(left / (READINGS - reading + 1));
    left -= count;
    services = [...services];
    const touched = new Set<number>();
    while (touched.size < count) touched.add(random.int(0, SERVICES - 1));
    for (const at of touched) {
      const one = services[at] as ServiceFacts;
      const type = random.pick(CONTACT_TYPES);
      const contacts = one.contacts ?? { contactAdmin: null, contactTech: null, contactBilling: null };
      const to = random.pick(handles.filter((handle) => handle !== contacts[type]));
      services[at] = { ...one, contacts: { ...contacts, [type]: to } };
      expected.push(`${one.serviceId} ${type} ${to}`);
    }
    await read();
  }
  // And once more, with nothing new.
  await read();
  const after = await heap();
  await drift.close();
  const { size } = await stat(join(folder, 'history.jsonl'));
  const again = await open();
  const told = again.found.flatMap((line) =>
    'change' in line ? [`${line.service} ${line.type} ${line.to ?? ''}`] : [],
  );
  await again.close();
  await rm(folder, { recursive: true });

  const sorted = times.slice(1).toSorted((a, b) => a - b);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  const missed: string[] = [];
  const goal = (text: string, isMet: boolean): void => {
    say(`  ${isMet ? 'met   ' : 'MISSED'}  ${text}`);
    if (!isMet) missed.push(text);
  };
  say(`${SERVICES} services, ${CHANGES} changes in ${READINGS} readings (seed ${seed})`);
  say(
    `  first reading: ${Math.round(times[0] ?? 0)} ms; memory that a month adds: ${Math.round((after - before) / 1e6)} MB`,
  );
  goal(
    `a comparison takes ${median.toFixed(0)} ms of the processor, at most ${worst.toFixed(0)} ms (goal ${GOALS.compareMs})`,
    worst <= GOALS.compareMs,
  );
  goal(
    `the history of a month has ${Math.round(size / 1000)} kB, so ${((size * 24) / 1e6).toFixed(1)} MB in two years (goal ${GOALS.twoYearsBytes / 1e6})`,
    size * 24 <= GOALS.twoYearsBytes,
  );
  goal(
    `each of ${expected.length} changes is told once: ${told.length} are in the file`,
    told.toSorted().join('\n') === expected.toSorted().join('\n'),
  );
  return missed.length === 0;
}

function factsOf(at: number, holder: string): ServiceFacts {
  const name = `domain-${at}.example`;
  return {
    serviceId: at + 1,
    name,
    displayName: name,
    family: '/domain',
    route: `/domain/${name}`,
    product: 'Domain name',
    state: 'active',
    lifecycle: 'active',
    status: null,
    expires: '2030-01-01T00:00:00Z',
    contacts: { contactAdmin: ME, contactTech: holder, contactBilling: holder },
    tags: [],
  };
}

async function heap(): Promise<number> {
  globalThis.gc?.();
  await new Promise((resolve) => setImmediate(resolve));
  return process.memoryUsage().heapUsed;
}
