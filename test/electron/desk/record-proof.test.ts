/** The proof of a hand-over's record: drawn from the ledger as it lies there, and a kept file held against it, by the program and by the command. */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Intent, openLedger } from '../../../electron/desk/ledger.ts';
import { proveRecord, verifyRecord } from '../../../electron/desk/record-proof.ts';
import { BEGINNING, link } from '../../../electron/storage/chain.ts';
import { openJournal } from '../../../electron/storage/journal.ts';
import { writeCsv } from '../../../shared/csv.ts';
import { RECORD_MARKS } from '../../../shared/record.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const START = Date.parse('2026-11-20T10:00:00.000Z');

/** Two hand-overs of two services each, the first of them confirmed; other deeds between. */
async function ledgerOf(): Promise<{ folder: string; text: () => Promise<string> }> {
  const folder = await temporaryFolder();
  let now = START;
  const ledger = openLedger(
    await openJournal(placeIn(folder, { now: () => now }), 'ledger.jsonl'),
    () => now,
    () => {},
  );
  const bare: Omit<Intent, 'line' | 'id' | 'at'> = {
    kind: 'changeContact',
    api: 'eu',
    nichandle: 'ac21874-ovh',
    serviceName: null,
    serviceKey: null,
    requestKey: null,
    requestId: null,
    dateRequest: null,
    changes: [{ contactType: 'contactTech', to: 'lr88120-ovh' }],
    group: null,
  };
  let id = 100;
  for (const group of ['g1', 'g2']) {
    for (const serviceName of ['a.es', '=b.es']) {
      now += 1000;
      id += 1;
      const intent = await ledger.intend({ ...bare, group, serviceName, serviceKey: `eu/${serviceName}` });
      await ledger.settle(intent, 'done', { requestIds: [id] });
      const connect = await ledger.intend({ ...bare, kind: 'connect', changes: [] });
      await ledger.settle(connect, 'done');
    }
  }
  const accept = await ledger.intend({
    ...bare,
    kind: 'accept',
    changes: [],
    requestKey: 'eu/101',
    requestId: 101,
    dateRequest: new Date(START + 1000).toISOString(),
  });
  await ledger.settle(accept, 'done');
  // Of the same number in another world.
  const other = await ledger.intend({
    ...bare,
    kind: 'accept',
    changes: [],
    requestKey: 'eu/102',
    requestId: 102,
    dateRequest: '2025-01-01T00:00:00.000Z',
  });
  await ledger.settle(other, 'done');
  await ledger.close();
  return { folder, text: () => readFile(join(folder, 'ledger.jsonl'), 'utf8') };
}

/** As the page writes it; `service`: of its first row. */
function fileOf(ledger: string, service = 'a.es', id = '101'): string {
  const { entries, sha256 } = proveRecord(ledger, 'g1');
  const places = (key: string) =>
    entries.flatMap((entry, index) => (entry.intent.endsWith(key) ? [index + 1] : [])).join(' ');
  const row = (name: string, request: string, key: string) => [
    name,
    'Domain',
    'Technical',
    'x',
    'y',
    request,
    'done',
    '',
    places(key),
  ];
  return writeCsv(
    ['Service', 'Service', 'Contact', 'Before', 'After', 'Request', 'State', 'Confirmed', 'Entries'],
    [
      row(service, id, '#1'),
      row('=b.es', '102', '#3'),
      [],
      [RECORD_MARKS.digest, sha256],
      ...entries.map(({ seal }, index) => [RECORD_MARKS.entry, String(index + 1), seal]),
    ],
    ';',
  );
}

test('is drawn from every line of the hand-over and of what it made, and of nothing else', async () => {
  const { text } = await ledgerOf();
  const proof = proveRecord(await text(), 'g1');
  // Two askings and a confirmation, each with what came of it.
  expect(proof.entries).toHaveLength(6);
  expect(proof.entries.filter(({ requestKey }) => requestKey === 'eu/101')).toHaveLength(2);
  expect(proof).toMatchObject({
    number: '2026-0001',
    faults: [],
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(proveRecord(await text(), 'g2')).toMatchObject({ number: '2026-0002' });
  expect(proveRecord(await text(), 'none')).toMatchObject({ number: null, entries: [], faults: [] });
});

test('tells which line between its first and its last was altered, or before which some are missing', async () => {
  const { text } = await ledgerOf();
  const lines = (await text()).split('\n');
  const altered = lines.with(3, (lines[3] ?? '').replace('"done"', '"failed"')).join('\n');
  expect(proveRecord(altered, 'g1').faults).toEqual([{ kind: 'altered', line: 4 }]);
  expect(proveRecord(lines.toSpliced(3, 1).join('\n'), 'g1').faults).toEqual([{ kind: 'missing', line: 4 }]);
  // An entry of its own that is gone is a gap as well, and one less.
  const less = proveRecord(lines.toSpliced(4, 1).join('\n'), 'g1');
  expect(less.entries.length).toBeLessThan(6);
  expect(less.faults).not.toEqual([]);
});

test('a kept file agrees with the ledger it was drawn from, and with one that has grown since', async () => {
  const { text } = await ledgerOf();
  const ledger = await text();
  const whole = { is: 'whole', entries: 6, rows: 2 };
  expect(verifyRecord(fileOf(ledger), ledger)).toEqual(whole);
  const lines = ledger.trimEnd().split('\n');
  expect(verifyRecord(fileOf(`${lines.slice(0, -2).join('\n')}\n`), ledger)).toEqual(whole);
});

test.each([
  ['another service in a row', (file: string) => file.replace('a.es', 'c.es'), 'row', 1],
  ['another number in a row', (file: string) => file.replace(';101;', ';109;'), 'row', 1],
  ['another digest', (file: string) => file.replace(/SHA-256;\w{4}/, 'SHA-256;0000'), 'digest', 0],
  ['another seal', (file: string) => file.replace(/Entry;2;\S{4}/, 'Entry;2;AAAA'), 'not-there', 2],
])('a file with %s differs, and where is told', async (_what, change, kind, at) => {
  const { text } = await ledgerOf();
  const ledger = await text();
  const verdict = verifyRecord(change(fileOf(ledger)), ledger);
  expect(verdict).toMatchObject({ is: 'differs', faults: expect.arrayContaining([{ kind, at }]) });
});

test('against a ledger in which a line was altered or put elsewhere it differs', async () => {
  const { text } = await ledgerOf();
  const ledger = await text();
  const file = fileOf(ledger);
  const lines = ledger.split('\n');
  const altered = lines.with(0, (lines[0] ?? '').replace('lr88120', 'xx11111')).join('\n');
  expect(verifyRecord(file, altered)).toMatchObject({
    is: 'differs',
    faults: expect.arrayContaining([{ kind: 'not-there', at: 1 }]),
  });
  const swapped = [lines[4], ...lines.slice(1, 4), lines[0], ...lines.slice(5)].join('\n');
  expect(verifyRecord(file, swapped)).toMatchObject({ is: 'differs' });
});

test('seals that begin with a minus, guarded from spreadsheets, are read as they are', () => {
  const lines: string[] = [];
  let after = BEGINNING;
  const append = (value: object): void => {
    const linked = link(value, after);
    lines.push(linked.text);
    after = linked.chain;
  };
  for (let id = 1; id <= 200; id += 1) {
    const at = new Date(START + id).toISOString();
    append({
      line: 'intent',
      id: `${at}#${id}`,
      at,
      kind: 'changeContact',
      api: 'eu',
      nichandle: 'ac21874-ovh',
      serviceName: 'a.es',
      serviceKey: 'eu/a.es',
      requestKey: null,
      requestId: null,
      dateRequest: null,
      changes: [],
      group: 'g1',
    });
  }
  const ledger = `${lines.join('\n')}\n`;
  const { entries, sha256 } = proveRecord(ledger, 'g1');
  expect(entries.some(({ seal }) => seal.startsWith('-'))).toBe(true);
  const file = writeCsv(
    ['Service'],
    [
      [RECORD_MARKS.digest, sha256],
      ...entries.map(({ seal }, index) => [RECORD_MARKS.entry, String(index + 1), seal]),
    ],
  );
  expect(verifyRecord(file, ledger)).toEqual({ is: 'whole', entries: 200, rows: 0 });
});

test.each(['', 'a;b\r\n', '%PDF-1.7', 'SHA-256;00\r\n'])('%j is no record', async (file) => {
  expect(verifyRecord(file, '')).toEqual({ is: 'no-record' });
});

test('the command says the same, by its words and its exit code', async () => {
  const { folder, text } = await ledgerOf();
  const ledger = join(folder, 'ledger.jsonl');
  const file = join(folder, 'record.csv');
  const run = () =>
    spawnSync(process.execPath, ['electron/verify-record.ts', file, ledger], { encoding: 'utf8' });
  await writeFile(file, fileOf(await text()));
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('Whole: 6 of 6 entries') });
  await writeFile(file, fileOf(await text(), 'c.es'));
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringMatching(/row 1\s*$/) });
  await writeFile(file, 'nothing');
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('is no CSV file of a record') });
});
