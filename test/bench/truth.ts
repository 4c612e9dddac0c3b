/**
 * 150 decisions, a hand-over of 150 services and an outbox of 100 over a bad line, through the desk on Node and through the
 * program on Electron. Prints by fault what was told and what the server knows: every word must agree with it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../electron/desk/desk.ts';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { startProgram } from '../desktop/program.ts';
import { type Ask, keysFor, playRound, startWeather, type Told } from '../fakes/bad-weather.ts';
import { fakePorts } from '../fakes/ports.ts';
import { brokenPromises } from '../fakes/promises.ts';

const ROUND = { decisions: 150, services: 150, outbox: 100 };
const WORLD = { waiting: ROUND.decisions + ROUND.outbox + 20, services: 900 };

type Subject = { ask: Ask; end: () => Promise<unknown> };

/** `false`: something was told that is not so, or a POST left twice. */
export async function compareWords(say: (line: string) => void, seed: number): Promise<boolean> {
  // The desk's patience of 30 s is 1.5 s by its hurried clock; the program's is what it is.
  const node = await play(onNode, { lateMs: 2_500, mostLate: { decisions: 12, services: 12 }, seed });
  tell(say, 'Node', node);
  const electron = await play(onElectron, { lateMs: 32_000, mostLate: { decisions: 4, services: 3 }, seed });
  tell(say, 'Electron', electron);
  return [node, electron].every((told) => brokenPromises(told).length === 0);
}

async function play(
  open: () => Promise<Subject>,
  {
    lateMs,
    mostLate,
    seed,
  }: { lateMs: number; mostLate: { decisions: number; services: number }; seed: number },
): Promise<Told[]> {
  const weather = await startWeather(lateMs, WORLD);
  const subject = await open();
  try {
    await subject.ask('accounts:connectKeys', keysFor(weather));
    await subject.ask('sync:now', {});
    return await playRound(subject.ask, weather, { ...ROUND, mostLate, seed });
  } finally {
    await subject.end();
    await weather.close();
  }
}

async function onNode(): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-bench-'));
  const desk = await openDesk(fakePorts(folder));
  desk.start();
  return {
    ask: async (channel, input) => valueOf(channel, await desk.handlers[channel](input)),
    async end() {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function onElectron(): Promise<Subject> {
  const program = await startProgram();
  return {
    ask: async <C extends Channel>(channel: C, input: Input<C>) =>
      valueOf(channel, (await program.ask(channel, input)) as Result<Output<C>>),
    end: program.end,
  };
}

function valueOf<T>(channel: string, answer: Result<T>): T {
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** One line a fault: how many calls, how many of them the server has, and what was told at once and in the end. */
function tell(say: (line: string) => void, where: string, told: readonly Told[]): void {
  say(`\n${where}: ${told.length} calls`);
  say('fault                        calls  happened  told at once; in Activity at the end');
  for (const [fault, calls] of Map.groupBy(told, (one) => one.fault ?? 'none')) {
    const happened = calls.filter((one) => one.happened).length;
    const numbers = `${String(calls.length).padStart(5)}  ${String(happened).padStart(8)}`;
    say(`${fault.padEnd(28)} ${numbers}  ${counted(calls, 'outcome')}; ${counted(calls, 'said')}`);
  }
  const broken = brokenPromises(told);
  for (const { promise, by } of broken) say(`BROKEN: ${promise}: ${by.map(({ what }) => what).join(', ')}`);
  const twice = told.filter(({ sent }) => sent !== 1).length;
  const lies = new Set(broken.flatMap(({ by }) => by)).size;
  say(
    `${twice} left other than once, ${lies} told otherwise than they are, ${ROUND_TOTAL - told.length} not told.`,
  );
}

const ROUND_TOTAL = ROUND.decisions + ROUND.services + ROUND.outbox;

function counted(calls: readonly Told[], what: 'outcome' | 'said'): string {
  const groups = Map.groupBy(calls, (one) => one[what]);
  return [...groups].map(([word, { length }]) => `${length} ${word}`).join(', ');
}
