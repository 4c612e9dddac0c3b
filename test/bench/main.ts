/** `npm run bench -- <what>`: builds, then runs one measurement. A table of contents; measures nothing itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ROOT } from '../e2e/processes.ts';
import { compareCodes } from './codes.ts';
import { killAgainAndAgain } from './kill.ts';
import { acceptOneByOne, type Task } from './naive.ts';
import { compareServices } from './services.ts';

const HELP = `npm run bench -- codes                         200 e-mails decided by Relevo and one by one
npm run bench -- services                      100,000 services in the built application, and the panel's way on 10,000
npm run bench -- kill [--kills 20] [--seed N]  the program killed in the middle of a bulk accept`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function build(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'electron', 'start.mjs'), 'build'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string' } },
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
  case 'kill': {
    build();
    const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
    const { lies } = await killAgainAndAgain({ kills: Number(values.kills), seed, say });
    process.exitCode = lies.length === 0 ? 0 : 1;
    break;
  }
  case 'one-by-one':
    // What `codes` sets beside Relevo, in a process of its own.
    say(JSON.stringify(await acceptOneByOne(JSON.parse(await text(process.stdin)) as Task)));
    break;
  default:
    say(HELP);
    process.exitCode = 2;
}
