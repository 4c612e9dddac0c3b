/** The sandbox in a process of its own, with its strings to pull. Knows nothing of the application. */
import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Running, startBuilt } from './processes.ts';

export type SandboxKeys = {
  nichandle: string;
  email: string;
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
  clientId: string;
  clientSecret: string;
};
export type SandboxMessage = { id: string; to: string; subject: string; date: string; raw: string };
export type LoggedCall = { method: string; path: string; status: number; account: string | null };

/** As `npm run sandbox` takes them, without the dashes; the port is chosen. */
export type SandboxOptions = Partial<
  Record<'services' | 'requests' | 'accounts' | 'seed' | 'latency' | 'pace' | 'lag' | 'cache', number>
> & { counterparts?: 'auto' | 'idle' };

export type TestSandbox = {
  /** Base of its API. */
  url: () => string;
  /** The agency's three accounts first. */
  accounts: () => SandboxKeys[];
  mail: (nichandle?: string) => Promise<SandboxMessage[]>;
  /** Moves its clock forwards, in seconds. */
  advance: (seconds: number) => Promise<void>;
  fault: (fault: { match: string; kind: string } & Record<string, unknown>) => Promise<void>;
  /** What IAM refuses to the service account of this account, method and path as in the rights of a key; instead of what it refused before. */
  deny: (nichandle: string, calls: readonly string[]) => Promise<void>;
  clearFaults: () => Promise<void>;
  log: () => Promise<LoggedCall[]>;
  /** Every value of the headers by which callers proved who they are, over all its starts, each once. */
  proofs: () => Promise<{ header: string; value: string }[]>;
  clearLog: () => Promise<void>;
  counterparts: (mode: 'auto' | 'idle') => Promise<void>;
  stop: () => Promise<void>;
  /** Again on the same port with the same seed: a world made anew, the same but for its codes and what was done in it. */
  start: () => Promise<void>;
};

export async function startSandbox(options: SandboxOptions): Promise<TestSandbox> {
  let running: Running;
  let port = 0;
  let first: { url: string; accounts: SandboxKeys[] };
  const heard = join(await mkdtemp(join(tmpdir(), 'relevo-heard-')), 'proofs');
  process.once('exit', () => rmSync(dirname(heard), { recursive: true, force: true }));

  const start = async (): Promise<void> => {
    const given = Object.entries({ ...options, port }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]);
    running = await startBuilt('sandbox', given, { NODE_OPTIONS: tellProofs(heard) });
    first = running.first as typeof first;
    port = Number(new URL(first.url).port);
  };
  const pull = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /_sandbox${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };

  await start();
  return {
    url: () => first.url,
    accounts: () => first.accounts,
    mail: async (nichandle) =>
      (await pull(
        'GET',
        nichandle === undefined ? '/mail' : `/mail?account=${nichandle}`,
      )) as SandboxMessage[],
    advance: async (seconds) => void (await pull('POST', '/clock', { advance: seconds })),
    fault: async (fault) => void (await pull('POST', '/faults', fault)),
    deny: async (account, calls) => {
      const denied = calls.map((call) => ({ method: call.split(' ')[0], path: call.split(' ')[1] }));
      await pull('POST', '/iam', { account, denied });
    },
    clearFaults: async () => void (await pull('DELETE', '/faults')),
    log: async () => (await pull('GET', '/log')) as LoggedCall[],
    clearLog: async () => void (await pull('DELETE', '/log')),
    counterparts: async (mode) => void (await pull('POST', '/counterparts', { mode })),
    async proofs() {
      const lines = new Set((await readFile(heard, 'utf8').catch(() => '')).split('\n').filter(Boolean));
      return [...lines].map((line) => {
        const [header = '', value = ''] = line.split(' ');
        return { header, value };
      });
    },
    stop: () => running.stop(),
    start,
  };
}

/** `NODE_OPTIONS` that make a Node server write what proves who calls, call by call, to `file`. */
function tellProofs(file: string): string {
  const source = `import { appendFileSync } from 'node:fs';
import { subscribe } from 'node:diagnostics_channel';
subscribe('http.server.request.start', ({ request: { headers } }) => {
  for (const name of ['x-ovh-application', 'x-ovh-consumer', 'x-ovh-signature', 'authorization']) {
    const value = headers[name]?.replace('Bearer ', '');
    if (value) appendFileSync(${JSON.stringify(file)}, name + ' ' + value + '\\n');
  }
});`;
  return `--import=data:text/javascript,${encodeURIComponent(source)}`;
}
