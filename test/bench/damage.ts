/**
 * Damages every file of a full data folder in every way, starts the desk on it and asks: does it start, does it say in words
 * what is lost, is nothing else lost, and is every file still there? Knows nothing of how files are read.
 */
import { chmod, chown, cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Conf from 'conf';
import i18next from 'i18next';
import { openDesk } from '../../electron/desk/desk.ts';
import type { Desk, Ports } from '../../electron/desk/ports.ts';
import { settingsStoreIn } from '../../electron/pages/settings-store.ts';
import { createRandom } from '../../electron/sandbox/random.ts';
import { startSandbox } from '../../electron/sandbox/server.ts';
import { openAppLock } from '../../electron/storage/app-lock.ts';
import { damageItems } from '../../renderer/app/damage-words.ts';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Damage } from '../../shared/damage.ts';
import damageTexts from '../../shared/locales/en/damage.json' with { type: 'json' };
import lockTexts from '../../shared/locales/en/lock.json' with { type: 'json' };
import { type Case, casesOf, damage } from '../fakes/damaged.ts';
import { keyRing } from '../fakes/key-ring.ts';
import { lettersTo } from '../fakes/mailbox.ts';
import { placeIn } from '../fakes/place.ts';
import { fakePorts } from '../fakes/ports.ts';
import { allServices } from '../fakes/services.ts';

const ACCOUNTS = 2;
const PASSPHRASE = 'correct horse';
/** An ordinary user: to root every file can be read. */
const ORDINARY = 65_534;
const isRoot = process.getuid?.() === 0;

/** What the program knows, by subject. */
type Facts = Record<
  'accounts' | 'services' | 'requests' | 'people' | 'reminders' | 'outbox' | 'activity' | 'settings',
  unknown
>;
type Subject = keyof Facts;

/** What may be missing where this file is damaged: what it holds, and what is told with its help. */
const RESTS_ON: readonly [RegExp, readonly Subject[]][] = [
  [/^accounts\.json$/, ['accounts', 'services', 'requests', 'outbox']],
  [/^vault\.json$/, ['accounts']],
  [/^ledger\.jsonl$/, ['activity', 'requests', 'outbox']],
  [/^ledger\.mark\.json$/, []],
  [/^outbox\.json$/, ['outbox']],
  [/^people\.json$/, ['people']],
  [/^reminders\.json$/, ['reminders']],
  [/^settings\.json$/, ['settings']],
  [/^lock\.json$/, []],
  [/\.services\.json$/, ['services', 'requests', 'outbox']],
  [/\.requests\.json$/, ['requests', 'outbox']],
];

export type Verdict = 'told' | 'nothing lost' | 'silent';
export type Tried = {
  file: string;
  what: Case['what'] | 'read-only folder';
  verdict: Verdict;
  faults: string[];
};

/** A data folder with something in every file. The caller removes it. */
export async function fullFolder(): Promise<string> {
  const sandbox = await startSandbox({
    services: 60,
    requests: 30,
    waiting: 8,
    counterparts: 'idle',
    pace: 0.02,
    lag: 0.02,
  });
  const folder = await mkdtemp(join(tmpdir(), 'relevo-damage-'));
  const desk = await openDesk(portsFor(folder));
  try {
    for (const { applicationKey, applicationSecret, consumerKey } of sandbox.accounts.slice(0, ACCOUNTS)) {
      const keys = { applicationKey, applicationSecret, consumerKey };
      await call(desk, 'accounts:connectKeys', { endpoint: 'loopback', url: sandbox.url, ...keys });
    }
    await call(desk, 'sync:now', {});
    const decided = await decisionsIn(desk, sandbox.origin, sandbox.accounts[0]?.nichandle ?? '');
    await call(desk, 'requests:decide', { job: 'job', items: decided.slice(0, 3) });
    await call(desk, 'outbox:keep', { decisions: decided.slice(3, 6) });
    await call(desk, 'people:change', {
      people: ['aa11111-ovh', 'bb22222-ovh', 'cc33333-ovh'].map((nichandle) => ({
        nichandle,
        name: `Person ${nichandle}`,
      })),
    });
    await call(desk, 'reminders:note', {
      nichandle: 'aa11111-ovh',
      requestKeys: decided.map(({ requestKey }) => requestKey),
    });
    const view = (name: string) => ({ id: name, name, query: { q: 'tech:xx11111-ovh', sort: 'name' } });
    await call(desk, 'settings:change', {
      theme: 'dark',
      language: 'es',
      servicesTable: { columns: ['name', 'tech'], widths: { name: 240, tech: 180 } },
      savedViews: ['one', 'two', 'three'].map(view),
    });
    await call(desk, 'sync:now', {});
  } finally {
    await desk.close();
    await sandbox.close();
  }
  return folder;
}

/** `only`: a part of the cases, for a test that has less time. */
export async function damageEverything(options: {
  seed: number;
  say: (line: string) => void;
  only?: (file: string, each: Case, index: number) => boolean;
}): Promise<Tried[]> {
  const { say } = options;
  const full = await fullFolder();
  const tried: Tried[] = [];
  try {
    const plain = await filesOf(full);
    await openAppLock(placeIn(full), { N: 16, r: 1, p: 1 }).then((lock) => lock.set(PASSPHRASE));
    const locked = await readFile(join(full, 'lock.json'));
    await rm(join(full, 'lock.json'));
    const reference = await on(full, async (copy) => (await start(copy)).facts);
    if (reference === null) throw new Error('the folder tells nothing');

    for (const [number, file] of [...plain, 'lock.json'].sort().entries()) {
      const good = file === 'lock.json' ? locked : await readFile(join(full, file));
      const cases = casesOf(basename(file), good, createRandom(options.seed + number));
      const own: Tried[] = [];
      for (const [index, each] of cases.entries()) {
        if (options.only?.(file, each, index) === false) continue;
        own.push(await on(full, (copy) => tryCase(copy, file, each, reference)));
      }
      tried.push(...own);
      say(row(file, own));
      for (const { what, faults, verdict } of own) {
        if (faults.length > 0 || verdict === 'silent') say(`    ${what}: ${[verdict, ...faults].join('; ')}`);
      }
    }
    const closed = await on(full, (copy) => tryClosed(copy, reference));
    tried.push(closed);
    say(row(closed.file, [closed]));
  } finally {
    await rm(full, { recursive: true, force: true });
  }
  say(row('all', tried));
  return tried;
}

async function tryCase(folder: string, file: string, each: Case, reference: Facts): Promise<Tried> {
  const path = join(folder, file);
  if (file === 'lock.json') await openAppLock(placeIn(folder)).then((lock) => lock.set(PASSPHRASE));
  const before = await filesOf(folder);
  await damage(path, each);
  const faults: string[] = [];
  const restsOn = RESTS_ON.find(([name]) => name.test(file))?.[1] ?? [];
  const unreadable = each.what === 'unreadable';
  const { facts, told, trouble } = await asOrdinary(folder, unreadable ? path : null, () =>
    start(folder),
  ).catch((error: unknown) => {
    faults.push(`it does not start: ${String(error)}`);
    return { facts: null, told: [], trouble: null };
  });
  const lost: Subject[] = [];
  for (const subject of Object.keys(reference) as Subject[]) {
    if (facts === null || isDeepStrictEqual(facts[subject], reference[subject])) continue;
    lost.push(subject);
    if (!restsOn.includes(subject)) faults.push(`${subject} is lost as well`);
  }
  const words = await wordsOf(told);
  const isTold = words.some((text) => text.includes(file)) || (file === 'lock.json' && trouble !== null);
  // Locked, and nothing can be seen: then it must say why.
  const isOpen = facts !== null;
  if (!isTold && words.length > 0) faults.push(`something else is told: ${words.join(' ')}`);

  // Each file there was is there, and what was found damaged lies somewhere byte by byte unless all of it was used.
  const after = await filesOf(folder);
  for (const name of before) {
    if (name !== file && !after.includes(name)) faults.push(`${name} is gone`);
  }
  const isUsed = told.every(({ keptAs, why }) => keptAs === null && ['altered', 'changed'].includes(why));
  if (!isUsed && lost.length > 0 && !(await isKept(folder, file, each))) {
    faults.push('what was damaged is gone');
  }
  const verdict = isTold ? 'told' : isOpen && lost.length === 0 ? 'nothing lost' : 'silent';
  return { file, what: each.what, verdict, faults };
}

/** Nothing can be written: it starts all the same, shows everything and says so. */
async function tryClosed(folder: string, reference: Facts): Promise<Tried> {
  const faults: string[] = [];
  const { facts, told } = await asOrdinary(folder, folder, () => start(folder)).catch((error: unknown) => {
    faults.push(`it does not start: ${String(error)}`);
    return { facts: null, told: [] };
  });
  if (!isDeepStrictEqual(facts, reference)) faults.push('something is lost');
  const words = await wordsOf(told);
  return {
    file: 'the folder',
    what: 'read-only folder',
    verdict: words.some((text) => text.includes('Nothing can be written')) ? 'told' : 'silent',
    faults,
  };
}

/** The start of a program on this folder, without a network; `facts` are `null` while it is locked. */
async function start(
  folder: string,
): Promise<{ facts: Facts | null; told: Damage[]; trouble: string | null }> {
  const desk = await openDesk(
    portsFor(folder, { fetch: () => Promise.reject(new TypeError('fetch failed')) }),
  );
  try {
    let { lock } = await call(desk, 'lock:look', {});
    const { trouble } = lock;
    if (lock.state === 'locked') {
      const answer = await desk.handlers['lock:unlock']({ by: 'passphrase', passphrase: PASSPHRASE });
      if (!answer.ok) return { facts: null, told: [], trouble };
      lock = answer.value;
    }
    const { accounts: known, settings } = await call(desk, 'app:open', {});
    const accounts = [];
    for (const { id } of known) {
      const { nichandle, name, label, colour, credential } = await call(desk, 'accounts:reopen', {
        accountId: id,
      });
      accounts.push({ id, nichandle, name, label, colour, state: credential.state });
    }
    const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
    const facts: Facts = {
      accounts,
      settings,
      services: (await allServices((input) => call(desk, 'services:list', input)))
        .map((service) => ({ ...service, seenBy: service.seenBy.toSorted() }))
        .sort(byKey),
      requests: (await call(desk, 'requests:list', {}))
        .map((request) => ({ ...request, seenBy: request.seenBy.toSorted() }))
        .sort(byKey),
      people: await call(desk, 'people:list', {}),
      reminders: await call(desk, 'reminders:list', {}),
      outbox: (await call(desk, 'outbox:list', {})).entries,
      activity: await call(desk, 'activity:list', {}),
    };
    // Read last: what is found while the lists are read is told too.
    return { facts, told: (await call(desk, 'app:open', {})).damage, trouble };
  } finally {
    await desk.close();
  }
}

function portsFor(folder: string, change: Partial<Ports> = {}): Ports {
  const settingsStore = settingsStoreIn(
    folder,
    17,
    () => new Conf({ cwd: folder, configName: 'settings', clearInvalidConfig: true, configFileMode: 0o600 }),
  );
  return fakePorts(folder, { settingsStore, secrets: keyRing(), ...change });
}

async function decisionsIn(
  desk: Desk,
  origin: string,
  nichandle: string,
): Promise<Input<'requests:decide'>['items']> {
  const items: Input<'requests:decide'>['items'] = [];
  for (const { raw } of await lettersTo(origin, nichandle)) {
    const [code] = (await call(desk, 'codes:recognise', { text: raw })).codes;
    if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId === null) continue;
    const { requestKey, accountId, handle } = code;
    if (items.some((item) => item.requestKey === requestKey)) continue;
    items.push({ requestKey, accountId, handle, decision: 'accept' });
  }
  return items;
}

async function call<C extends Channel>(desk: Desk, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await desk.handlers[channel](input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.detail ?? ''}`);
  return answer.value;
}

/** What a person reads of it, one text for each sentence of the banner. */
async function wordsOf(told: readonly Damage[]): Promise<string[]> {
  const spoken = i18next.createInstance();
  await spoken.init({
    lng: 'en',
    resources: { en: { damage: damageTexts, lock: lockTexts } },
    defaultNS: 'damage',
  });
  return damageItems(told, (names) => names.join(', ')).map(({ words }) =>
    words.map(({ key, options }) => spoken.t(key, options)).join(' '),
  );
}

async function isKept(folder: string, file: string, { bytes }: Case): Promise<boolean> {
  const beside = await readdir(join(folder, dirname(file)));
  for (const name of beside.filter((one) => one.startsWith(basename(file)))) {
    const path = join(folder, dirname(file), name);
    if ((await stat(path)).isDirectory()) {
      if (bytes === null) return true;
      continue;
    }
    // A ledger is written on behind what was found.
    if (bytes !== null && (await readFile(path)).subarray(0, bytes.length).equals(bytes)) return true;
  }
  return false;
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

async function on<T>(full: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'relevo-damaged-'));
  try {
    await cp(full, copy, { recursive: true });
    return await work(copy);
  } finally {
    await removeWhole(copy);
  }
}

/** Also what was closed to everybody and then moved elsewhere: only root could look into it. */
async function removeWhole(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeWhole(join(folder, entry.name));
  }
  await rm(folder, { recursive: true, force: true });
}

/** Without the rights on this one (`null`: nothing is changed), and for root as somebody to whom that matters. */
async function asOrdinary<T>(folder: string, closed: string | null, work: () => Promise<T>): Promise<T> {
  if (closed === null) return work();
  await chmod(closed, closed === folder ? 0o500 : 0o000);
  if (isRoot) {
    for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
      await chown(join(folder, name), ORDINARY, ORDINARY);
    }
    process.seteuid?.(ORDINARY);
  }
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    // It may have been moved since; its rights have not.
    for (const name of ['', ...(await readdir(folder, { recursive: true }))])
      await chmod(join(folder, name), 0o700);
  }
}

const VERDICTS: readonly Verdict[] = ['told', 'nothing lost', 'silent'];

function row(file: string, tried: readonly Tried[]): string {
  const counts = VERDICTS.map((verdict) => {
    const count = tried.filter((one) => one.verdict === verdict).length;
    return `${String(count).padStart(4)} ${verdict}`;
  });
  const faults = tried.filter((one) => one.faults.length > 0).length;
  return [file.padEnd(44), ...counts, `${String(faults).padStart(4)} with a fault`].join('  ');
}
