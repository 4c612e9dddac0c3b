/** Starts that are refused, on a real Electron: they end, with a sentence, and nothing is opened to anybody meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { press, toFront } from './input.ts';
import { type Packed, packedElectron } from './packed.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let packed: Packed;
let data: string;
beforeAll(async () => {
  packed = await packedElectron();
  data = await mkdtemp(join(tmpdir(), 'relevo-refused-'));
});
afterAll(async () => {
  await packed.remove();
  await rm(data, { recursive: true, force: true });
});

test.each(['--remote-debugging-port=0', '--disable-web-security', '--js-flags=--expose-gc'])(
  'a packed program does not start with %s, and says so',
  async (given) => {
    const child = spawn(packed.electron, [given, ROOT, `--user-data-dir=${data}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
    const ended = once(child, 'exit');
    // Electron's title for such a dialog on Linux, whatever it says.
    await toFront('^Error$');
    await press('Return');
    expect(await ended).toEqual([1, null]);
    expect(said).toContain(`Relevo does not start with ${given.split('=')[0]}: `);
    expect(said).not.toContain('DevTools listening');
  },
);

test('packed, it has no developer tools', async () => {
  const program: Program = await startProgram({ electron: packed.electron, page: false });
  try {
    await until(() => program.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 1));
    expect(
      await program.main(async ({ app, BrowserWindow, Menu }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.openDevTools();
        const roles = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) =>
          (submenu?.items ?? []).map(({ role }) => String(role)),
        );
        return {
          packed: app.isPackaged,
          open: contents?.isDevToolsOpened(),
          offered: roles?.includes('toggledevtools'),
        };
      }),
    ).toEqual({ packed: true, open: false, offered: false });
  } finally {
    await program.end();
  }
});
