/** E-mails the program is opened with: which arguments are some, and what is read of them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOpenedFiles } from '../../../electron/desk/opened-files.ts';
import { mailsAmong, readMails } from '../../../electron/shell/opened-files.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

test('e-mails among the arguments, from where they were given, and no switch and nothing else', () => {
  expect(
    mailsAmong(
      ['--x=/a.eml', 'a.eml', '/b/C.MSG', 'relevo://code?token=a.eml&x', 'c.txt', '.', '-d.eml'],
      '/home/me',
    ),
  ).toEqual(['/home/me/a.eml', '/b/C.MSG']);
  expect(
    mailsAmong(
      Array.from({ length: 90 }, (_, n) => `${n}.eml`),
      '/',
    ),
  ).toHaveLength(50);
});

test('are read with their names alone; what cannot be read is left out, and the log names nothing', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a.eml'), 'Subject: é');
  const log: string[] = [];
  const files = await readMails([join(folder, 'a.eml'), join(folder, 'secret.eml')], (line) =>
    log.push(line),
  );
  expect(files).toEqual([{ name: 'a.eml', content: Buffer.from('Subject: é').toString('base64') }]);
  expect(log).toEqual(['opened file: not read (ENOENT)']);
});

test('wait while it is locked, and are told once', () => {
  let locked = true;
  const told: string[][] = [];
  const opened = openOpenedFiles({
    isLocked: () => locked,
    arrived: (files) => told.push(files.map(({ name }) => name)),
  });
  opened.take([{ name: 'a.eml', content: '' }]);
  opened.take([{ name: 'b.eml', content: '' }]);
  opened.tell();
  expect(told).toEqual([]);
  locked = false;
  opened.tell();
  opened.tell();
  expect(told).toEqual([['a.eml', 'b.eml']]);
  opened.take(Array.from({ length: 90 }, () => ({ name: 'c.eml', content: '' })));
  expect(told[1]).toHaveLength(50);
});
