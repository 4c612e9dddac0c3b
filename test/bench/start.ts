/**
 * How soon, how large and how quiet the program is on a real Electron, in turns with an empty window of the same Electron in
 * the same run. Prints what it measured and how; has no goals. Runs where test/desktop/run.mjs starts it.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { familyOf, type Outside, startOutside } from '../desktop/outside.ts';
import { startProgram } from '../desktop/program.ts';
import { until } from '../desktop/until.ts';
import { ROOT } from '../e2e/processes.ts';
import { startSandbox } from '../e2e/sandbox.ts';
import { megabytes } from './peak.ts';

const SERVICES = 1_248;
const LATENCY_MS = 40;
/** After the first rows, the lists are read anew, letters come and garbage goes. */
const SETTLED_MS = 6_000;
const IDLE_MS = 60_000;
const IDLE_MINUTES = 3;
/** The kernel counts processor time in hundredths of a second, whatever the processor. */
const TICK_MS = 10;
/** `unshown`: the first turn, in which the files come from the disk, is left out. */
const UNSHOWN_TURNS = 1;

type Subject = 'requests' | 'services' | 'empty';
const NAMES: Record<Subject, string> = {
  requests: 'first rows of the requests',
  services: 'first rows of the services',
  empty: 'an empty window',
};

/** What a turn tells of one subject: milliseconds from the start, of the processors until then, and bytes afterwards. */
type Turn = { shown: number; work: number; memory: number };

export async function measureStart(say: (line: string) => void, turns: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  const sandbox = await startSandbox({ services: SERVICES, latency: LATENCY_MS, counterparts: 'idle' });
  try {
    const keys = sandbox.accounts()[0];
    if (!keys) throw new Error('a sandbox without accounts');
    const known = join(folder, 'known');
    await learn(known, {
      OVH_ENDPOINT: sandbox.url(),
      OVH_APPLICATION_KEY: keys.applicationKey,
      OVH_APPLICATION_SECRET: keys.applicationSecret,
      OVH_CONSUMER_KEY: keys.consumerKey,
    });
    const empty = await makeEmpty(join(folder, 'empty'));
    const begin = async (subject: Subject, name: string): Promise<Outside> => {
      if (subject === 'empty')
        return startOutside([electron(), empty], { page: 'file:', data: join(folder, name) });
      // A copy: what a turn reads anew must not help the next one.
      const data = join(folder, name);
      await cp(known, data, { recursive: true });
      return startOutside([electron(), ROOT], { page: 'app:', data });
    };

    say(
      `Electron ${process.env['RELEVO_ELECTRON_VERSION']}; a snapshot of ${SERVICES} services, ${LATENCY_MS} ms latency.`,
    );
    say(`${turns} turns of three starts each; who goes first changes. Ratios are taken within a turn.`);
    const taken: Record<Subject, Turn>[] = [];
    for (let number = -UNSHOWN_TURNS; number < turns; number += 1) {
      const turn: Partial<Record<Subject, Turn>> = {};
      for (const subject of inTurn(number)) {
        turn[subject] = await take(await begin(subject, `${subject}${number}`), subject);
        await rm(join(folder, `${subject}${number}`), { recursive: true, force: true, maxRetries: 5 });
      }
      const whole = turn as Record<Subject, Turn>;
      const line = SUBJECTS.map(
        (subject) => `${subject} ${whole[subject].shown.toFixed(0)} ms ${megabytes(whole[subject].memory)}`,
      );
      say(`${number < 0 ? 'warming ' : `turn ${number + 1}  `} ${line.join(', ')}`);
      if (number >= 0) taken.push(whole);
    }
    say('');
    say(`  ${''.padEnd(34)} median  lowest to highest  times the empty window's`);
    for (const [what, value, unit] of [
      ['from the start', (turn: Turn) => turn.shown, 'ms'],
      ['processor time of all processes until then', (turn: Turn) => turn.work, 'ms'],
      ['memory of all processes (PSS)', (turn: Turn) => turn.memory / 1024 / 1024, 'MB'],
    ] as const) {
      say(`  ${what}`);
      for (const subject of SUBJECTS) {
        const values = taken.map((turn) => value(turn[subject])).sort((one, other) => one - other);
        const ratio = median(taken.map((turn) => value(turn[subject]) / value(turn.empty)));
        const range = `${values[0]?.toFixed(0)} to ${values.at(-1)?.toFixed(0)}`;
        say(
          `    ${NAMES[subject].padEnd(30)} ${`${median(values).toFixed(0)} ${unit}`.padStart(8)} ${range.padStart(18)}  ${subject === 'empty' ? '' : ratio.toFixed(1)}`,
        );
      }
    }
    await measureIdle(say, begin);
  } finally {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const SUBJECTS: readonly Subject[] = ['requests', 'services', 'empty'];

/** Each goes first, second and last as often. */
function inTurn(number: number): Subject[] {
  const first = (number + UNSHOWN_TURNS) % SUBJECTS.length;
  return [...SUBJECTS.slice(first), ...SUBJECTS.slice(0, first)];
}

function electron(): string {
  const program = process.env['RELEVO_ELECTRON'];
  if (program === undefined)
    throw new Error('node test/desktop/run.mjs -- COMMAND starts what needs Electron');
  return program;
}

/** Connects once, waits until all is read, and leaves the data folder as a day's work would. */
async function learn(data: string, env: Record<string, string>): Promise<void> {
  await mkdir(data);
  const program = await startProgram({ data, env });
  const ask = async (channel: string, input: unknown): Promise<unknown> => {
    const { ok, value, error } = await program.ask(channel, input);
    if (!ok) throw new Error(`${channel}: ${error?.code}`);
    return value;
  };
  try {
    const offers = (await ask('accounts:offers', {})) as { id: string; source: string }[];
    await ask('accounts:takeOffer', { offer: offers.find(({ source }) => source === 'environment')?.id });
    const isRead = async (): Promise<boolean> => {
      const { sync } = (await ask('app:open', {})) as {
        sync: { phase: string; servicesAt: string | null }[];
      };
      return (
        sync.length > 0 && sync.every(({ phase, servicesAt }) => phase === 'idle' && servicesAt !== null)
      );
    };
    await until(isRead, 60_000);
    await program.quit();
  } finally {
    await program.end();
  }
}

/** A program that shows a sentence, with the same guards on its window. */
async function makeEmpty(folder: string): Promise<string> {
  await mkdir(folder);
  const files = {
    'package.json': JSON.stringify({ name: 'empty', version: '1.0.0', type: 'module', main: 'main.js' }),
    'index.html': '<!doctype html><title>Empty</title><p>Nothing.</p>',
    'main.js': `import { app, BrowserWindow } from 'electron';
app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

async function take(program: Outside, subject: Subject): Promise<Turn> {
  try {
    // Again where the page was only just coming and had nothing that could be asked.
    const shown = await until(() => program.page(whenPainted, subject));
    if (shown.wasThere && subject !== 'empty')
      throw new Error('the rows were there before they could be waited for');
    const work = await workOf(program.pid);
    await wait(SETTLED_MS);
    return { shown: shown.at - program.at, work, memory: await memoryOf(program.pid) };
  } finally {
    await program.stop();
  }
}

/**
 * Runs in the page: the moment at which what is asked for is painted, in milliseconds since 1970. The services are asked
 * for by the address, as early as one can.
 */
async function whenPainted(
  subject: 'requests' | 'services' | 'empty',
): Promise<{ at: number; wasThere: boolean }> {
  if (subject === 'empty') {
    const { promise, resolve } = Promise.withResolvers<number>();
    new PerformanceObserver((list) => {
      const [first] = list.getEntriesByName('first-contentful-paint');
      if (first !== undefined) resolve(first.startTime);
    }).observe({ type: 'paint', buffered: true });
    return { at: performance.timeOrigin + (await promise), wasThere: false };
  }
  location.hash = `#/${subject}`;
  const isThere = (): boolean =>
    location.hash.startsWith(`#/${subject}`) &&
    document.querySelector(`main [role="grid"] .grid-row[aria-rowindex="2"]`) !== null;
  const wasThere = isThere();
  if (!wasThere) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true });
    await promise;
  }
  // After the frame that shows what stands in the document now.
  const painted = Promise.withResolvers<void>();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted.resolve();
    port2.postMessage(null);
  });
  await painted.promise;
  return { at: performance.timeOrigin + performance.now(), wasThere };
}

/** Of all its processes, in bytes: what several share is divided among them. */
async function memoryOf(pid: number): Promise<number> {
  const sizes = (await familyOf(pid)).map(async ({ pid: one }) => {
    const text = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss: +(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What all its processes had of the processors so far, in milliseconds. */
async function workOf(pid: number): Promise<number> {
  const times = (await familyOf(pid)).map(async ({ pid: one }) => {
    const text = await readFile(`/proc/${one}/stat`, 'utf8').catch(() => '');
    // After the name, which may hold anything; of the fields that follow the 12th and 13th are user's and system's time.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
  });
  return (await Promise.all(times)).reduce((sum, time) => sum + time, 0);
}

/** One after the other: a window that lies under another one is hidden, and does less. */
async function measureIdle(
  say: (line: string) => void,
  begin: (subject: Subject, name: string) => Promise<Outside>,
): Promise<void> {
  const subjects = ['requests', 'empty'] as const;
  const minutes: Record<(typeof subjects)[number], number[]> = { requests: [], empty: [] };
  for (let minute = 0; minute < IDLE_MINUTES; minute += 1) {
    for (const subject of subjects) {
      const program = await begin(subject, `idle-${subject}${minute}`);
      try {
        await until(() => program.page(whenPainted, subject));
        await wait(2 * SETTLED_MS);
        const before = await workOf(program.pid);
        await wait(IDLE_MS);
        minutes[subject].push((await workOf(program.pid)) - before);
      } finally {
        await program.stop();
      }
    }
  }
  say('  processor time of all processes in a minute without anybody there');
  for (const subject of subjects) {
    const values = minutes[subject].sort((one, other) => one - other);
    const range = `${values[0]} to ${values.at(-1)}`;
    const name = subject === 'requests' ? 'the requests, open' : NAMES.empty;
    say(`    ${name.padEnd(30)} ${`${median(values)} ms`.padStart(8)} ${range.padStart(18)}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
