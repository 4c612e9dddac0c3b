/** The packed program, made here and started here: what is in it, what is closed in it, and that it shows its window. */
import { cp, mkdir, open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { type Packed, pack, ROOT } from './pack.ts';
import { processesOf, type Started, startPacked, windowsOf } from './started.ts';

const LARGEST = 300 * 1024 * 1024;
const SHOWN_MS = 30_000;

let packed: Packed;
let program: string;

beforeAll(async () => {
  packed = await pack(['dir']);
  program = join(packed.unpacked, 'relevo');
});
afterAll(() => packed?.remove());

/** Its page is drawn, and its window stands on the desktop. */
async function whenShown({ page, pid }: Started): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await page(`document.querySelector('h1')?.textContent`)).toBe('Welcome to Relevo');
      expect(await windowsOf(pid)).toHaveLength(1);
    },
    { timeout: SHOWN_MS, interval: 100 },
  );
}

describe('what is packed', () => {
  test('is the built program, its description and nothing else', async () => {
    const names = listPackage(join(packed.unpacked, 'resources', 'app.asar'), { isPack: false });
    const built = await readdir(join(ROOT, 'out'), { recursive: true, withFileTypes: true });
    const expected = built
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
      .filter((name) => !['/out/built-from', '/out/licences.txt'].includes(name));
    const isFolder = (name: string): boolean => names.some((other) => other.startsWith(`${name}/`));
    expect(names.filter((name) => !isFolder(name)).sort()).toEqual([...expected, '/package.json'].sort());
    expect(names.filter((name) => /node_modules|\.map$|\.tsx?$|test/.test(name))).toEqual([]);
    expect((await readdir(join(packed.unpacked, 'resources'))).sort()).toEqual(['app.asar', 'licences.txt']);
  });

  test('is no larger than 300 MB', async () => {
    const entries = await readdir(packed.unpacked, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST);
  });

  test('has Chromium’s words for the languages it speaks, and no others', async () => {
    const languages = (await readdir(join(packed.unpacked, 'locales'))).map((name) => name.slice(0, 2));
    expect([...new Set(languages)].sort()).toEqual(['en', 'es']);
  });

  test('says under which licences all of it stands', async () => {
    const [text = '', electron, chromium] = await Promise.all(
      ['resources/licences.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'].map((name) =>
        readFile(join(packed.unpacked, name), 'utf8'),
      ),
    );
    expect(electron).toContain('Copyright (c) Electron contributors');
    expect(chromium?.length).toBeGreaterThan(1_000_000);
    expect(text).toBe(await readFile(join(ROOT, 'out', 'renderer', 'licences.txt'), 'utf8'));
  });

  test('has its fuses as they are configured, every one', async () => {
    const { electronFuses } = parse(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')) as {
      electronFuses: Record<string, boolean>;
    };
    const { version: _version, ...wire } = await getCurrentFuseWire(program);
    const read = Object.entries(wire).map(([at, state]) => {
      const name = FuseV1Options[Number(at)] ?? `fuse ${at}`;
      return [name[0]?.toLowerCase() + name.slice(1), state === 49];
    });
    expect(read).toHaveLength(8);
    // Not a fuse, but how the program is signed after they are set.
    const { resetAdHocDarwinSignature: _signature, ...configured } = electronFuses;
    expect(Object.fromEntries(read)).toEqual(configured);
  });
});

describe('started', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startPacked(program);
  });
  afterAll(() => started?.stop());

  test('it shows its window, which the desktop can tell to be its own', async () => {
    await whenShown(started);
    const [window] = await windowsOf(started.pid);
    expect(window?.title).toMatch(/Relevo$/);
    expect(window?.classes).toContain('relevo');
    expect(await started.page('location.href')).toMatch(/^app:\/\/relevo\/index\.html/);
  });

  test('it does so as an ordinary user, its page closed in by Chromium', async () => {
    await whenShown(started);
    const processes = await processesOf(started.pid);
    expect(processes.map(({ status }) => status.get('Uid')?.split('\t')[0])).not.toContain('0');
    const renderers = processes.filter(({ kind }) => kind === 'renderer');
    expect(renderers).toHaveLength(1);
    // Two: its calls of the system are filtered.
    expect(renderers[0]?.status.get('Seccomp')).toBe('2');
    // In namespaces of its own a process has a second number; outside of them it has one.
    expect(renderers[0]?.status.get('NSpid')?.split('\t').length).toBeGreaterThan(1);
  });

  test('its page has the licences too', async () => {
    const text = await readFile(join(packed.unpacked, 'resources', 'licences.txt'), 'utf8');
    const read = await started.page(`fetch('./licences.txt').then((answer) => answer.text())`);
    expect(read === text).toBe(true);
  });
});

describe('changed afterwards', () => {
  /** A copy of the packed program with a folder in place of its archive, whose code writes a file when it is loaded. */
  async function withFolderInstead(
    name: string,
  ): Promise<{ copy: string; wasLoaded: () => Promise<boolean> }> {
    const copy = join(packed.folder, name);
    const app = join(copy, 'resources', 'app');
    const mark = join(packed.folder, `${name}-was-loaded`);
    await cp(packed.unpacked, copy, { recursive: true });
    await rename(join(copy, 'resources', 'app.asar'), join(packed.folder, `${name}.asar`));
    await mkdir(app);
    await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'foreign', main: 'main.js' }));
    await writeFile(
      join(app, 'main.js'),
      `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit(3);`,
    );
    return { copy: join(copy, 'relevo'), wasLoaded: () => stat(mark).then(Boolean, () => false) };
  }

  test('it loads no folder in place of its archive', async () => {
    const { copy, wasLoaded } = await withFolderInstead('instead');
    await expect(startPacked(copy)).rejects.toThrow('it ended');
    expect(await wasLoaded()).toBe(false);
  });

  test('it would, were it not for the fuse', async () => {
    const { copy, wasLoaded } = await withFolderInstead('unfused');
    await flipFuses(copy, { version: FuseVersion.V1, [FuseV1Options.OnlyLoadAppFromAsar]: false });
    await expect(startPacked(copy)).rejects.toThrow('it ended with 3');
    expect(await wasLoaded()).toBe(true);
  });

  // Electron compares the archive with what was packed on macOS and Windows. Once it does on Linux, this ends well no more.
  test('it runs from a changed archive all the same, as Electron has no check of it on Linux', async () => {
    const copy = join(packed.folder, 'changed');
    await cp(packed.unpacked, copy, { recursive: true });
    const path = join(copy, 'resources', 'app.asar');
    const archive = await readFile(path);
    const at = archive.indexOf('<title>Relevo</title>');
    expect(at).toBeGreaterThan(getRawHeader(path).headerSize);
    const file = await open(path, 'r+');
    await file.write('<title>Changed</title>'.slice(0, 21), at);
    await file.close();
    const started = await startPacked(join(copy, 'relevo'));
    try {
      await vi.waitFor(async () => expect(await started.page('document.title')).toContain('Change'), {
        timeout: SHOWN_MS,
      });
    } finally {
      await started.stop();
    }
  });
});
