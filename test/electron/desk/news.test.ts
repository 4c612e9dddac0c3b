/** When news is told: at once, at the end of quiet hours as one, and on the day that something is prepared for, once. */
import { beforeEach, expect, test } from 'vitest';
import { openNews } from '../../../electron/desk/news.ts';
import { openPreparedDays, type PreparedDays } from '../../../electron/desk/prepared.ts';
import { openPrepared } from '../../../electron/storage/prepared.ts';
import type { Notice } from '../../../shared/notice.ts';
import type { ToPrepare } from '../../../shared/prepared.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';
import { type ManualClock, manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';
import { aRequest } from '../../fakes/requests.ts';
import { account } from '../../fakes/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of the computer's own clock, in whatever zone it runs. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();

let clock: ManualClock;
let folder: string;
let told: Notice[];
let requests: ContactRequest[];
let settings: Settings;
let changed: number;
let prepared: PreparedDays;
let news: ReturnType<typeof openNews>;

const ME = account('ac21874-ovh');

async function open(now: number): Promise<void> {
  clock = manualClock(now);
  const keeper = await openPrepared(placeIn(folder, { now: clock.now }));
  prepared = openPreparedDays({ clock, keeper, log: () => {}, changed: () => news.dated() });
  const parts = {
    accounts: { list: () => [ME] },
    requests: { list: () => requests, stale: () => {} },
    sync: {
      states: () => [{ accountId: ME.id, requestsAt: '2026-11-20T00:00:00Z', phase: 'idle' }],
    },
    drift: {
      settle: () => (changed === 0 ? null : { kind: 'changed', count: changed, serviceName: null }),
      open: () => Array.from({ length: changed }),
      requestsRead: () => {},
    },
    decisions: { settleUnknown: async () => false },
    handover: { settleUnknown: async () => false },
    outbox: { look: () => {} },
    prepared,
  };
  news = openNews(
    {
      clock,
      lock: { isLocked: () => false } as never,
      settings: { get: () => settings } as never,
      ports: { notify: (notice) => void told.push(notice), log: () => {} },
      emit: () => {},
    },
    () => parts as never,
  );
  news.begin();
}

const mine = (id: number): ContactRequest =>
  aRequest({ id, key: `${ME.api}/${id}`, api: ME.api, seenBy: [ME.id], dateRequest: '2026-11-25T10:00:00Z' });

const handover = (day: string): ToPrepare => ({
  kind: 'handover',
  id: `for ${day}`,
  day,
  parts: [{ serviceKey: 'eu/1', accountId: ME.id, target: { contactTech: 'mp40311-ovh' } }],
});

/** What is kept is on the disk a moment later. */
const settled = async (): Promise<void> => {
  await prepared.drop('nobody');
};

beforeEach(async () => {
  folder = await temporaryFolder();
  told = [];
  requests = [];
  changed = 0;
  settings = { ...DEFAULT_SETTINGS, notifications: true, quietHours: { from: '22:00', to: '07:00' } };
});

test('what comes in quiet hours is told at their end, once and as one, with nobody asking OVHcloud then', async () => {
  await open(at(27, 23));
  requests = [mine(1)];
  news.wereRead(false);
  clock.advance(HOUR);
  requests = [mine(1), mine(2)];
  news.wereRead(false);
  changed = 3;
  news.synced();
  clock.advance(7 * HOUR - MINUTE);
  expect(told).toEqual([]);
  clock.advance(MINUTE + 1);
  expect(told).toEqual([
    {
      kind: 'after-quiet',
      count: 5,
      serviceName: null,
      parts: [
        { kind: 'changed', count: 3, serviceName: null },
        { kind: 'your-turn', count: 2, serviceName: null },
      ],
    },
  ]);
  news.wereRead(false);
  clock.advance(12 * HOUR);
  expect(told).toHaveLength(1);
});

test('one thing alone is told as it would have been by day, and what is over by then not at all', async () => {
  await open(at(27, 23));
  requests = [mine(1), mine(2)];
  news.wereRead(false);
  requests = [mine(1)];
  clock.advance(9 * HOUR);
  expect(told).toEqual([{ kind: 'your-turn', count: 1, serviceName: requests[0]?.serviceDomain ?? null }]);
});

test('nothing that came is nothing to tell, and no timer waits for it', async () => {
  await open(at(27, 23));
  expect(clock.nextIn()).toBeNull();
  news.wereRead(false);
  clock.advance(9 * HOUR);
  expect(told).toEqual([]);
  expect(clock.nextIn()).toBeNull();
});

test('quiet hours that are taken away end at once', async () => {
  await open(at(27, 23));
  requests = [mine(1)];
  news.wereRead(false);
  settings = { ...settings, quietHours: null };
  news.dated();
  clock.advance(HOUR);
  news.wereRead(false);
  expect(told).toHaveLength(1);
});

test('what is prepared for a day asks on that day once, after the quiet hours, and sends nothing', async () => {
  await open(at(28, 12));
  await prepared.keep(handover('2026-11-30'));
  clock.advance(24 * HOUR);
  expect(told).toEqual([]);
  clock.advance(18 * HOUR + 59 * MINUTE);
  expect(told).toEqual([]);
  clock.advance(2 * MINUTE);
  expect(told).toEqual([{ kind: 'prepared', count: 1, late: 0, serviceName: null }]);
  clock.advance(24 * HOUR);
  await settled();
  expect(told).toHaveLength(1);
  // It stays until somebody takes it up or drops it.
  expect(prepared.list()).toHaveLength(1);
});

test('without quiet hours it asks as the day begins', async () => {
  settings = { ...settings, quietHours: null };
  await open(at(28, 12));
  await prepared.keep(handover('2026-11-29'));
  clock.advance(12 * HOUR - 1);
  expect(told).toEqual([]);
  clock.advance(MINUTE);
  await settled();
  expect(told).toHaveLength(1);
});

test('where the program did not run on that day, the next start asks and says how late it is, once', async () => {
  await open(at(26, 12));
  await prepared.keep(handover('2026-11-27'));
  await prepared.keep(handover('2026-11-29'));
  news.close();
  await open(at(30, 9));
  expect(told).toEqual([]);
  clock.advance(MINUTE);
  expect(told).toEqual([{ kind: 'prepared', count: 2, late: 3, serviceName: null }]);
  await settled();
  news.close();
  await open(at(30, 18));
  clock.advance(24 * HOUR);
  expect(told).toHaveLength(1);
});

test('put off to another day it asks again then', async () => {
  settings = { ...settings, quietHours: null };
  await open(at(28, 12));
  await prepared.keep(handover('2026-11-28'));
  clock.advance(MINUTE);
  expect(told).toHaveLength(1);
  await settled();
  expect(await prepared.move('for 2026-11-28', '2026-11-30')).toMatchObject({ ok: true });
  clock.advance(35 * HOUR);
  expect(told).toHaveLength(1);
  clock.advance(2 * HOUR);
  await settled();
  expect(told).toHaveLength(2);
});

test('a disk that does not note that it asked makes nobody ask twice', async () => {
  settings = { ...settings, quietHours: null };
  await open(at(28, 12));
  await prepared.keep(handover('2026-11-28'));
  const { rm, mkdir } = await import('node:fs/promises');
  await rm(`${folder}/prepared.json`);
  await mkdir(`${folder}/prepared.json`);
  clock.advance(MINUTE);
  await settled();
  clock.advance(HOUR);
  expect(told).toHaveLength(1);
});

test('with notifications off nothing is told, nothing is noted as asked, and no timer runs', async () => {
  settings = { ...settings, notifications: false };
  await open(at(28, 12));
  await prepared.keep(handover('2026-11-28'));
  clock.advance(24 * HOUR);
  expect(told).toEqual([]);
  expect(clock.nextIn()).toBeNull();
  expect(prepared.list()[0]?.asked).toBeNull();
});

test('a day that is over or too far off is refused, and so is one more than there may be', async () => {
  await open(at(28, 12));
  expect(await prepared.keep(handover('2026-11-27'))).toMatchObject({ error: { code: 'bad-input' } });
  expect(await prepared.keep(handover('2027-12-15'))).toMatchObject({ error: { code: 'bad-input' } });
  for (let n = 0; n < 200; n += 1) await prepared.keep({ ...handover('2026-12-01'), id: String(n) });
  expect(await prepared.keep(handover('2026-12-01'))).toMatchObject({ error: { code: 'bad-input' } });
  expect(prepared.list()).toHaveLength(200);
});
