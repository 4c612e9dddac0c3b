/** Links that open the program: at its start and by a second one, locked or not; they fill in, and do nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CODE = 'a1B2c3D4'.repeat(4);
const OTHER_CODE = 'Z9y8X7w6'.repeat(4);
const PASSPHRASE = 'correct horse battery';
let program: Program | null = null;
afterEach(async () => {
  await program?.end();
  program = null;
});

/** Starts it once more on the same data; answers how that one ended. */
async function startAgain(first: Program, ...given: string[]): Promise<unknown> {
  const electron = process.env['RELEVO_ELECTRON'] ?? '';
  const second = spawn(electron, [ROOT, `--user-data-dir=${first.data}`, ...given], { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  return code;
}

const shows = (first: Program, words: string): Promise<true> =>
  until(() =>
    first.page(
      // A note of something that failed is a dialog as well, and stays beside it.
      (text) =>
        [...document.querySelectorAll('[role="dialog"]')].some((one) => one.textContent.includes(text)),
      words,
    ),
  );
const timesSaid = (first: Program, words: string): Promise<number> =>
  first.page((text) => document.body.innerText.split(text).length - 1, words);
/** Beside what is shown already. */
const says = (first: Program, words: string): Promise<true> =>
  until(async () => (await timesSaid(first, words)) > 0);
const closeDialog = (first: Program): Promise<void> =>
  first.page(
    () =>
      void document
        .querySelector('.dialog[role="dialog"]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  );

test('a link at the start is shown; so is one of a second start, which ends; neither does anything', async () => {
  const first = await startProgram({ given: [`relevo://code?id=1&token=${CODE}`] });
  program = first;
  await shows(first, 'came by a link');

  expect(await startAgain(first, `relevo://code?token=${'x'.repeat(10_000)}`)).toBe(0);
  await says(first, 'The link that opened Relevo holds no code');
  // What came before is still there.
  await shows(first, '1 code came by a link');

  expect(await startAgain(first, `relevo://code?id=2&token=${OTHER_CODE}`)).toBe(0);
  await shows(first, '2 codes came by a link');
  await closeDialog(first);

  const before = await timesSaid(first, 'The link that opened Relevo holds no code');
  expect(await startAgain(first, 'relevo:%00nonsense//?token')).toBe(0);
  await until(async () => (await timesSaid(first, 'The link that opened Relevo holds no code')) > before);

  // Without a link it only comes forward.
  await first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await until(() =>
    first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() ?? false),
  );
  expect(await startAgain(first)).toBe(0);
  await until(() =>
    first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false),
  );
  expect(await first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  expect(await first.ask('activity:list', {})).toEqual({ ok: true, value: [] });
});

test('a link that comes while it is locked waits, and is shown once it is unlocked', async () => {
  const first = await startProgram();
  program = first;
  expect(await first.ask('lock:set', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  await first.ask('lock:now', {});
  // The page is loaded anew, and knows nothing.
  await until(() => first.page(() => document.querySelector('input[type="password"]') !== null));
  await first.attach();
  expect(await startAgain(first, `relevo://code?id=1&token=${CODE}`)).toBe(0);
  expect(await first.page(() => document.body.innerText)).not.toContain('came by a link');
  await first.ask('lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  await shows(first, 'came by a link');
});
