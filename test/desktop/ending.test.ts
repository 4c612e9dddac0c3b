/** The end of the program while something is on its way to OVHcloud: it is waited for, said after a moment, and the ledger knows what came of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../e2e/sandbox.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let sandbox: TestSandbox;
let program: Program | null = null;
beforeEach(async () => {
  sandbox = await startSandbox({ services: 20, requests: 20, counterparts: 'idle' });
});
afterEach(async () => {
  await program?.end();
  program = null;
  await sandbox.stop();
});

type Line = { line: string; kind?: string; outcome?: string };
const ledger = async (data: string): Promise<Line[]> =>
  (await readFile(join(data, 'ledger.jsonl'), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

/** Started and connected, with a new code asked for whose answer takes so long; answers when the sandbox has the call. */
async function inTheMiddle(answerAfterMs: number): Promise<Program> {
  program = await startProgram();
  const on = program;
  const [keys] = sandbox.accounts();
  const { applicationKey = '', applicationSecret = '', consumerKey = '' } = keys ?? {};
  const connected = await on.ask('accounts:connectKeys', {
    endpoint: 'loopback',
    url: sandbox.url(),
    applicationKey,
    applicationSecret,
    consumerKey,
  });
  const { id: accountId } = connected.value as { id: string };
  await on.ask('sync:now', {});
  const { value } = await on.ask('requests:list', {});
  const waiting = (value as { key: string; state: string }[]).find(
    ({ state }) => state === 'validatingByCustomers',
  );
  await sandbox.fault({
    match: 'POST /me/task/contactChange*',
    kind: 'latency',
    when: 'after',
    ms: answerAfterMs,
  });
  await sandbox.clearLog();
  await on.page(
    (requestKey, account) =>
      void (
        globalThis as unknown as { relevo: { invoke: (name: string, value: unknown) => Promise<never> } }
      ).relevo.invoke('requests:resend', { requestKey, accountId: account }),
    waiting?.key ?? '',
    accountId,
  );
  // It is in the server's hands: only its answer is missing.
  await until(async () => (await sandbox.log()).some(({ method }) => method === 'POST'));
  return on;
}

const spyOnBoxes = (on: Program, response: number | null): Promise<void> =>
  on.main(({ dialog }, answer) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...given: unknown[]) => {
      asked.push(given.at(-1));
      return answer === null ? new Promise(() => {}) : Promise.resolve({ response: answer });
    }) as never;
  }, response);

const quit = (on: Program): Promise<void> => on.main(({ app }) => void setTimeout(() => app.quit(), 50));

test('quitting waits for the answer, which the ledger then knows', async () => {
  const on = await inTheMiddle(3_000);
  await spyOnBoxes(on, null);
  await quit(on);
  const told = await until(() =>
    on.main(() => (globalThis as unknown as { asked: { message: string; buttons: string[] }[] }).asked[0]),
  );
  expect(told).toMatchObject({
    message: 'Waiting for OVHcloud’s answer to what was just sent',
    buttons: ['Keep waiting', 'Quit anyway'],
  });
  on.release();
  expect(await on.ended).toBe(0);
  expect((await ledger(on.data)).at(-1)).toMatchObject({ line: 'outcome', outcome: 'done' });
});

test('SIGTERM waits as well', async () => {
  const on = await inTheMiddle(2_000);
  expect(await on.quit('SIGTERM', 20_000)).toBe(0);
  expect((await ledger(on.data)).at(-1)).toMatchObject({ line: 'outcome', outcome: 'done' });
});

test('so does the computer that is shut down', async () => {
  const on = await inTheMiddle(2_000);
  const prevented = await on.main(({ powerMonitor }) => {
    let count = 0;
    powerMonitor.emit('shutdown', { preventDefault: () => (count += 1) });
    return count;
  });
  expect(prevented).toBe(1);
  on.release();
  expect(await on.ended).toBe(0);
  expect((await ledger(on.data)).at(-1)).toMatchObject({ line: 'outcome', outcome: 'done' });
});

test('quit anyway, and the ledger says that it is not known', async () => {
  const on = await inTheMiddle(6_000);
  await spyOnBoxes(on, 1);
  await quit(on);
  on.release();
  expect(await on.ended).toBe(0);
  expect((await ledger(on.data)).at(-1)).toMatchObject({ line: 'outcome', outcome: 'unknown' });
});

test('a window that was closed first changes nothing, and the words close by themselves with the answer', async () => {
  const on = await inTheMiddle(4_000);
  await on.main(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50));
  on.release();
  expect(await on.ended).toBe(0);
  expect((await ledger(on.data)).at(-1)).toMatchObject({ line: 'outcome', outcome: 'done' });
});

test('with nothing on its way it ends at once', async () => {
  program = await startProgram();
  await program.ask('accounts:trySandbox', {});
  await spyOnBoxes(program, 0);
  const begun = performance.now();
  expect(await program.quit()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
