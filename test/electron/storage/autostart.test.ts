/** The start with the session on Linux: written whole, taken away, and another one's file left as it is. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { autostartFile } from '../../../electron/storage/autostart.ts';
import { systemDisk } from '../../../electron/storage/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

const item = (config: string, change: Partial<Parameters<typeof autostartFile>[0]> = {}) =>
  autostartFile({
    environment: { XDG_CONFIG_HOME: config },
    program: '/opt/Relevo/relevo',
    argument: '--hidden',
    disk: systemDisk,
    ...change,
  });

test('on writes a file, off takes it away, and each time the system is asked', async () => {
  const config = await temporaryFolder();
  const file = join(config, 'autostart', 'relevo.desktop');
  const login = item(config);
  expect(await login.state()).toEqual({ is: 'off', file: null });
  expect(await login.set(true)).toEqual({ is: 'on', file });
  expect(await readFile(file, 'utf8')).toContain('Exec="/opt/Relevo/relevo" --hidden\n');
  expect(await readdir(join(config, 'autostart'))).toEqual(['relevo.desktop']);
  // Another copy of the program finds that it starts this one; switched on there, it starts that.
  const moved = item(config, { program: '/home/x/relevo' });
  expect(await moved.state()).toMatchObject({ is: 'moved' });
  expect(await moved.set(true)).toMatchObject({ is: 'on' });
  expect(await moved.set(false)).toEqual({ is: 'off', file: null });
  expect(await readdir(join(config, 'autostart'))).toEqual([]);
});

test('another one’s file is neither written over nor removed', async () => {
  const config = await temporaryFolder();
  const file = join(config, 'autostart', 'relevo.desktop');
  await mkdir(join(config, 'autostart'));
  await writeFile(file, '[Desktop Entry]\nExec=/usr/bin/other\n');
  const login = item(config);
  for (const on of [true, false]) expect(await login.set(on)).toEqual({ is: 'foreign', file });
  expect(await readFile(file, 'utf8')).toBe('[Desktop Entry]\nExec=/usr/bin/other\n');
});

test('an AppImage starts itself, not the place it is mounted at', async () => {
  const config = await temporaryFolder();
  const environment = { XDG_CONFIG_HOME: config, APPIMAGE: '/home/x/Relevo.AppImage' };
  await item(config, { environment, program: '/tmp/.mount_x/relevo' }).set(true);
  const file = join(config, 'autostart', 'relevo.desktop');
  expect(await readFile(file, 'utf8')).toContain('Exec="/home/x/Relevo.AppImage" --hidden');
});
