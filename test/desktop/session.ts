/**
 * A D-Bus session with a key ring of its own, for as long as a test needs it: several starts of the program live in the same
 * one, and the key ring may be locked, opened, taken away and put back beneath them. Starts nothing of the program.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.ts';

/** What makes a program live in the session. */
const OF_SESSION = [
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'XDG_CURRENT_DESKTOP',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
];
const PASSWORD = 'relevo-tests';
const SERVICE = 'org.freedesktop.secrets';
const LOGIN = '/org/freedesktop/secrets/collection/login';

export type KeyringState = 'unlocked' | 'locked' | 'none';

export type Session = {
  /** For whatever is to live in it. */
  env: Record<string, string>;
  /** As a user or the system would: what was kept in the key ring is there again afterwards. `none`: nobody answers for it on the bus. */
  keyring: (state: KeyringState) => Promise<void>;
  /** Ends it and all it started; programs in it must have ended before. */
  end: () => Promise<void>;
};

export async function openSession(keyring: KeyringState = 'unlocked'): Promise<Session> {
  // It lasts until its input ends, so that no session outlives a test run that was killed.
  const hold = [
    join(import.meta.dirname, 'session.sh'),
    '--keyring',
    'none',
    '--',
    'sh',
    '-c',
    'env -0; echo; cat',
  ];
  const [shell = '', ...given] = hold;
  const child = spawn(shell, given, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const env = await Promise.race([
    environmentOf(child),
    exited.then(([code]) => {
      throw new Error(`session.sh ended with ${String(code)}`);
    }),
  ]);
  let daemon: ChildProcess | null = null;

  const run = promisify(execFile);
  const ask = async (to: string, path: string, method: string, ...values: string[]): Promise<string> => {
    const call = ['call', '--session', '--dest', to, '--object-path', path, '--method', method, ...values];
    return (await run('gdbus', call, { env: { ...process.env, ...env } })).stdout;
  };
  const isThere = async (): Promise<boolean> =>
    (
      await ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', SERVICE)
    ).includes('true');
  const isLocked = async (): Promise<boolean> => {
    const values = ['org.freedesktop.Secret.Collection', 'Locked'];
    return (await ask(SERVICE, LOGIN, 'org.freedesktop.DBus.Properties.Get', ...values)).includes('true');
  };
  const start = async (): Promise<void> => {
    daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, ...env },
    });
    daemon.stdin?.end(PASSWORD);
    await until(isThere);
  };
  const takeAway = async (): Promise<void> => {
    if (daemon === null) return;
    const gone = once(daemon, 'exit');
    daemon.kill();
    daemon = null;
    await gone;
    await until(async () => !(await isThere()));
  };

  const session: Session = {
    env,
    async keyring(state) {
      if (state === 'none') return takeAway();
      if (daemon === null) await start();
      else await unlock(join(env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'));
      await until(async () => !(await isLocked()));
      if (state === 'unlocked') return;
      await ask(SERVICE, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `['${LOGIN}']`);
      await until(isLocked);
    },
    async end() {
      await takeAway();
      child.stdin.end();
      await exited;
    },
  };
  await session.keyring(keyring);
  return session;
}

/** What `env -0; echo` tells. */
async function environmentOf({ stdout }: ChildProcess): Promise<Record<string, string>> {
  let text = '';
  for await (const part of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(part);
    if (text.endsWith('\0\n')) break;
  }
  const pairs = text.split('\0').map((line) => line.split(/=(.*)/s) as [string, string]);
  return Object.fromEntries(pairs.filter(([name]) => OF_SESSION.includes(name)));
}

/** As the system's login does it: over the daemon's own socket, in the form of its «unlock». */
async function unlock(socket: string): Promise<void> {
  const password = Buffer.from(PASSWORD);
  const numbers = Buffer.alloc(12);
  [12 + password.length, 1, password.length].forEach((number, at) => numbers.writeUInt32BE(number, 4 * at));
  const connection = createConnection(socket);
  // A first byte of its own tells the daemon who asks.
  connection.write(Buffer.alloc(1));
  connection.end(Buffer.concat([numbers, password]));
  await once(connection.resume(), 'close');
}
