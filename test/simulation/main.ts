/** `npm run simulate`: plays histories, says how they went, and makes the first one that fails small. A table of contents; judges nothing itself. */
import { parseArgs } from 'node:util';
import './hooks.ts';
import type { NamesAre } from './machine/disk.ts';
import type { Habits } from './user/occasional.ts';

const HELP = `npm run simulate -- [--seed 1] [--steps 40] [--histories 1]
  --seed 7,12           histories of these seeds; with --histories, so many from each
  --trace words | all   what happened, of each history
  --without 1-3,7       these steps left out
  --names 'by folder' | 'in order' | 'at once'   when a new name of a file outlives a loss of power
  --habits some | none | all        what Marta does in some histories only: as the seed has it, left out, or all of it
  --bug NAME            with this planted bug
  --bugs NAME | all     each of the planted bugs until it is caught`;

/** Before the ways to real time are closed. */
const wallClock = performance.now.bind(performance);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '40' },
    histories: { type: 'string', default: '1' },
    without: { type: 'string', default: '' },
    habits: { type: 'string', default: 'some' },
    names: { type: 'string', default: 'by folder' },
    trace: { type: 'string' },
    bug: { type: 'string' },
    bugs: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

// After the hooks, which these are loaded through.
const { closeEscapes } = await import('./escapes.ts');
const { playHistory } = await import('./history.ts');
const { loadSources } = await import('./program.ts');
const { huntBugs } = await import('./hunt.ts');
const { add, commandOf, newSum, readRanges, tableOf } = await import('./report.ts');
const { shrink } = await import('./shrink.ts');

if (values.help) say(HELP);
else if (values.bugs !== undefined) process.exitCode = await huntBugs(values.bugs, Number(values.steps), say);
else process.exitCode = await play();

async function play(): Promise<number> {
  const bug = values.bug ?? null;
  const sources = await loadSources(bug);
  closeEscapes();
  const began = wallClock();
  const fromEach = Number(values.histories);
  const seeds = values.seed
    .split(',')
    .flatMap((first) => Array.from({ length: fromEach }, (_, index) => Number(first) + index));
  const sum = newSum();
  let said = began;
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void (isStopped = true));
  for (const seed of seeds) {
    if (isStopped) break;
    const plan = {
      seed,
      steps: Number(values.steps),
      without: readRanges(values.without),
      names: values.names as NamesAre,
      habits: values.habits as Habits,
    };
    const played = await playHistory(plan, sources);
    add(sum, seed, played);
    if (played.violation !== null)
      process.stderr.write(`seed ${seed}: ${played.violation.check}: ${played.violation.text}\n`);
    if (values.trace !== undefined) {
      say((values.trace === 'all' ? played.trace.all() : played.trace.words()).join('\n'));
    }
    if (
      played.violation !== null &&
      sum.violations.size === 1 &&
      sum.violations.values().next().value?.length === 1
    ) {
      const small = await shrink(plan, played, (smaller) => playHistory(smaller, sources));
      say(small.played.trace.words().join('\n'));
      say(`\nseed ${seed}, made smaller in ${small.plays} plays: ${commandOf(small.plan, bug)}\n`);
    }
    if (wallClock() - said > 5_000) {
      said = wallClock();
      process.stderr.write(
        `${sum.histories} of ${seeds.length} histories, ${[...sum.violations.values()].flat().length} violations, ${Math.round((said - began) / 1000)} s\n`,
      );
    }
  }
  say(tableOf(sum, values.trace === undefined ? wallClock() - began : 0));
  return sum.violations.size === 0 ? 0 : 1;
}
