/** The file of reminders: who was reminded of what and when stays over a start, the last time counts, old ones go. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openReminders } from '../../../electron/storage/reminders.ts';
import { lastReminded } from '../../../shared/reminder.ts';
import { fullDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const DAY = 24 * 3_600_000;
const START = 1_700_000_000_000;

it('are there after the program was started again, each side of a request for itself', async () => {
  const folder = await temporaryFolder();
  const now = () => START;
  await (await openReminders(placeIn(folder, { now }))).note('MP40311-ovh', ['eu/1', 'eu/2']);
  const again = (await openReminders(placeIn(folder, { now }))).list();
  expect(lastReminded(again, 'mp40311-OVH', ['eu/2', 'eu/9'])).toBe(new Date(START).toISOString());
  expect(lastReminded(again, 'mp40311-ovh', ['eu/9'])).toBeNull();
  expect(lastReminded(again, 'lr88120-ovh', ['eu/1'])).toBeNull();
});

it('keep the last time alone, and go after two months', async () => {
  let time = START;
  const reminders = await openReminders(placeIn(await temporaryFolder(), { now: () => time }));
  await reminders.note('aa1-ovh', ['eu/1', 'eu/2']);
  time += 3 * DAY;
  expect(await reminders.note('aa1-ovh', ['eu/2'])).toHaveLength(2);
  expect(lastReminded(reminders.list(), 'aa1-ovh', ['eu/1', 'eu/2'])).toBe(new Date(time).toISOString());
  time += 58 * DAY;
  expect((await reminders.note('bb2-ovh', ['eu/3'])).map(({ requestKey }) => requestKey)).toEqual([
    'eu/2',
    'eu/3',
  ]);
});

it('go with the requests of an account that is forgotten, on the disk too', async () => {
  const folder = await temporaryFolder();
  const place = placeIn(folder, { now: () => START });
  const reminders = await openReminders(place);
  await reminders.note('aa1-ovh', ['eu/1', 'ca/2']);
  await reminders.keepOnly((key) => key.startsWith('ca/'));
  expect((await openReminders(place)).list().map(({ requestKey }) => requestKey)).toEqual(['ca/2']);
});

it('are as they were where they cannot be written', async () => {
  const disk = fullDisk();
  const place = placeIn(await temporaryFolder(), { now: () => START, disk });
  const reminders = await openReminders(place);
  await reminders.note('aa1-ovh', ['eu/1']);
  disk.left = 0;
  await expect(reminders.note('aa1-ovh', ['eu/2'])).rejects.toThrow('ENOSPC');
  expect(reminders.list().map(({ requestKey }) => requestKey)).toEqual(['eu/1']);
});

it('that cannot be understood are told of and kept aside', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'reminders.json'), '{"version":1,"reminders":[{');
  const told: string[] = [];
  const place = placeIn(folder, { now: () => START });
  place.tell = ({ part, why }) => void told.push(`${part} ${why}`);
  expect((await openReminders(place)).list()).toEqual([]);
  expect(told).toEqual(['reminders broken']);
});
