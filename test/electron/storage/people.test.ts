/** The file of labels: what is set stays, what is emptied goes, what cannot be read is kept aside. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPeople } from '../../../electron/storage/people.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const now = () => 1_700_000_000_000;
const marta = { nichandle: 'mp40311-ovh', label: 'Marta, Cobalto' };

describe('labels of NIC handles', () => {
  it('are there after the program was started again', async () => {
    const folder = await temporaryFolder();
    await (await openPeople(placeIn(folder, { now }))).label([
      { nichandle: 'MP40311-ovh', label: '  Marta,  Cobalto ' },
    ]);
    expect((await openPeople(placeIn(folder, { now }))).list()).toEqual([marta]);
  });
  it('go with an empty one, and leave the others', async () => {
    const people = await openPeople(placeIn(await temporaryFolder(), { now }));
    await people.label([marta, { nichandle: 'jd55210-ovh', label: 'Jaime' }]);
    expect(await people.label([{ nichandle: 'jd55210-ovh', label: '' }])).toEqual([marta]);
  });
  it('set at the same moment are all kept', async () => {
    const folder = await temporaryFolder();
    const people = await openPeople(placeIn(folder, { now }));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        people.label([{ nichandle: `aa${index}-ovh`, label: `P${index}` }]),
      ),
    );
    expect((await openPeople(placeIn(folder, { now }))).list()).toHaveLength(12);
  });
  it('of a file that cannot be understood are moved aside, not lost', async () => {
    for (const content of ['{"version":1,"labels":[{"nich', '{"version":7}']) {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'people.json'), content);
      const people = await openPeople(placeIn(folder, { now }));
      expect(people.list()).toEqual([]);
      await people.label([marta]);
      expect((await readdir(folder)).sort()).toEqual(['people.json', `people.json.damaged-${now()}`]);
    }
  });
  it('that could not be written are as before', async () => {
    const folder = await temporaryFolder();
    const people = await openPeople(placeIn(join(folder, 'file', 'below'), { now }));
    await writeFile(join(folder, 'file'), '');
    await expect(people.label([marta])).rejects.toThrow(/ENOTDIR|EEXIST|ENOENT/);
    expect(people.list()).toEqual([]);
  });
});
