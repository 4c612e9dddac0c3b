/** Starts that are refused, and that a refused one ends and says why. */
import { beforeEach, expect, test, vi } from 'vitest';
import { textsIn } from '../../../electron/shell/texts.ts';

const boxes: string[] = [];
vi.mock('electron', () => ({
  dialog: { showErrorBox: (title: string, text: string) => boxes.push(`${title}: ${text}`) },
}));
const { mayStart } = await import('../../../electron/shell/refusals.ts');

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  boxes.length = 0;
});

function start(given: string[], options: { isPackaged?: boolean; isRoot?: boolean } = {}) {
  const switches = new Set(given);
  const exits: number[] = [];
  const app = {
    isPackaged: options.isPackaged ?? true,
    exit: (code = 0) => void exits.push(code),
    whenReady: async () => {},
    commandLine: {
      hasSwitch: (name: string) => switches.has(name),
      removeSwitch: (name: string) => void switches.delete(name),
    },
  };
  const may = mayStart(
    app,
    options.isRoot ?? false,
    () => textsIn('es'),
    (line) => said.push(line),
  );
  return { may, exits, switches };
}

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'disable-seccomp-filter-sandbox',
  'disable-web-security',
  'allow-running-insecure-content',
  'load-extension',
  'js-flags',
  'ignore-certificate-errors',
])('a packed program does not start with --%s, takes it back, and ends once it has said so', async (name) => {
  const { may, exits, switches } = start([name, 'lang']);
  expect(may).toBe(false);
  // Before Chromium comes to act on it.
  expect([...switches]).toEqual(['lang']);
  await vi.waitFor(() => expect(exits).toEqual([1]));
  expect(said.join()).toContain(`--${name}: `);
  expect(boxes.join()).toContain(`--${name}`);
  expect(boxes.join()).toContain('Relevo no se inicia así');
});

test('switches of the display, of logging and of a data folder are nobody’s concern', () => {
  const usual = [
    'no-sandbox',
    'user-data-dir',
    'ozone-platform-hint',
    'force-device-scale-factor',
    'proxy-server',
    'lang',
  ];
  expect(start(usual)).toMatchObject({ may: true, exits: [] });
});

test('from its sources it starts with all of them: that is how it is made and tested', () => {
  expect(start(['remote-debugging-port', 'js-flags'], { isPackaged: false }).may).toBe(true);
});

test('root without a sandbox is told at once, packed or not', () => {
  for (const isPackaged of [true, false]) {
    expect(start(['no-sandbox'], { isPackaged, isRoot: true })).toMatchObject({ may: false, exits: [1] });
  }
  expect(said[0]).toMatch(/as root/);
  expect(boxes).toEqual([]);
});
