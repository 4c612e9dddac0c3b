/**
 * Kills (SIGKILL) a program that writes the files of a data folder, at random moments, and reads them as the next start
 * would: each is whole, and none is older than what was told to be on the disk. Judges the files only.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createRandom } from '../../electron/sandbox/random.ts';
import { openJournal } from '../../electron/storage/journal.ts';
import { sweepLeftovers } from '../../electron/storage/leftovers.ts';
import { openSnapshots, type Snapshot } from '../../electron/storage/snapshots.ts';
import { openVault } from '../../electron/storage/vault.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import { keyRing } from '../fakes/key-ring.ts';
import { placeIn } from '../fakes/place.ts';

export const ACCOUNT = 'ac21874-ovh@ovh-eu';
const WRITTEN = ['settings', 'vault', 'requests', 'services', 'ledger'] as const;
export type Written = (typeof WRITTEN)[number];

/** Long enough to be written in more than one piece. */
const PADDING = 'x'.repeat(20_000);
const numberedSchema = z.object({ number: z.number(), padding: z.string() });
export const secretOf = (number: number): string => JSON.stringify({ number, padding: PADDING });
export const requestsOf = (number: number): Snapshot<z.infer<typeof numberedSchema>> => ({
  at: new Date(number).toISOString(),
  items: [{ number, padding: PADDING }],
});
export const servicesOf = (number: number): Snapshot<ServiceFacts> => ({
  at: new Date(number).toISOString(),
  items: [],
});

export type FileKills = {
  kills: number;
  /** One sentence for each file that was not as it must be; none where all is well. */
  faults: string[];
  /** Kills that came within a write: a temporary file or a torn line tells of it. */
  within: number;
  /** Writes told to be on the disk. */
  writes: number;
  /** Temporary files that were still there at the end, after a sweep. */
  left: number;
};

const WRITER = fileURLToPath(new URL('./file-writer.ts', import.meta.url));
/** A new folder now and then, so that reading its ledger does not become the longer part. */
const KILLS_A_FOLDER = 50;
/** After the first word of the writer; it makes hundreds of writes in this time. */
const LONGEST_MS = 60;

export async function killWriters(options: {
  kills: number;
  seed: number;
  /** Writers at a time, each on a folder of its own. */
  atOnce: number;
  say: (line: string) => void;
}): Promise<FileKills> {
  const random = createRandom(options.seed);
  const result: FileKills = { kills: 0, faults: [], within: 0, writes: 0, left: 0 };
  const moments = Array.from({ length: options.kills }, () => random.int(0, LONGEST_MS));
  const line = async (): Promise<void> => {
    while (moments.length > 0) {
      const folder = await mkdtemp(join(tmpdir(), 'relevo-files-'));
      const reached = new Map<Written, number>();
      try {
        for (const moment of moments.splice(0, KILLS_A_FOLDER)) {
          await killOnce(folder, moment, reached, result, options.say);
          if (result.kills % 100 === 0) options.say(`${result.kills} kills, ${result.faults.length} faults`);
        }
        for (const each of [folder, join(folder, 'snapshots')]) {
          await sweepLeftovers(each, Date.now() + 3_600_000);
          result.left += (await temporaryIn(each)).length;
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, line));
  return result;
}

async function killOnce(
  folder: string,
  moment: number,
  reached: Map<Written, number>,
  result: FileKills,
  say: (line: string) => void,
): Promise<void> {
  const first = Math.max(await highestIn(folder), ...reached.values()) + 1;
  const writer = spawn(process.execPath, [WRITER, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The longer part of a writer's life would be reading its own source.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'relevo-files-cache') },
  });
  let told = '';
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  writer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(writer, 'close');
  await Promise.race([once(writer.stdout, 'data'), ended]);
  await wait(moment);
  writer.kill('SIGKILL');
  await ended;
  result.kills += 1;
  const fault = (what: string): void => {
    const line = `kill ${result.kills}, after ${moment} ms: ${what}`;
    result.faults.push(line);
    say(`FAULT: ${line}`);
  };
  if (said !== '') fault(`the writer said ${said}`);

  // The last line may be cut off, and many a write was never told: a full pipe keeps words back.
  for (const line of told.split('\n').slice(0, -1)) {
    const [what = '', number = ''] = line.split(' ');
    const written = WRITTEN.find((each) => each === what);
    if (written === undefined || number === '') continue;
    reached.set(written, Number(number));
    result.writes += 1;
  }
  const torn = await readAll(folder, reached, fault);
  const halves = [...(await temporaryIn(folder)), ...(await temporaryIn(join(folder, 'snapshots')))];
  if (torn || halves.length > 0) result.within += 1;
  for (const each of [folder, join(folder, 'snapshots')]) await sweepLeftovers(each, Date.now() + 3_600_000);
}

/** Reads everything as the next start would; answers whether the ledger's last line was torn. */
async function readAll(
  folder: string,
  reached: ReadonlyMap<Written, number>,
  fault: (what: string) => void,
): Promise<boolean> {
  const compare = (what: Written, number: number | null): void => {
    const least = reached.get(what);
    if (number === null && least !== undefined) fault(`${what} cannot be read`);
    else if (number !== null && number < (least ?? 0)) fault(`${what} is older: ${number}, not ${least}`);
  };
  const text = await readFile(join(folder, 'settings.json'), 'utf8').catch(() => null);
  compare('settings', text === null ? null : (JSON.parse(text) as { number: number }).number);

  const place = placeIn(folder);
  const vault = await openVault(place, keyRing());
  const opened = await vault.get(ACCOUNT);
  if (opened.state !== 'open' && opened.state !== 'none') fault(`the vault is ${opened.state}`);
  compare('vault', opened.state === 'open' ? numberedSchema.parse(JSON.parse(opened.secret)).number : null);

  const snapshots = openSnapshots(place);
  const requests = await snapshots.readRequests(ACCOUNT, numberedSchema);
  compare('requests', requests?.items[0]?.number ?? null);
  const services = await snapshots.readServices(ACCOUNT);
  compare(
    'services',
    services === null || (await services.items()) === null ? null : Date.parse(services.at),
  );

  const ledgerText = await readFile(join(folder, 'ledger.jsonl'), 'utf8').catch(() => '');
  const journal = await openJournal(place, 'ledger.jsonl');
  await journal.close();
  const numbers = journal.lines.map((line) => (line as { number: number }).number);
  compare('ledger', numbers.at(-1) ?? null);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    fault('the ledger is out of order');
  }
  for (const { file, why } of place.told) fault(`told as damaged: ${file} (${why})`);
  return ledgerText !== '' && !ledgerText.endsWith('\n');
}

/** Where the ledger ends: what a killed writer could not tell any more may be there. */
async function highestIn(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'ledger.jsonl'), 'utf8').catch(() => '');
  const numbers = [...text.matchAll(/"number":(\d+)/g)].map(([, number]) => Number(number));
  return numbers.reduce((highest, number) => Math.max(highest, number), 0);
}

async function temporaryIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /\.json\.[^.]+$/.test(name));
}
