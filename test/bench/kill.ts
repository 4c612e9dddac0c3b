/**
 * Kills the built program (SIGKILL) in the middle of a bulk accept, again and again, and holds what it says after the
 * restart against the sandbox's own state. Knows nothing of how the ledger is written.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '../../electron/sandbox/random.ts';
import { startSandbox, type TestSandbox } from '../e2e/sandbox.ts';
import { connect, type Program, startProgram } from './program.ts';
import { hasConfirmed, truthOf, type Waiting, waitingFor } from './waiting.ts';

/** Accepts under way when the program is killed; with this latency and a few at a time they take about `LONGEST_MS`. */
const ITEMS = 24;
const LATENCY_MS = 40;
const LONGEST_MS = 360;

type Said = 'done' | 'failed' | 'unknown' | 'not-sent' | 'pending' | 'no entry';
export type Killed = {
  kills: number;
  /** One sentence for each item of which something else is said than what is so; none where all is well. */
  lies: string[];
  /** How many items were said to be what, right after the restarts. */
  said: Record<Said, number>;
  /** Kills that found the items at different points: begun and not, or answered and not. */
  inTheMiddle: number;
  /** Files that stand in the data folder at the end. */
  files: string[];
};

export async function killAgainAndAgain(options: {
  kills: number;
  seed: number;
  say: (line: string) => void;
}): Promise<Killed> {
  const { kills, seed, say } = options;
  const random = createRandom(seed);
  const waiting = kills * ITEMS;
  const world = { services: 200 + waiting * 2, waiting, latency: LATENCY_MS, counterparts: 'idle' as const };
  const sandbox = await startSandbox(world);
  const dataFolder = await mkdtemp(join(tmpdir(), 'relevo-kill-'));
  const result: Killed = {
    kills,
    lies: [],
    said: { done: 0, failed: 0, unknown: 0, 'not-sent': 0, pending: 0, 'no entry': 0 },
    inTheMiddle: 0,
    files: [],
  };
  say(`${kills} kills, seed ${seed}; ${ITEMS} accepts under way at each, ${LATENCY_MS} ms latency.`);
  let end: Said[] = [];
  let program: Program | null = null;
  try {
    const keys = sandbox.accounts()[0];
    if (!keys) throw new Error('a sandbox without accounts');
    const all = await waitingFor(sandbox, keys.nichandle);
    const start = async (): Promise<Program> => startProgram(dataFolder, sandbox.url(), keys);
    program = await start();
    for (let kill = 0; kill < kills; kill += 1) {
      const own = all.slice(kill * ITEMS, (kill + 1) * ITEMS);
      const moment = random.int(0, LONGEST_MS);
      await beginAccepting(program, own);
      await wait(moment);
      await program.stop('SIGKILL');
      // What was on its way when the program died arrives all the same.
      await wait(3 * LATENCY_MS);

      program = await start();
      const first = await compare(program, sandbox, own, keys.nichandle);
      await connect(program);
      await program.call('sync:now', {});
      const later = await compare(program, sandbox, own, keys.nichandle);
      result.lies.push(
        ...[...first.lies, ...later.lies].map((lie) => `kill ${kill + 1} after ${moment} ms: ${lie}`),
      );
      for (const said of first.said) result.said[said] += 1;
      if (new Set(first.said).size > 1) result.inTheMiddle += 1;
      say(
        `kill ${String(kill + 1).padStart(2)} after ${String(moment).padStart(3)} ms: ${tally(first.said)}; after reading again: ${tally(later.said)}`,
      );
    }
    // Seen from far enough: whatever both sides confirmed is done, and what was not known of it may have become so.
    await sandbox.advance(60);
    await program.call('sync:now', {});
    const decided = all.slice(0, waiting);
    const last = await compare(program, sandbox, decided, keys.nichandle);
    end = last.said;
    result.lies.push(...last.lies.map((lie) => `at the end: ${lie}`));
    await program.stop();
    result.lies.push(...(await postedTwice(sandbox)));
    result.files = await readdir(dataFolder, { recursive: true });
  } finally {
    await program?.stop();
    await sandbox.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
  say(`at the end, a minute later: ${tally(end)}`);
  say('');
  say(`${kills * ITEMS} items, ${result.inTheMiddle} of ${kills} kills found them at different points.`);
  for (const lie of result.lies) say(`UNTRUE: ${lie}`);
  if (result.lies.length === 0) say('All that was said is true, and no code was posted twice.');
  return result;
}

/** Hands the e-mails over and starts one decision of them all; answers while it runs. */
async function beginAccepting(program: Program, waiting: readonly Waiting[]): Promise<void> {
  await connect(program);
  const items = [];
  for (const { id, message } of waiting) {
    const { codes } = await program.call('codes:recognise', { text: message.raw });
    const code = codes.find(({ requestId, verdict }) => requestId === id && verdict === 'fits');
    if (!code?.requestKey || !code.accountId) throw new Error(`the code of ${id} is ${codes[0]?.verdict}`);
    const { handle, requestKey, accountId } = code;
    items.push({ requestKey, accountId, handle, decision: 'accept' as const });
  }
  // It will not answer: that is the point.
  void program.call('requests:decide', { job: `job-${waiting[0]?.id}`, items }).catch(() => {});
}

/** What the program says of each item, and each word that is not true. Not known is true of either. */
async function compare(
  program: Program,
  sandbox: TestSandbox,
  waiting: readonly Waiting[],
  nichandle: string,
): Promise<{ said: Said[]; lies: string[] }> {
  let entries = await program.call('activity:list', {});
  let requests = await program.call('requests:list', {});
  // It may be reading by itself, and learn something between the two answers: then they are of two moments.
  for (let now = await program.call('activity:list', {}); !isDeepStrictEqual(now, entries); ) {
    entries = now;
    requests = await program.call('requests:list', {});
    now = await program.call('activity:list', {});
  }
  const lies: string[] = [];
  const said = await Promise.all(
    waiting.map(async ({ id }): Promise<Said> => {
      const own = entries.filter(({ kind, requestIds }) => kind === 'accept' && requestIds.includes(id));
      if (own.length > 1) lies.push(`${id} has ${own.length} entries`);
      const word = own[0]?.outcome ?? 'no entry';
      const confirmed = hasConfirmed(await truthOf(sandbox, id), nichandle);
      const claims =
        word === 'done' ? true : word === 'unknown' ? confirmed : word === 'pending' ? null : false;
      if (claims !== confirmed)
        lies.push(`${id} is said to be «${word}» and is ${confirmed ? '' : 'not '}confirmed`);
      const shown = requests.find((request) => request.id === id)?.confirmations[0];
      const expected = word === 'done' ? true : word === 'unknown' ? false : undefined;
      if (shown?.certain !== expected)
        lies.push(`${id} is «${word}» in Activity and shown otherwise on its row`);
      return word;
    }),
  );
  return { said, lies };
}

async function postedTwice(sandbox: TestSandbox): Promise<string[]> {
  const posts = (await sandbox.log()).filter(({ path }) => path.endsWith('/accept')).map(({ path }) => path);
  return [...new Set(posts)]
    .filter((path) => posts.indexOf(path) !== posts.lastIndexOf(path))
    .map((path) => `${path} was posted more than once`);
}

function tally(said: readonly Said[]): string {
  const words: Record<Said, string> = {
    done: 'decided',
    'no entry': 'not begun',
    'not-sent': 'not sent',
    unknown: 'not known',
    failed: 'failed',
    pending: 'PENDING',
  };
  return Object.entries(words)
    .map(([word, shown]) => [said.filter((each) => each === word).length, shown] as const)
    .filter(([count]) => count > 0)
    .map(([count, shown]) => `${count} ${shown}`)
    .join(', ');
}
