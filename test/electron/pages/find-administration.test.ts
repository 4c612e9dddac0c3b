/** Where the administrator's file lies, that the user's environment leads nowhere else, and what of the file itself is told. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findAdministration, policyPlaces } from '../../../electron/pages/administration.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

test('it lies in the system’s place, whatever the environment says', () => {
  const moved = { ProgramData: 'D:\\mine', XDG_CONFIG_DIRS: '/mine', HOME: '/mine' };
  expect(policyPlaces('linux', moved)).toEqual(['/etc/relevo/policy.json']);
  expect(policyPlaces('darwin', moved)).toEqual(['/Library/Application Support/Relevo/policy.json']);
  // On Windows the variable is asked only after the usual place.
  expect(policyPlaces('win32', moved)).toEqual([
    'C:\\ProgramData\\Relevo\\policy.json',
    'D:\\mine\\Relevo\\policy.json',
  ]);
  expect(policyPlaces('win32', { ProgramData: 'C:\\ProgramData' })).toHaveLength(1);
});

test('none is free; one that cannot be read, or holds too much, is taken at its strictest', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'policy.json');
  const find = () => findAdministration('linux', {}, file);
  expect(find()).toMatchObject({ isThere: false, zones: null, lock: null, updateCheck: true });
  await writeFile(file, ' '.repeat(70_000));
  expect(find()).toMatchObject({ isThere: true, zones: [], troubles: [{ why: 'broken' }] });
  await writeFile(file, '{"updateCheck":false}');
  await chmod(file, 0o666);
  expect(find()).toMatchObject({ zones: null, updateCheck: false, troubles: [{ why: 'writable' }] });
  await mkdir(join(folder, 'policy'));
  expect(findAdministration('linux', {}, join(folder, 'policy'))).toMatchObject({
    zones: [],
    troubles: [{ why: 'broken' }],
  });
});
