/** Ports for a desk under test: a folder of its own, a clock in a hurry, Node's fetch, and everything it was told kept. */

import type { Ports } from '../../electron/desk/ports.ts';
import { systemDisk } from '../../electron/storage/disk.ts';
import { noAdministration } from '../../shared/administration.ts';
import type { Notice } from '../../shared/notice.ts';
import { hurriedClock } from './clock.ts';
import { DIRECT } from './way-out.ts';

export type FakePorts = Ports & {
  told: { notices: Notice[]; log: string[]; opened: string[]; restarts: number };
};

export function fakePorts(dataFolder: string, change: Partial<Ports> = {}): FakePorts {
  const told: FakePorts['told'] = { notices: [], log: [], opened: [], restarts: 0 };
  let settings: unknown;
  return {
    shell: 'web',
    version: '0.0.0',
    systemLocale: 'en-GB',
    dataFolder,
    disk: systemDisk,
    clock: hurriedClock(20),
    settingsStore: {
      read: () => settings,
      write: (value) => {
        settings = value;
      },
      keepAside: () => {},
      damage: null,
    },
    secrets: {
      backend: 'memory',
      persistent: false,
      seal: async (plain) => plain,
      open: async (sealed) => sealed,
    },
    systemAuthentication: null,
    tellsScreenLock: false,
    fetch: globalThis.fetch,
    wayOut: DIRECT,
    environment: {},
    configurationFiles: [],
    openExternal: async (url) => {
      told.opened.push(url);
    },
    restart: () => void (told.restarts += 1),
    askWhereToSave: null,
    printPage: null,
    desktop: null,
    releases: null,
    administration: noAdministration('policy.json'),
    startSandbox: () => Promise.reject(new Error('no sandbox in this test')),
    notify: (notice) => told.notices.push(notice),
    log: (line) => told.log.push(line),
    ...change,
    told,
  };
}
