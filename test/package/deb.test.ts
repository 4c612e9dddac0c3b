/**
 * The Debian package as the builder composes it: its .desktop file, its icons, what it asks for. A stand-in of fpm makes it
 * (fpm.mjs); that it can be installed and starts is for installed.whole.ts.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Packed, pack, ROOT, run } from './pack.ts';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

let packed: Packed;
let content: string;

beforeAll(async () => {
  packed = await pack(['deb'], { CUSTOM_FPM_PATH: join(import.meta.dirname, 'fpm.mjs') });
  content = join(packed.folder, 'content');
  await run('dpkg-deb', [
    '--raw-extract',
    join(packed.folder, `relevo_${await version()}_amd64.deb`),
    content,
  ]);
});
afterAll(() => packed?.remove());

async function version(): Promise<string> {
  return (JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** `Name: value` or `Name=value`, a line each. */
function fieldsOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^([\w[\]-]+)(?:: ?|=)(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

test('its .desktop file is valid, in both languages, and takes the links of Relevo', async () => {
  const path = join(content, 'usr', 'share', 'applications', 'relevo.desktop');
  // Says what is wrong, and ends with an error then.
  await run('desktop-file-validate', [path]);
  const fields = fieldsOf(await readFile(path, 'utf8'));
  expect(Object.fromEntries(fields)).toMatchObject({
    Name: 'Relevo',
    Type: 'Application',
    // `%U`: a link that is followed is told to the program.
    Exec: '/opt/Relevo/relevo %U',
    Icon: 'relevo',
    Categories: 'Office;',
    // E-mails as files, and links.
    MimeType: 'message/rfc822;application/vnd.ms-outlook;x-scheme-handler/relevo;',
    // The windows' own class, as packed.test.ts sees it.
    StartupWMClass: 'relevo',
  });
  expect(fields.get('Comment')).toMatch(/^Contact changes/);
  expect(fields.get('Comment[es]')).toMatch(/^Cambios de contacto/);
});

test('Electron is told the name of that file', async () => {
  const { desktopName } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    desktopName: string;
  };
  expect(desktopName).toBe('relevo.desktop');
});

test.each(SIZES)('its icon of %i pixels is that large, where a desktop looks for it', async (size) => {
  const path = join(content, 'usr/share/icons/hicolor', `${size}x${size}`, 'apps', 'relevo.png');
  const header = await readFile(path);
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([size, size]);
});

test('it asks for what the program cannot start without, and for nothing that only old desktops have', async () => {
  const fields = fieldsOf(await readFile(join(content, 'DEBIAN', 'control'), 'utf8'));
  const depends = fields.get('Depends')?.split(', ');
  expect(depends).toEqual(expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libsecret-1-0']));
  // Seen on a bare Debian: the first is asked for when the window comes, the others when the program does.
  for (const library of ['libx11-xcb1', 'libgbm1', 'libdrm2', 'libasound2t64 | libasound2']) {
    expect(depends).toContain(library);
  }
  expect(fields.has('Recommends')).toBe(false);
});

test('it makes the command, and Chromium’s helper root’s where the system needs that', async () => {
  const script = await readFile(join(content, 'DEBIAN', 'postinst'), 'utf8');
  expect(script).toContain(`update-alternatives --install '/usr/bin/relevo'`);
  expect(script).toContain(`chmod 4755 '/opt/Relevo/chrome-sandbox'`);
  expect(script).toContain('update-desktop-database');
});
