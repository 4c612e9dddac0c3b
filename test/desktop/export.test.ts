/** A table is saved through the system's own dialog: nothing is told before it is closed, and what is told then is so. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { press, toFront, type, windowsNamed } from './input.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

const TITLE = '^Save the table$';
let program: Program;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-export-'));
  program = await startProgram();
  await program.ask('accounts:trySandbox', {});
  await click('a', 'Services');
  await until(() => program.page(() => document.querySelectorAll('[role="row"]').length > 3));
});
afterEach(async () => {
  await program.end();
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

/** Clicks it once it is there and can be clicked. */
async function click(kind: string, words: string): Promise<void> {
  await until(() =>
    program.page(
      (selector, text) => {
        const all = [...document.querySelectorAll<HTMLButtonElement>(selector)];
        const found = all.find((one) => one.textContent.includes(text) && !one.disabled);
        // Not before the click is answered: a dialog of the system would hold it.
        if (found !== undefined) setTimeout(() => found.click());
        return found !== undefined;
      },
      kind,
      words,
    ),
  );
}

const isOpen = async (): Promise<boolean> => (await windowsNamed(TITLE)).length > 0;

/** With this path in its field, or called off. */
async function answerDialog(path: string | null): Promise<void> {
  await toFront(TITLE);
  if (path === null) await press('Escape');
  else {
    await press('ctrl+a');
    await type(path);
    await press('Return');
  }
  await until(async () => !(await isOpen()));
}

const toasts = (): Promise<string[]> =>
  program.page(() => [...document.querySelectorAll('.toast-text')].map(({ textContent }) => textContent));

test('the dialog has a title and a name to begin with; called off, nothing is told or written', async () => {
  await click('button', 'Export CSV');
  await until(isOpen);
  expect(await toasts()).toEqual([]);
  await answerDialog(null);
  // The next one comes only after the first was answered to the page.
  await click('button', 'Export CSV');
  await answerDialog(null);
  expect(await toasts()).toEqual([]);
});

test('the file is written where it says, and the note names both', async () => {
  await click('button', 'Export CSV');
  await answerDialog(join(folder, 'mine.csv'));
  const [told] = await until(async () => ((await toasts()).length > 0 ? toasts() : null));
  expect(told).toMatch(/^Saved in .*relevo-export-\w+: mine\.csv \([\d,]+ services\)$/);
  expect(told).toContain(folder);
  const bytes = await readFile(join(folder, 'mine.csv'));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8')).toMatch(/^\ufeffService,/);
  expect(await readdir(folder)).toEqual(['mine.csv']);
});

test('a folder that may not be written to is told, and leaves nothing behind', async () => {
  const closed = join(folder, 'closed');
  await mkdir(closed, { mode: 0o500 });
  await click('button', 'Export CSV');
  await answerDialog(join(closed, 'mine.csv'));
  await until(async () =>
    (await toasts()).some(
      (told) => told.startsWith('mine.csv was not saved') || /may not be written to/.test(told),
    ),
  );
  expect(await readdir(closed)).toEqual([]);
});

test('the page itself downloads nothing', async () => {
  await program.main(({ app, session }) => {
    session.defaultSession.on('will-download', (event) => {
      Object.assign(app, { refusedForTests: event.defaultPrevented });
    });
  });
  await program.page(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.csv';
    link.click();
  });
  expect(
    await until(() => program.main(({ app }) => String(Reflect.get(app, 'refusedForTests') ?? ''))),
  ).toBe('true');
});
