/** What the ledger says about a request survives a restart, and speaks of that request only. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Intent } from '../../../electron/desk/ledger.ts';
import { openLedger } from '../../../electron/desk/ledger.ts';
import { openJournal } from '../../../electron/storage/journal.ts';
import type { Failure } from '../../../shared/failure.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const clock = manualClock();
const dateRequest = '2026-11-18T10:00:00.000Z';
const request = { key: 'ovh-eu/7', dateRequest };

function accepting(change: Partial<Intent> = {}): Omit<Intent, 'line' | 'id' | 'at'> {
  return {
    kind: 'accept',
    api: 'ovh-eu',
    nichandle: 'ac21874-ovh',
    serviceName: 'clinicanorte.es',
    serviceKey: 'ovh-eu/1',
    requestKey: request.key,
    requestId: 7,
    dateRequest,
    changes: [],
    group: null,
    ...change,
  };
}

async function open(folder: string) {
  return openLedger(await openJournal(placeIn(folder), 'ledger.jsonl'), clock.now, () => {});
}

test('a settled decision is a certain confirmation after a restart', async () => {
  const folder = await temporaryFolder();
  const ledger = await open(folder);
  await ledger.settle(await ledger.intend(accepting()), 'done', { requestIds: [7] });
  await ledger.close();
  const again = await open(folder);
  expect(again.confirmationsOf(request)).toMatchObject([
    { nichandle: 'ac21874-ovh', decision: 'accept', certain: true },
  ]);
  await again.close();
});

test('what a person only says counts from its one line on, and is waited for as long as that is written', async () => {
  const folder = await temporaryFolder();
  const ledger = await open(folder);
  const saying = ledger.note(accepting({ kind: 'say-confirmed' }));
  expect(ledger.underWay()).toBe(1);
  await saying;
  expect(ledger.underWay()).toBe(0);
  const said = { nichandle: 'ac21874-ovh', certain: true, elsewhere: 'person' };
  expect(ledger.confirmationsOf(request)).toMatchObject([said]);
  await ledger.close();
  const again = await open(folder);
  expect(again.confirmationsOf(request)).toMatchObject([said]);
  expect(again.activity()).toMatchObject([{ kind: 'say-confirmed', outcome: 'done', requestIds: [7] }]);
  expect(again.unsettled()).toEqual([]);
  await again.close();
});

test('an intent without an outcome is pending in its own run and unknown in the next', async () => {
  const folder = await temporaryFolder();
  const ledger = await open(folder);
  await ledger.intend(accepting());
  expect(ledger.activity()[0]?.outcome).toBe('pending');
  expect(ledger.confirmationsOf(request)).toEqual([]);
  await ledger.close();
  const again = await open(folder);
  expect(again.activity()[0]?.outcome).toBe('unknown');
  expect(again.confirmationsOf(request)).toMatchObject([{ certain: false }]);
  expect(again.unsettled()).toHaveLength(1);
  await again.close();
});

test('a decision that failed or was not sent confirms nothing', async () => {
  const ledger = await open(await temporaryFolder());
  await ledger.settle(await ledger.intend(accepting()), 'failed');
  await ledger.settle(await ledger.intend(accepting()), 'not-sent');
  expect(ledger.confirmationsOf(request)).toEqual([]);
  await ledger.close();
});

test('a later certain outcome settles an unknown one, and an unknown never unsettles a certain one', async () => {
  const ledger = await open(await temporaryFolder());
  const unknown = await ledger.intend(accepting());
  await ledger.settle(unknown, 'unknown');
  expect(ledger.confirmationsOf(request)).toMatchObject([{ certain: false }]);
  await ledger.settle(unknown, 'done');
  await ledger.settle(await ledger.intend(accepting()), 'unknown');
  expect(ledger.confirmationsOf(request)).toMatchObject([{ certain: true }]);
  await ledger.close();
});

const refused = (code: Failure['code'], message: string) =>
  ({ failure: { code, next: 'check-code', status: 409, message } }) as const;

test('what older versions wrote down as a wrong code is a side that was confirmed elsewhere', async () => {
  const folder = await temporaryFolder();
  const ledger = await open(folder);
  const used = refused('wrong-code', 'This token has already been used');
  await ledger.settle(await ledger.intend(accepting()), 'failed', used);
  await ledger.settle(
    await ledger.intend(accepting({ nichandle: 'mp40311-ovh' })),
    'failed',
    refused('wrong-code', 'Invalid token'),
  );
  await ledger.close();
  const again = await open(folder);
  expect(again.confirmationsOf(request)).toMatchObject([
    { nichandle: 'ac21874-ovh', decision: 'accept', certain: true, elsewhere: 'service' },
  ]);
  expect(again.activity()[1]?.failure?.code).toBe('already-confirmed');
  await again.close();
});

test('what was done from here counts more than what was done elsewhere, whichever came first', async () => {
  const ledger = await open(await temporaryFolder());
  const used = refused('already-confirmed', 'This token has already been used');
  await ledger.settle(await ledger.intend(accepting()), 'done');
  await ledger.settle(await ledger.intend(accepting()), 'failed', used);
  await ledger.settle(await ledger.intend(accepting({ kind: 'say-open' })), 'done');
  const [told, ...others] = ledger.confirmationsOf(request);
  expect(told).toMatchObject({ certain: true });
  expect(told?.elsewhere).toBeUndefined();
  expect(others).toEqual([]);
  await ledger.close();
});

test('the same number with another date is another request', async () => {
  const ledger = await open(await temporaryFolder());
  await ledger.settle(await ledger.intend(accepting()), 'done');
  expect(ledger.confirmationsOf({ ...request, dateRequest: '2026-11-19T10:00:00.000Z' })).toEqual([]);
  await ledger.close();
});

test('a request made from here is known to belong to its service, in its own world only', async () => {
  const ledger = await open(await temporaryFolder());
  const intent = await ledger.intend(
    accepting({
      kind: 'changeContact',
      family: '/domain',
      requestKey: null,
      requestId: null,
      dateRequest: null,
    }),
  );
  await ledger.settle(intent, 'done', { requestIds: [91] });
  const made = new Date(clock.now()).toISOString();
  expect(ledger.serviceOfRequest('ovh-eu', 91, made)).toEqual({ serviceKey: 'ovh-eu/1', family: '/domain' });
  expect(ledger.serviceOfRequest('ovh-eu', 91, '2025-01-01T00:00:00Z')).toBeNull();
  expect(ledger.serviceOfRequest('ovh-ca', 91, made)).toBeNull();
  await ledger.close();
});

test('only a resend that went through counts as one', async () => {
  const ledger = await open(await temporaryFolder());
  await ledger.settle(await ledger.intend(accepting({ kind: 'resend' })), 'failed');
  expect(ledger.resentAt(request)).toBeNull();
  await ledger.settle(await ledger.intend(accepting({ kind: 'resend' })), 'done');
  expect(ledger.resentAt(request)).toBe(new Date(clock.now()).toISOString());
  await ledger.close();
});

test('one account is wiped whole and for good, the others and what nobody understands stay', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'ledger.jsonl');
  await writeFile(path, 'no json at all\n{"line":"of a later version"}\n');
  const ledger = await open(folder);
  const mine = await ledger.intend(accepting({ group: 'together' }));
  const other = await ledger.intend(accepting({ nichandle: 'mp40311-ovh', group: 'together' }));
  const elsewhere = await ledger.intend(accepting({ api: 'ovh-ca' }));
  await ledger.settle(mine, 'done', { requestIds: [7] });
  await ledger.settle(other, 'done', { requestIds: [7] });
  await ledger.forget({ api: 'ovh-eu', nichandle: 'ac21874-ovh' });
  expect(ledger.confirmationsOf(request).map(({ nichandle }) => nichandle)).toEqual(['mp40311-ovh']);
  expect(ledger.activity().map(({ id }) => id)).toEqual([elsewhere, other]);
  // An outcome that comes late, and whatever is done afterwards.
  await ledger.settle(mine, 'done');
  const later = await ledger.intend(accepting({ nichandle: 'jd55210-ovh' }));
  await ledger.close();
  const again = await open(folder);
  expect(again.activity().map(({ id }) => id)).toEqual([later, elsewhere, other]);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('no json at all\n{"line":"of a later version",');
  expect(text).not.toContain('"api":"ovh-eu","nichandle":"ac21874-ovh"');
  await again.close();
});

test('where the disk refuses, nothing is wiped', async () => {
  const folder = await temporaryFolder();
  const ledger = await open(folder);
  await ledger.settle(await ledger.intend(accepting()), 'done');
  await rm(join(folder, 'ledger.jsonl'));
  await expect(ledger.forget({ api: 'ovh-eu', nichandle: 'ac21874-ovh' })).rejects.toThrow('ENOENT');
  expect(ledger.confirmationsOf(request)).toHaveLength(1);
  await ledger.close();
});
