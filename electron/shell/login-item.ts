/** Whether the program starts with the user's session, as the system says each time: login items on macOS and Windows, a file on Linux. */
import type { App } from 'electron';
import type { LoginState } from '../../shared/desktop-contract.ts';
import type { Ports } from '../desk/ports.ts';
import { HIDDEN } from './hidden-start.ts';

type LoginItem = NonNullable<Ports['desktop']>['login'];
type LoginApp = Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** @param file of Linux desktops */
export function loginItem(app: LoginApp, platform: NodeJS.Platform, file: LoginItem): LoginItem {
  const own = platform === 'linux' ? file : systemItem(app, platform);
  // What a program run from its sources would name is the tool that runs it.
  const unpackaged: LoginState = { is: 'unpackaged', file: null };
  return {
    state: async () => (app.isPackaged ? own.state() : unpackaged),
    set: async (on) => (app.isPackaged ? own.set(on) : unpackaged),
  };
}

function systemItem(app: LoginApp, platform: NodeJS.Platform): LoginItem {
  const args = platform === 'win32' ? [HIDDEN] : [];
  const state = async (): Promise<LoginState> => {
    const found = app.getLoginItemSettings({ args });
    if (found.status === 'requires-approval') return { is: 'approval', file: null };
    // Windows: switched off in its Task Manager, where it stays listed.
    const runs = platform === 'win32' ? found.executableWillLaunchAtLogin : found.openAtLogin;
    return { is: runs ? 'on' : 'off', file: null };
  };
  return {
    state,
    set: async (on) => {
      app.setLoginItemSettings({ openAtLogin: on, args, ...(on ? { enabled: true } : {}) });
      return state();
    },
  };
}
