/**
 * A heap of 200 e-mails with codes, decided by Relevo and one by one, on the same sandbox in the same run: calls, wall
 * time, peak memory. Prints what it measured and how; says itself whether the goals were met.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoggedCall, startSandbox, type TestSandbox } from '../e2e/sandbox.ts';
import type { Took } from './naive.ts';
import { megabytes, peakAtExit, readPeak } from './peak.ts';
import { connect, type Program, startProgram, until } from './program.ts';
import { hasConfirmed, truthOf, type Waiting, waitingFor } from './waiting.ts';

const MAILS = 200;
const ROUNDS = 3;
const WORLD = { waiting: 500, latency: 40, counterparts: 'idle' as const };
const GOALS = { callsPerDecision: 1.1, timesFaster: 4 };

type Measured = { ms: number; peak: number | null; calls: Map<string, number> };
type OfRelevo = Measured & { recognised: number; decided: number; connecting: number; afterwards: number };
type Round = { relevo: OfRelevo; naive: Measured };

/** Answers whether both goals were met. */
export async function compareCodes(say: (line: string) => void): Promise<boolean> {
  say(
    `${MAILS} e-mails each way, on a sandbox with ${WORLD.waiting} waiting requests and ${WORLD.latency} ms latency.`,
  );
  say(`${ROUNDS} rounds, each on a fresh sandbox; who goes first changes. Ratios are taken within a round.`);
  const rounds: Round[] = [];
  for (let number = 0; number < ROUNDS; number += 1) {
    const round = await runRound(number % 2 === 0);
    rounds.push(round);
    const { relevo, naive } = round;
    say(
      `round ${number + 1}: Relevo ${seconds(relevo.ms)} (found and matched ${seconds(relevo.recognised)}, decided ${seconds(relevo.decided)}), one by one ${seconds(naive.ms)}: ${(naive.ms / relevo.ms).toFixed(1)} times faster`,
    );
  }
  const median = middle(rounds, ({ relevo, naive }) => naive.ms / relevo.ms);
  const { relevo, naive } = median;
  say('');
  say('the round in the middle:');
  say(`  ${'calls'.padEnd(44)} Relevo  one by one`);
  for (const kind of new Set([...relevo.calls.keys(), ...naive.calls.keys()])) {
    const own = String(relevo.calls.get(kind) ?? 0).padStart(6);
    say(`  ${kind.padEnd(44)} ${own}  ${String(naive.calls.get(kind) ?? 0).padStart(10)}`);
  }
  say(`  ${'all'.padEnd(44)} ${String(total(relevo)).padStart(6)}  ${String(total(naive)).padStart(10)}`);
  const { connecting, afterwards } = relevo;
  say(
    `  Relevo's: ${connecting} to connect and read everything once, ${total(relevo) - connecting - afterwards} while it decided, ${afterwards} afterwards, until every request was seen to go on`,
  );
  say(`  wall time, from the first e-mail to the last outcome: ${seconds(relevo.ms)}, ${seconds(naive.ms)}`);
  say(`  peak memory of the process: ${megabytes(relevo.peak)}, ${megabytes(naive.peak)}`);
  const callsPerDecision = Math.max(...rounds.map((round) => sinceDrop(round.relevo) / MAILS));
  const withConnecting = Math.max(...rounds.map((round) => total(round.relevo) / MAILS));
  const timesFaster = naive.ms / relevo.ms;
  say('');
  say(
    `calls per decision, worst round: ${callsPerDecision.toFixed(3)} (goal: at most ${GOALS.callsPerDecision}); with those to connect ${withConnecting.toFixed(3)}`,
  );
  say(`times faster, round in the middle: ${timesFaster.toFixed(1)} (goal: at least ${GOALS.timesFaster})`);
  const met = callsPerDecision <= GOALS.callsPerDecision && timesFaster >= GOALS.timesFaster;
  say(met ? 'Both goals are met.' : 'A GOAL IS MISSED.');
  return met;
}

async function runRound(relevoFirst: boolean): Promise<Round> {
  const sandbox = await startSandbox(WORLD);
  try {
    const nichandle = sandbox.accounts()[0]?.nichandle ?? '';
    const waiting = await waitingFor(sandbox, nichandle);
    // Every other one, so that both get the same mixture.
    const own = waiting.filter((_, i) => i % 2 === 0).slice(0, MAILS);
    const others = waiting.filter((_, i) => i % 2 === 1).slice(0, MAILS);
    if (own.length + others.length !== 2 * MAILS) throw new Error(`only ${waiting.length} requests wait`);
    const first = relevoFirst ? await measureRelevo(sandbox, own) : null;
    const naive = await measureNaive(sandbox, others);
    const relevo = first ?? (await measureRelevo(sandbox, own));
    for (const { id } of [...own, ...others]) {
      if (!hasConfirmed(await truthOf(sandbox, id), nichandle)) throw new Error(`${id} was not accepted`);
    }
    return { relevo, naive };
  } finally {
    await sandbox.stop();
  }
}

async function measureRelevo(sandbox: TestSandbox, waiting: readonly Waiting[]): Promise<OfRelevo> {
  const keys = sandbox.accounts()[0];
  if (!keys) throw new Error('a sandbox without accounts');
  const dataFolder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  await sandbox.clearLog();
  const program = await startProgram(dataFolder, sandbox.url(), keys);
  try {
    return await decideHeap(program, sandbox, waiting);
  } finally {
    await program.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function decideHeap(
  program: Program,
  sandbox: TestSandbox,
  waiting: readonly Waiting[],
): Promise<OfRelevo> {
  await connect(program);
  const connecting = (await sandbox.log()).length;

  const began = performance.now();
  const files = waiting.map(({ id, message }) => ({
    name: `${id}.eml`,
    content: Buffer.from(message.raw, 'latin1').toString('base64'),
  }));
  const { codes } = await program.call('codes:recogniseFiles', { files });
  const items = codes.map(({ verdict, handle, requestKey, accountId }) => {
    if (verdict !== 'fits' || requestKey === null || accountId === null)
      throw new Error(`a code is ${verdict}`);
    return { requestKey, accountId, handle, decision: 'accept' as const };
  });
  const recognised = performance.now() - began;
  const outcomes = await program.call('requests:decide', { job: 'bench', items });
  const ms = performance.now() - began;
  const deciding = (await sandbox.log()).length;
  const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted').length;
  if (accepted !== MAILS) throw new Error(`${accepted} accepted of ${MAILS}`);

  const ids = new Set(waiting.map(({ id }) => id));
  await until('every request is seen to go on', async () => {
    const requests = await program.call('requests:list', {});
    const truths = await Promise.all([...ids].map((id) => truthOf(sandbox, id)));
    const states = new Map(requests.map(({ id, state }) => [id, state]));
    const isSeen = truths.every(({ id, decided }) => states.get(id) === decided);
    const { sync } = await program.call('app:open', {});
    return (
      isSeen &&
      truths.every(({ decided }) => decided !== 'doing') &&
      sync.every(({ phase }) => phase === 'idle')
    );
  });
  const log = await sandbox.log();
  const peak = await program.stop();
  return {
    ms,
    recognised,
    decided: ms - recognised,
    connecting,
    afterwards: log.length - deciding,
    peak,
    calls: byKind(log),
  };
}

/** In a process of its own, so that memory can be set beside memory. */
async function measureNaive(sandbox: TestSandbox, waiting: readonly Waiting[]): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  const told = join(folder, 'peak');
  await sandbox.clearLog();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'one-by-one'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: peakAtExit(told) },
  });
  const keys = sandbox.accounts()[0];
  child.stdin.end(
    JSON.stringify({ url: sandbox.url(), keys, mails: waiting.map(({ message }) => message.raw) }),
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  await once(child, 'close');
  const { ms, accepted } = JSON.parse(text) as Took;
  if (accepted !== MAILS) throw new Error(`${accepted} accepted of ${MAILS}`);
  const peak = await readPeak(told);
  await rm(folder, { recursive: true, force: true });
  return { ms, peak, calls: byKind(await sandbox.log()) };
}

/** Numbers and names out of the paths: what is left is the kind of call. */
function byKind(log: readonly LoggedCall[]): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const { method, path } of log) {
    const kind = `${method} ${path
      .replace(/^(\/me\/task\/contactChange)\/[\d,]+/, '$1/{id}')
      .replace(/^.*\/serviceInfos$/, '…/serviceInfos (up to 50 services a call)')}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return new Map([...kinds].sort((a, b) => b[1] - a[1]));
}

function total({ calls }: Measured): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0);
}

/** From the first e-mail until every request was seen to go on. */
function sinceDrop(relevo: OfRelevo): number {
  return total(relevo) - relevo.connecting;
}

function middle<T>(list: readonly T[], measure: (item: T) => number): T {
  return [...list].sort((a, b) => measure(a) - measure(b))[Math.floor(list.length / 2)] as T;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
