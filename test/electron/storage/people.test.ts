/** The file of people: what is set stays, what is emptied goes, what cannot be read is kept aside. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toChecked } from '../../../electron/storage/checked.ts';
import { openPeople } from '../../../electron/storage/people.ts';
import { nobody } from '../../../shared/people.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const now = () => 1_700_000_000_000;
const marta = { ...nobody('mp40311-ovh'), name: 'Marta, Cobalto' };

describe('what is noted of people', () => {
  it('are there after the program was started again', async () => {
    const folder = await temporaryFolder();
    await (await openPeople(placeIn(folder, { now }))).change([
      { nichandle: 'MP40311-ovh', name: '  Marta,  Cobalto ' },
    ]);
    expect((await openPeople(placeIn(folder, { now }))).list()).toEqual([marta]);
  });
  it('go with an empty one, and leave the others', async () => {
    const people = await openPeople(placeIn(await temporaryFolder(), { now }));
    await people.change([marta, { nichandle: 'jd55210-ovh', name: 'Jaime' }]);
    expect(await people.change([{ nichandle: 'jd55210-ovh', name: '' }])).toEqual([marta]);
  });
  it('set at the same moment are all kept', async () => {
    const folder = await temporaryFolder();
    const people = await openPeople(placeIn(folder, { now }));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        people.change([{ nichandle: `aa${index}-ovh`, name: `P${index}` }]),
      ),
    );
    expect((await openPeople(placeIn(folder, { now }))).list()).toHaveLength(12);
  });
  it('keeps what a change does not speak of, and goes when nothing is left', async () => {
    const people = await openPeople(placeIn(await temporaryFolder(), { now }));
    await people.change([
      { nichandle: 'mp40311-ovh', name: 'Marta', leaves: '2026-12-19', successor: 'LR1-ovh' },
    ]);
    expect(await people.change([{ nichandle: 'MP40311-ovh', note: ' Prefers mornings ' }])).toEqual([
      {
        ...nobody('mp40311-ovh'),
        name: 'Marta',
        note: 'Prefers mornings',
        leaves: '2026-12-19',
        successor: 'lr1-ovh',
      },
    ]);
    expect(
      await people.change([{ nichandle: 'mp40311-ovh', name: '', note: '', leaves: null, successor: null }]),
    ).toEqual([]);
  });
  it('never has somebody take over from themselves', async () => {
    const people = await openPeople(placeIn(await temporaryFolder(), { now }));
    expect(
      await people.change([{ nichandle: 'mp40311-ovh', name: 'Marta', successor: 'MP40311-ovh' }]),
    ).toEqual([{ ...nobody('mp40311-ovh'), name: 'Marta' }]);
  });
  it('is read from the file of before, with and without a digest, and written anew with the next change', async () => {
    const old = { version: 1, labels: [{ nichandle: 'mp40311-ovh', label: 'Marta, Cobalto' }] };
    for (const text of [JSON.stringify(old), toChecked(old)]) {
      const folder = await temporaryFolder();
      const told: unknown[] = [];
      await writeFile(join(folder, 'people.json'), text);
      const people = await openPeople({
        ...placeIn(folder, { now }),
        tell: (damage) => void told.push(damage),
      });
      expect(people.list()).toEqual([marta]);
      await people.change([{ nichandle: 'jd55210-ovh', name: 'Jonas' }]);
      expect((await openPeople(placeIn(folder, { now }))).list()).toHaveLength(2);
      expect(await readdir(folder)).toEqual(['people.json']);
      expect(told).toEqual([]);
    }
  });
  it('of a damaged file of before costs the damaged entry alone', async () => {
    const folder = await temporaryFolder();
    const old = {
      version: 1,
      labels: [{ nichandle: 'mp40311-ovh', label: 'Marta, Cobalto' }, { nichandle: 7 }],
    };
    const told: unknown[] = [];
    await writeFile(join(folder, 'people.json'), JSON.stringify(old));
    const people = await openPeople({
      ...placeIn(folder, { now }),
      tell: (damage) => void told.push(damage),
    });
    expect(people.list()).toEqual([marta]);
    expect(told).toMatchObject([{ why: 'partly', count: 1 }]);
    expect((await openPeople(placeIn(folder, { now }))).list()).toEqual([marta]);
  });
  it('of a file that cannot be understood are moved aside, not lost', async () => {
    for (const content of ['{"version":1,"labels":[{"nich', '{"version":7}']) {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'people.json'), content);
      const people = await openPeople(placeIn(folder, { now }));
      expect(people.list()).toEqual([]);
      await people.change([marta]);
      expect((await readdir(folder)).sort()).toEqual(['people.json', `people.json.damaged-${now()}`]);
    }
  });
  it('that could not be written are as before', async () => {
    const folder = await temporaryFolder();
    const people = await openPeople(placeIn(join(folder, 'file', 'below'), { now }));
    await writeFile(join(folder, 'file'), '');
    await expect(people.change([marta])).rejects.toThrow(/ENOTDIR|EEXIST|ENOENT/);
    expect(people.list()).toEqual([]);
  });
});
