/** `npm run bench -- <what>`: builds, then runs one measurement. A table of contents; measures nothing itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ROOT } from '../e2e/processes.ts';
import { compareCodes } from './codes.ts';
import { damageEverything } from './damage.ts';
import { measureDrift } from './drift.ts';
import { compareFaults } from './faults.ts';
import { killWriters } from './files.ts';
import { killAgainAndAgain } from './kill.ts';
import { acceptOneByOne, type Task } from './naive.ts';
import { compareServices } from './services.ts';
import { measureStart } from './start.ts';
import { compareWords } from './truth.ts';

const HELP = `npm run bench -- codes                         200 e-mails decided by Relevo and one by one
npm run bench -- services                      100,000 services in the built application, and the panel's way on 10,000
npm run bench -- start [--turns 6]             on a real Electron, in turns with an empty window: time, memory, idle work
npm run bench -- faults [--seed N]             a bad line: how often a POST leaves, by Relevo and by network stacks; then
                                               400 calls on Node and on Electron, and whether every word told of them is so
npm run bench -- drift [--seed N]              a month of readings of 100,000 services: what changed, how fast, how large
npm run bench -- kill [--kills 20] [--seed N]  the program killed in the middle of a bulk accept
npm run bench -- files [--kills 1000] [--seed N]  a writer of settings, vault, snapshots and ledger killed within its writes
npm run bench -- damage [--seed N]             every file of a full data folder damaged in every way, and what is said of it`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function build(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'electron', 'start.mjs'), 'build'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

/** Once more from here, where windows can be shown; answers how that ended. */
function againInDesktop(): number {
  build();
  const desktop = join(ROOT, 'test', 'desktop', 'run.mjs');
  const given = [desktop, '--', process.execPath, ...process.argv.slice(1)];
  return spawnSync(process.execPath, given, { stdio: 'inherit' }).status ?? 1;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string' }, seed: { type: 'string' }, turns: { type: 'string' } },
});
switch (positionals[0]) {
  case 'codes':
    build();
    process.exitCode = (await compareCodes(say)) ? 0 : 1;
    break;
  case 'services':
    build();
    process.exitCode = (await compareServices(say)) ? 0 : 1;
    break;
  case 'start':
    if (process.env['RELEVO_ELECTRON'] === undefined) process.exitCode = againInDesktop();
    else await measureStart(say, Number(values.turns ?? 6));
    break;
  case 'faults':
    if (process.env['RELEVO_ELECTRON'] === undefined) process.exitCode = againInDesktop();
    else {
      const once = await compareFaults(say);
      const isTrue = await compareWords(say, Number(values.seed ?? 1));
      process.exitCode = once && isTrue ? 0 : 1;
    }
    break;
  case 'kill': {
    build();
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
    const { lies } = await killAgainAndAgain({ kills: Number(values.kills ?? 20), seed, say });
    process.exitCode = lies.length === 0 ? 0 : 1;
    break;
  }
  case 'files': {
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
    const kills = Number(values.kills ?? 1000);
    const began = performance.now();
    const { faults, within, writes, left } = await killWriters({ kills, seed, atOnce: 4, say });
    say(
      `${kills} kills (seed ${seed}) in ${Math.round((performance.now() - began) / 1000)} s: ${writes} writes told,`,
    );
    say(`${within} kills within one; ${left} temporary files left after a sweep.`);
    if (faults.length === 0) say('Every file could be read, and none was older than what had been told.');
    process.exitCode = faults.length === 0 ? 0 : 1;
    break;
  }
  case 'damage': {
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
    say(`seed ${seed}`);
    const tried = await damageEverything({ seed, say });
    const wrong = tried.filter(({ verdict, faults }) => verdict === 'silent' || faults.length > 0);
    process.exitCode = wrong.length === 0 ? 0 : 1;
    break;
  }
  case 'drift':
    process.exitCode = (await measureDrift(say, Number(values.seed ?? 1))) ? 0 : 1;
    break;
  case 'one-by-one':
    // What `codes` sets beside Relevo, in a process of its own.
    say(JSON.stringify(await acceptOneByOne(JSON.parse(await text(process.stdin)) as Task)));
    break;
  default:
    say(HELP);
    process.exitCode = 2;
}
