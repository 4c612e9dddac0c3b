/** Which of a system's ways is asked for the start with the session, and that a program run from its sources takes none. */
import { expect, test } from 'vitest';
import { loginItem } from '../../../electron/shell/login-item.ts';

type App = Parameters<typeof loginItem>[0];
type File = Parameters<typeof loginItem>[2];

function on(platform: NodeJS.Platform, found: object, isPackaged = true) {
  const set: unknown[] = [];
  const app = {
    isPackaged,
    getLoginItemSettings: () => found,
    setLoginItemSettings: (settings: unknown) => void set.push(settings),
  } as unknown as App;
  const state = { is: 'on' as const, file: '/x/relevo.desktop' };
  const file: File = {
    state: async () => state,
    set: async (wanted) => {
      set.push(wanted);
      return state;
    },
  };
  return { login: loginItem(app, platform, file), set };
}

test('Linux has a file, macOS and Windows their own login items', async () => {
  expect(await on('linux', {}).login.state()).toEqual({ is: 'on', file: '/x/relevo.desktop' });
  const mac = on('darwin', { status: 'requires-approval', openAtLogin: true }).login;
  expect(await mac.state()).toEqual({ is: 'approval', file: null });
  // Switched off in the Task Manager: it is still listed.
  const windows = on('win32', { openAtLogin: true, executableWillLaunchAtLogin: false });
  expect((await windows.login.set(true)).is).toBe('off');
  expect(windows.set).toEqual([{ openAtLogin: true, args: ['--hidden'], enabled: true }]);
});

test.each(['linux', 'darwin', 'win32'] as const)(
  'run from its sources nothing is set on %s',
  async (platform) => {
    const { login, set } = on(platform, { openAtLogin: true, executableWillLaunchAtLogin: true }, false);
    expect(await login.set(true)).toEqual({ is: 'unpackaged', file: null });
    expect(await login.state()).toEqual({ is: 'unpackaged', file: null });
    expect(set).toEqual([]);
  },
);
