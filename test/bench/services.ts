/**
 * A hundred thousand services: read, kept, shown, searched and scrolled in the built application; and beside it, on ten
 * thousand, the way OVHcloud's own panel reads contacts. Prints what it measured and how; says itself whether the goals
 * were met.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Account } from '../../shared/account.ts';
import type { Output } from '../../shared/contract.ts';
import type { Service } from '../../shared/service.ts';
import { decodeServices } from '../../shared/service-chunk.ts';
import { NO_FACETS } from '../../shared/service-facets.ts';
import { findServices } from '../../shared/service-find.ts';
import { buildServiceIndex } from '../../shared/service-index.ts';
import { parseQuery } from '../../shared/service-query.ts';
import { openSearch } from '../../shared/service-search.ts';
import { finish } from '../../shared/slices.ts';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../e2e/chromium.ts';
import { type LoggedCall, startSandbox } from '../e2e/sandbox.ts';
import { scrollBareList } from './bare-list.ts';
import { type Condition, installProbe } from './page-probe.ts';
import { type PanelWay, readLikeThePanel } from './panel-way.ts';
import { megabytes } from './peak.ts';
import { connect, type Program, startProgram } from './program.ts';
import { scrollFar, TURNS } from './scrolling.ts';

const MANY = 100_000;
const COMPARED = 10_000;
const LATENCY_MS = 40;
/** `frame`: two refreshes of a screen of 60 Hz, with what the clock rounds. */
const GOALS = { fewerCalls: 50, timesSooner: 20, keystroke: 50, frame: 33.4, firstRow: 1000 };
/**
 * What a browser takes on two cores to start the process of a window. A page's clock begins when it is asked for, so in a
 * window that was made that moment the start of the process is counted in; that is told by itself.
 */
const WINDOW_MS = 1500;
/** Between two keys: a quick typist. */
const KEY_MS = 90;

/** Answers whether all goals were met. */
export async function compareServices(say: (line: string) => void): Promise<boolean> {
  const missed: string[] = [];
  const goal = (text: string, isMet: boolean): void => {
    say(`  ${isMet ? 'met   ' : 'MISSED'}  ${text}`);
    if (!isMet) missed.push(text);
  };
  await compareReading(say, goal);
  await measureMany(say, goal);
  say('');
  say(missed.length === 0 ? 'All goals are met.' : `GOALS MISSED: ${missed.length}`);
  return missed.length === 0;
}

type Goal = (text: string, isMet: boolean) => void;

async function compareReading(say: (line: string) => void, goal: Goal): Promise<void> {
  say(`${COMPARED} services, ${LATENCY_MS} ms latency: until a contact can be searched, in the same run.`);
  const sandbox = await startSandbox({ services: COMPARED, latency: LATENCY_MS, counterparts: 'idle' });
  const dataFolder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  const warmFolder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  try {
    const keys = sandbox.accounts()[0];
    if (!keys) throw new Error('a sandbox without accounts');
    // Whoever comes first must not pay for the server's own first calls: it has been read once before both.
    const before = await startProgram(warmFolder, sandbox.url(), keys);
    await connect(before);
    await before.stop();

    const program = await startProgram(dataFolder, sandbox.url(), keys);
    await sandbox.clearLog();
    const began = performance.now();
    await connect(program);
    const services = await allServices(program);
    const { accounts } = await program.call('app:open', {});
    const found = searchFor(services, accounts, `tech:${keys.nichandle}`);
    const ms = performance.now() - began;
    const log = await sandbox.log();
    await program.stop();

    await sandbox.clearLog();
    const panel: PanelWay = await readLikeThePanel(sandbox.url(), keys);
    if (found !== panel.found) throw new Error(`${found} found here, ${panel.found} there`);
    say(`  Relevo           ${seconds(ms)}, ${log.length} calls: ${kindsOf(log)}`);
    say('    (from «connect», over its own HTTP, to the list, its index and the answer of one search)');
    say(`  the panel's way  ${seconds(panel.ms)}, ${panel.calls} calls, ten at a time`);
    goal(
      `${(panel.calls / log.length).toFixed(0)} times fewer calls (goal: ${GOALS.fewerCalls})`,
      panel.calls / log.length >= GOALS.fewerCalls,
    );
    goal(
      `${(panel.ms / ms).toFixed(1)} times sooner (goal: ${GOALS.timesSooner})`,
      panel.ms / ms >= GOALS.timesSooner,
    );
  } finally {
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
    await rm(warmFolder, { recursive: true, force: true });
  }
}

async function measureMany(say: (line: string) => void, goal: Goal): Promise<void> {
  say('');
  say(`${MANY} services, ${LATENCY_MS} ms latency, the built application in Chromium.`);
  const sandbox = await startSandbox({ services: MANY, latency: LATENCY_MS, counterparts: 'idle' });
  const dataFolder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_ARGUMENTS],
  });
  try {
    const keys = sandbox.accounts()[0];
    if (!keys) throw new Error('a sandbox without accounts');

    const first = await startProgram(dataFolder, sandbox.url(), keys);
    await sandbox.clearLog();
    const began = performance.now();
    await connect(first);
    const synced = performance.now() - began;
    const log = await sandbox.log();
    const services = await allServices(first);
    const peakOfSync = await first.stop();
    say(`  full sync        ${seconds(synced)}, ${log.length} calls: ${kindsOf(log)}`);
    say(
      `  peak memory      ${megabytes(peakOfSync)} of the program's process, with the sync and the snapshot`,
    );
    say(`  snapshot         ${megabytes(await sizeOf(dataFolder))} on disk, ${services.length} services`);

    const context = await newContext(browser);
    const page = await context.newPage();
    await wait(WINDOW_MS);
    const spawned = performance.now();
    const program = await startProgram(dataFolder, sandbox.url(), keys);
    const ready = performance.now() - spawned;
    await enter(context, program);
    await openServices(page, program);
    const firstRow = await until(page, () => window.probe?.firstRow() ?? null);
    say(
      `  start            the program answers after ${Math.round(ready)} ms; the page is opened at once, in a window that is there`,
    );
    goal(
      `first rows from the snapshot ${Math.round(firstRow)} ms after the page starts (goal: under ${GOALS.firstRow})`,
      firstRow < GOALS.firstRow,
    );
    const whole = await until(
      page,
      (count) => {
        const grid = document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount');
        return Number(grid) === count + 1 ? performance.now() : null;
      },
      services.length,
    );
    say(`  all rows there   ${Math.round(whole)} ms after the page starts`);
    for (const [name, pause] of [
      ['opened again', WINDOW_MS],
      ['in a new window', 0],
    ] as const) {
      const again = await context.newPage();
      await wait(pause);
      await openServices(again, program);
      const rows = await until(again, () => window.probe?.firstRow() ?? null);
      const note = pause === 0 ? ', the process of the window started meanwhile' : ', the program warm';
      say(`  ${name.padEnd(16)} ${Math.round(rows)} ms${note}`);
      await again.close();
    }
    // What the start left to do (sync, garbage) is not what is measured below.
    await wait(1500);

    const { accounts } = await program.call('app:open', {});
    const frames = await measureInteractions(page, services, accounts, say, goal);
    goal(
      `no frame of more than two refreshes (${GOALS.frame} ms): ${framesOf(frames)}`,
      frames.every((ms) => ms <= GOALS.frame),
    );
    say(
      `    (a bare list, scrolled alike in the same browser: ${framesOf(await scrollBareList(context, program.origin))})`,
    );
    say(`  page's memory    ${await pageMemory(browser, page)}`);
    await page.close();
    await program.stop();
  } finally {
    await browser.close();
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Answers the length of every frame of all that was done. */
async function measureInteractions(
  page: Page,
  services: readonly Service[],
  accounts: readonly Account[],
  say: (line: string) => void,
  goal: Goal,
): Promise<number[]> {
  const all: number[] = [];
  const framed = async (name: string, act: () => Promise<string>): Promise<void> => {
    await page.evaluate(() => window.probe?.beginFrames());
    await wait(100);
    const told = await act();
    await wait(200);
    const frames = (await page.evaluate(() => window.probe?.endFrames())) ?? [];
    all.push(...frames);
    say(`  ${name.padEnd(16)} ${told}; ${framesOf(frames)}`);
  };

  const me = accounts[0]?.nichandle;
  const keystrokes: number[] = [];
  const other = services.find((one) => one.contacts?.contactTech && one.contacts.contactTech !== me);
  const handle = other?.contacts?.contactTech ?? '';
  const word = services[Math.floor(services.length / 3)]?.name.slice(0, 8) ?? '';
  const texts = ['vps-5', word, handle, `tech:${handle} type:dom`, '-type:vps expires:<90d'];
  // Beforehand: whoever measures leaves the computer to the page meanwhile.
  const plan = texts.map((text) =>
    [...text].map((key, at) => ({ key, found: searchFor(services, accounts, text.slice(0, at + 1)) })),
  );
  await framed('typing', async () => {
    for (const keys of plan) {
      await page.keyboard.press('/');
      let before = services.length;
      for (const { key, found } of keys) {
        if (found === before) await page.keyboard.press(key);
        else keystrokes.push(await timed(page, { rowCount: found }, () => page.keyboard.press(key)));
        before = found;
        await wait(KEY_MS);
      }
      await page.keyboard.press('Control+A');
      if (before !== services.length)
        keystrokes.push(
          await timed(page, { rowCount: services.length }, () => page.keyboard.press('Backspace')),
        );
      await page.keyboard.press('Escape');
      await focusGrid(page);
    }
    return `${plan.flat().length} keys, ${keystrokes.length} of them change what is found; from key to painted result p50 ${at(keystrokes, 0.5)} ms, p95 ${at(keystrokes, 0.95)} ms, worst ${at(keystrokes, 1)} ms`;
  });
  goal(
    `keystroke to painted result p95 ${at(keystrokes, 0.95)} ms (goal: under ${GOALS.keystroke})`,
    Number(at(keystrokes, 0.95)) < GOALS.keystroke,
  );

  const heads = await middlesOf(page, '.grid-sort');
  await framed('sorting', async () => {
    const times: number[] = [];
    for (const head of heads) {
      for (let turn = 0; turn < 2; turn += 1) {
        times.push(await timed(page, { firstRowChanges: true }, () => page.mouse.click(...head)));
        await wait(100);
      }
    }
    await page.mouse.click(...(heads[0] as Middle));
    return `${times.length} times, p50 ${at(times, 0.5)} ms, worst ${at(times, 1)} ms`;
  });

  const counts = await page.locator(SEGMENTS).allTextContents();
  const segments = await middlesOf(page, SEGMENTS);
  await framed('filtering', async () => {
    const times: number[] = [];
    for (const place of [1, 2, 3, 0]) {
      const rowCount = Number(counts[place]?.replace(/\D/g, ''));
      times.push(await timed(page, { rowCount }, () => page.mouse.click(...(segments[place] as Middle))));
      await wait(100);
    }
    return `my role, ${times.length} times, worst ${at(times, 1)} ms`;
  });

  await framed('selecting all', async () => {
    await focusGrid(page);
    const took = await timed(page, { allShownSelected: true }, () => page.keyboard.press('Control+A'));
    return `${Math.round(took)} ms`;
  });

  const scrolled = await scrollFar(page, '[role="grid"]');
  say(`  scrolling        ${TURNS} turns of the wheel; ${framesOf(scrolled)}`);
  return [...all, ...scrolled];
}

const SEGMENTS = '.segmented [role="radio"], .segmented button';

/** Where to click, in CSS pixels. */
type Middle = [x: number, y: number];

/** Asked beforehand: a click that first looks for its element has the page work for whoever measures. */
async function middlesOf(page: Page, selector: string): Promise<Middle[]> {
  return page.evaluate(
    (asked) =>
      Array.from(document.querySelectorAll(asked), (element): Middle => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      }),
    selector,
  );
}

async function focusGrid(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLElement>('[role="grid"]')?.focus());
}

async function timed(page: Page, condition: Condition, act: () => Promise<unknown>): Promise<number> {
  const waiting = page.evaluate((asked) => window.probe?.waitFor(asked) ?? null, condition);
  // The probe must be listening before the event comes.
  await page.evaluate(() => null);
  await act();
  const ms = await waiting;
  if (ms === null) throw new Error(`not shown within 5 s: ${JSON.stringify(condition)}`);
  return ms;
}

/** Asks the page again and again until it answers something. */
async function until<A>(page: Page, look: (given: A) => number | null, given?: A): Promise<number> {
  const handle = await page.waitForFunction(look as (given: unknown) => number | null, given, {
    timeout: 60_000,
  });
  return Number(await handle.jsonValue());
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.addInitScript(installProbe);
  return context;
}

/** As a page that exchanged the key itself would stand there. */
async function enter(context: BrowserContext, { token }: Program): Promise<void> {
  await context.addInitScript((kept) => sessionStorage.setItem('relevo-session', kept), token);
}

async function openServices(page: Page, { origin }: Program): Promise<void> {
  await page.goto(`${origin}/#/services`, { waitUntil: 'commit' });
}

async function allServices(program: Program): Promise<Service[]> {
  const services: Service[] = [];
  let asked: { from: number; revision: number | null } | null = { from: 0, revision: null };
  while (asked !== null) {
    const chunk: Output<'services:list'> = await program.call('services:list', asked);
    if (chunk.from === 0) services.length = 0;
    for (const service of decodeServices(chunk.services)) services.push(service);
    asked = chunk.next === null ? null : { from: chunk.next, revision: chunk.revision };
  }
  return services;
}

const indexes = new WeakMap<readonly Service[], ReturnType<typeof indexOf>>();

function indexOf(services: readonly Service[]) {
  return finish(buildServiceIndex(services, { language: 'en', shownName: (name) => name }));
}

/** How many the query finds; types are named as the page names them in English, and my accounts by their organisation. */
function searchFor(services: readonly Service[], accounts: readonly Account[], text: string): number {
  const names = new Map(accounts.map(({ nichandle, name }) => [nichandle.toLowerCase(), name]));
  const index = indexes.get(services) ?? indexOf(services);
  indexes.set(services, index);
  const search = openSearch(index, {
    mineOf: () => new Set(names.keys()),
    accounts: [],
    account: null,
    pending: new Uint8Array(services.length),
    typeName: (type) => TYPE_NAMES[type] ?? type,
    stateName: (state) => state,
    labelOf: (handle) => names.get(handle) ?? null,
  });
  const asked = { query: parseQuery(text), facets: NO_FACETS, now: Date.now() };
  const order = { column: 'name', descending: false } as const;
  return finish(findServices(search, { ...asked, order })).positions.length;
}

const TYPE_NAMES = JSON.parse(
  await readFile(new URL('../../shared/locales/en/families.json', import.meta.url), 'utf8'),
) as Record<string, string>;

async function pageMemory(browser: Browser, page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const processes = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const peaks = await Promise.all(
    processes.processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
      }),
  );
  const peak = Math.max(0, ...peaks);
  return `${megabytes(usedSize)} of objects now; ${peak === 0 ? 'peak of the process not known' : `peak of the process ${megabytes(peak)}`}`;
}

async function sizeOf(dataFolder: string): Promise<number> {
  const folder = join(dataFolder, 'snapshots');
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function framesOf(frames: readonly number[]): string {
  const over = frames.filter((ms) => ms > GOALS.frame).length;
  return `${frames.length} frames, worst ${Math.max(...frames).toFixed(1)} ms, ${over} over ${GOALS.frame}`;
}

/** Numbers and names out of the paths: what is left is the kind of call. */
function kindsOf(log: readonly LoggedCall[]): string {
  const kinds = new Map<string, number>();
  for (const { path } of log) {
    const kind = path.endsWith('/serviceInfos') ? 'serviceInfos in batches' : path;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
