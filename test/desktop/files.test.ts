/** E-mails the program is opened with: at its start and by a second one; they fill in the tray, and do nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const mail = (id: number, code: string): string =>
  [
    'From: OVHcloud <support@ovhcloud.com>',
    'To: me@example.com',
    `Subject: Contact change request no. ${id}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `https://www.ovh.com/manager/#/contacts/${id}?tab=REQUESTS&token=${code}`,
    '',
  ].join('\r\n');

let folder: string;
let program: Program | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-opened-'));
});
afterEach(async () => {
  await program?.end();
  program = null;
  await rm(folder, { recursive: true, force: true });
});

const shows = (first: Program, words: string): Promise<true> =>
  until(() =>
    first.page(
      (text) =>
        [...document.querySelectorAll('[role="dialog"]')].some((one) => one.textContent.includes(text)),
      words,
    ),
  );

test('an e-mail at the start is shown as one that was dropped; so is one of a second start, which ends', async () => {
  const [a, b] = [join(folder, 'a.eml'), join(folder, 'b.eml')];
  await writeFile(a, mail(1, 'a1B2c3D4'.repeat(4)));
  await writeFile(b, mail(2, 'Z9y8X7w6'.repeat(4)));
  const first = await startProgram({ given: [a] });
  program = first;
  await shows(first, 'a1B2');
  const electron = process.env['RELEVO_ELECTRON'] ?? '';
  const second = spawn(electron, [ROOT, `--user-data-dir=${first.data}`, b], { stdio: 'ignore' });
  expect(((await once(second, 'exit')) as [number | null])[0]).toBe(0);
  await shows(first, 'Z9y8');
  // Nothing was decided, and nothing of either is on the disk.
  expect(await first.ask('activity:list', {})).toMatchObject({ ok: true, value: [] });
});
