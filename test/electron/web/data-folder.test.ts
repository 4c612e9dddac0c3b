/** Where the web shell keeps its data, by each system's custom. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { webDataFolder } from '../../../electron/web/data-folder.ts';

test.each([
  ['linux', {}, join('/h', '.local', 'share', 'relevo-web')],
  ['linux', { XDG_DATA_HOME: '/x' }, join('/x', 'relevo-web')],
  ['linux', { XDG_DATA_HOME: '' }, join('/h', '.local', 'share', 'relevo-web')],
  ['darwin', { XDG_DATA_HOME: '/x' }, join('/h', 'Library', 'Application Support', 'relevo-web')],
  ['win32', { LOCALAPPDATA: 'C:/L' }, join('C:/L', 'relevo-web')],
  ['win32', {}, join('/h', 'AppData', 'Local', 'relevo-web')],
] as const)('%s with %j', (platform, environment, folder) => {
  expect(webDataFolder(platform, environment, '/h')).toBe(folder);
});
