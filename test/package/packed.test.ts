/** The packed program, made here and started here: what is in it, what is closed in it, and that it shows its window. */
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  familyOf,
  type Outside,
  PATIENCE_MS,
  type ShownWindow,
  startOutside,
  windowsOf,
} from '../desktop/outside.ts';
import { until } from '../desktop/until.ts';
import { type Packed, pack, ROOT, run } from './pack.ts';

const LARGEST = 300 * 1024 * 1024;

let packed: Packed;
let program: string;

beforeAll(async () => {
  packed = await pack(['dir']);
  program = join(packed.unpacked, 'relevo');
});
afterAll(() => packed?.remove());

/** Its window stands on the desktop, under the name its first screen gives it: its page runs. Rejects where it ends before. */
async function showPacked(path: string): Promise<Outside & { window: ShownWindow }> {
  // The tests' Electron may be older than the product's, and cannot ask a key ring in the product's way then.
  const started = await startOutside([path, '--password-store=basic'], { page: null });
  const shown = until(async () => {
    const windows = await windowsOf(started.pid);
    return windows.length === 1 && windows.find(({ title }) => title.includes(' · '));
  }, PATIENCE_MS);
  try {
    return { ...started, window: await Promise.race([shown, started.ended]) };
  } catch (error) {
    shown.catch(() => undefined);
    await started.stop();
    throw error;
  }
}

/** Runs in the page: by how much the drawing, in the picture's size, differs from it at a pixel on average. */
async function differ(drawing: string, picture: string): Promise<number> {
  const load = async (source: string): Promise<HTMLImageElement> => {
    const image = new Image();
    image.src = source;
    await image.decode();
    return image;
  };
  const [drawn, painted] = await Promise.all([load(drawing), load(picture)]);
  const { naturalWidth: size } = painted;
  const pixels = (image: HTMLImageElement): Uint8ClampedArray => {
    const context = Object.assign(document.createElement('canvas'), { width: size, height: size }).getContext(
      '2d',
    );
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0, size, size);
    return context.getImageData(0, 0, size, size).data;
  };
  const one = pixels(drawn);
  const other = pixels(painted);
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
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
  let shown: Awaited<ReturnType<typeof showPacked>>;
  beforeAll(async () => {
    shown = await showPacked(program);
  });
  afterAll(() => shown?.stop());

  test('it shows its window, which the desktop can tell to be its own', async () => {
    expect(shown.window.title).toMatch(/Relevo$/);
    // As the .desktop file names it.
    expect(shown.window.classes).toContain('relevo');
  });

  test('it does so as an ordinary user, its page closed in by Chromium', async () => {
    const processes = await familyOf(shown.pid);
    expect(processes.map(({ status }) => status.get('Uid')?.split('\t')[0])).not.toContain('0');
    const renderers = processes.filter(({ kind }) => kind === 'renderer');
    expect(renderers).toHaveLength(1);
    // Two: its calls of the system are filtered.
    expect(renderers[0]?.status.get('Seccomp')).toBe('2');
    // In namespaces of its own a process has a second number; outside of them it has one.
    expect(renderers[0]?.status.get('NSpid')?.split('\t').length).toBeGreaterThan(1);
  });
});

test('its icons of every size are the one drawing', async () => {
  const folder = join(ROOT, 'electron', 'shell', 'assets');
  const drawing = `data:image/svg+xml;base64,${await readFile(join(folder, 'icon.svg'), 'base64')}`;
  const pictures = [
    join(folder, 'icon.png'),
    join(ROOT, 'renderer', 'assets', 'icon.png'),
    ...(await readdir(join(folder, 'icons'))).map((name) => join(folder, 'icons', name)),
  ];
  // The packed program opens its page to nobody; the same one from its sources draws as well.
  const drawn = await startOutside([process.env['RELEVO_ELECTRON'] ?? '', ROOT], { page: 'app:' });
  await until(() => drawn.page(() => document.readyState === 'complete'));
  for (const path of pictures) {
    const picture = `data:image/png;base64,${await readFile(path, 'base64')}`;
    const difference = await drawn.page(differ, drawing, picture);
    // Of 255. Another Chromium draws the edges of a curve a little otherwise; another drawing differs by far more.
    expect([path, difference < 1]).toEqual([path, true]);
  }
  await drawn.stop();
});

describe('changed afterwards', () => {
  /** A copy of the packed program of which these files may be changed; the others are the packed ones themselves. */
  async function copyOf(name: string, changed: readonly string[]): Promise<string> {
    const copy = join(packed.folder, name);
    await run('cp', ['--archive', '--link', packed.unpacked, copy]);
    for (const file of changed) {
      await rm(join(copy, file));
      await copyFile(join(packed.unpacked, file), join(copy, file));
    }
    return copy;
  }

  /** With a folder in place of its archive, whose code writes a file when it is loaded. */
  async function withFolder(
    name: string,
    changed: readonly string[] = [],
  ): Promise<{ path: string; wasLoaded: () => Promise<boolean> }> {
    const copy = await copyOf(name, changed);
    const app = join(copy, 'resources', 'app');
    const mark = join(packed.folder, `${name}-was-loaded`);
    await rm(join(copy, 'resources', 'app.asar'));
    await mkdir(app);
    await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'foreign', main: 'main.js' }));
    const main = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit(3);`;
    await writeFile(join(app, 'main.js'), main);
    return { path: join(copy, 'relevo'), wasLoaded: () => stat(mark).then(Boolean, () => false) };
  }

  test('it loads no folder in place of its archive', async () => {
    const { path, wasLoaded } = await withFolder('instead');
    await expect(showPacked(path)).rejects.toThrow('it ended');
    expect(await wasLoaded()).toBe(false);
  });

  test('it would, were it not for the fuse', async () => {
    const { path, wasLoaded } = await withFolder('unfused', ['relevo']);
    await flipFuses(path, { version: FuseVersion.V1, [FuseV1Options.OnlyLoadAppFromAsar]: false });
    await expect(showPacked(path)).rejects.toThrow('it ended with 3');
    expect(await wasLoaded()).toBe(true);
  });

  // Electron compares the archive with what was packed on macOS and Windows. Once it does on Linux, this ends well no more.
  test('it runs from a changed archive all the same, as Electron has no check of it on Linux', async () => {
    const archive = join('resources', 'app.asar');
    const copy = await copyOf('changed', [archive]);
    const bytes = await readFile(join(copy, archive));
    const at = bytes.indexOf(' · Relevo`');
    expect(at).toBeGreaterThan(getRawHeader(join(copy, archive)).headerSize);
    bytes.write(' · Foreig`', at);
    await writeFile(join(copy, archive), bytes);
    const { window, stop } = await showPacked(join(copy, 'relevo'));
    await stop();
    expect(window.title).toMatch(/Foreig$/);
  });
});
