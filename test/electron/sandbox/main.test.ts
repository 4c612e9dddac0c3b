/** The sandbox as a program of its own: its first line, its arguments, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { readCommand } from '../../../electron/sandbox/command.ts';

const MAIN = fileURLToPath(new URL('../../../electron/sandbox/main.ts', import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
  return line as string;
}

describe('started alone', () => {
  test('its first line is JSON with the address and all keys; it ends cleanly when asked', async () => {
    const child = start('--port', '0', '--services', '20', '--requests', '5', '--counterparts', 'idle');
    const { url, accounts } = JSON.parse(await firstLine(child));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/1\.0$/);
    expect(accounts).toHaveLength(30);
    expect(accounts[0]).toMatchObject({
      nichandle: 'ac21874-ovh',
      email: 'marta@cobalto.es',
      applicationKey: expect.stringMatching(/^\w{16}$/),
      applicationSecret: expect.stringMatching(/^\w{32}$/),
      consumerKey: expect.stringMatching(/^\w{32}$/),
    });
    expect((await fetch(`${url}/auth/time`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends with its parent when told to, and not without', async () => {
    const tied = start('--services', '5', '--requests', '0', '--with-parent');
    await firstLine(tied);
    tied.stdin?.end();
    expect(await once(tied, 'exit')).toEqual([0, null]);

    const free = start('--services', '5', '--requests', '0');
    const { url } = JSON.parse(await firstLine(free));
    free.stdin?.end();
    expect((await fetch(`${url}/auth/time`)).status).toBe(200);
    expect(free.exitCode).toBeNull();
  });

  test('says what is wrong with its arguments and exits with 2', async () => {
    const child = start('--services', 'many');
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(said).toContain('--services must be a whole number from 0 to 1000000, not "many"');
    expect(said).toContain('usage: sandbox');
  });

  test('tells its options when asked and starts nothing', async () => {
    const child = start('--help');
    let told = '';
    child.stdout?.on('data', (chunk) => {
      told += chunk;
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(told).toContain('--waiting N: N requests more');
  });

  test('says so when there are too few services for what should wait, and exits with 1', async () => {
    const child = start('--services', '20', '--requests', '0', '--waiting', '21');
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain('21 waiting requests need as many free services');
  });

  test('says so when the port is taken, and exits with 1', async () => {
    const first = start('--services', '5', '--requests', '0');
    const { port } = new URL(JSON.parse(await firstLine(first)).url);
    const second = start('--services', '5', '--requests', '0', '--port', port);
    let said = '';
    second.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    expect(await once(second, 'close')).toEqual([1, null]);
    expect(said).toContain('EADDRINUSE');
  });
});

describe('the command line', () => {
  test('has these defaults', () => {
    expect(readCommand([])).toEqual({
      options: {
        port: 0,
        services: 1248,
        requests: 201,
        waiting: 0,
        accounts: 30,
        seed: 7,
        latency: 0,
        counterparts: 'auto',
        pace: 1,
        lag: 1.5,
        cache: 2,
        notices: 40,
        logDelay: 180,
        forgeries: false,
      },
      withParent: false,
      help: false,
    });
  });

  test.each([
    [['--port', '70000'], /--port must be a whole number from 0 to 65535/],
    [['--accounts', '3'], /--accounts must be a whole number from 16/],
    [['--latency', '-1'], /latency/],
    [['--latency=1.5'], /--latency must be a whole number/],
    [['--counterparts', 'maybe'], /--counterparts must be auto or idle, not "maybe"/],
    [['--pace', 'fast'], /--pace must be a number/],
    [['--colour', 'blue'], /--colour/],
    [['here'], /here/],
  ])('refuses %j', (args, message) => {
    expect(() => readCommand(args)).toThrow(message);
  });
});
