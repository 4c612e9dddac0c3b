/** The program comes up on a real Electron, and what a page of it may not do holds there. */
import { afterEach, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';

let program: Program | null = null;
afterEach(async () => {
  await program?.end();
  program = null;
});

test('comes up sandboxed, without Node in the page, and ends when told to', async () => {
  program = await startProgram();
  expect(await program.page(() => document.title)).toBe('Relevo');
  expect(await program.page(() => typeof (globalThis as { process?: unknown }).process)).toBe('undefined');
  expect(
    await program.main(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ type }) => type === 'Tab')
        .map(({ sandboxed }) => sandboxed),
    ),
  ).not.toContain(false);
  expect(await program.quit()).toBe(0);
});
