/** A bare client for the sandbox's tests: signs by itself and tells the whole answer. Shares no code with the real client. */
import { createHash } from 'node:crypto';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../electron/sandbox/server.ts';
import type { SandboxAccount } from '../../../electron/sandbox/universe.ts';

// oxlint-disable-next-line no-explicit-any -- answers are looked into freely by tests
type Loose = any;

export type Answer = { status: number; headers: Headers; text: string; body: Loose };
export type Extra = {
  headers?: Record<string, string>;
  /** Seconds by which the caller's clock is off. */
  skew?: number;
};

export type Client = {
  get: (path: string, extra?: Extra) => Promise<Answer>;
  post: (path: string, body?: unknown, extra?: Extra) => Promise<Answer>;
  /** An expanded list, past the cache. */
  page: (path: string, headers?: Record<string, string>) => Promise<Answer>;
};

export type Keys = Pick<SandboxAccount, 'applicationKey' | 'applicationSecret' | 'consumerKey'>;

/** A moment that all tests share; the sandbox's clock stands still unless told. */
export const START = Date.UTC(2026, 10, 20, 12, 0, 0);

/** A small world where nothing happens by itself. */
export function startQuiet(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ services: 160, requests: 60, counterparts: 'idle', now: () => START, ...options });
}

export function sign(keys: Keys, method: string, url: string, body: string, timestamp: number): string {
  const text = [keys.applicationSecret, keys.consumerKey, method, url, body, timestamp].join('+');
  return `$1$${createHash('sha1').update(text).digest('hex')}`;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: Loose = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON; the text is there.
  }
  return { status: response.status, headers: response.headers, text, body };
}

export function accountOf(sandbox: Sandbox, nichandle: string): SandboxAccount {
  const account = sandbox.accounts.find((each) => each.nichandle === nichandle);
  if (!account) throw new Error(`no account ${nichandle}`);
  return account;
}

/** Asks the sandbox for its time before each call, so that clocks which were moved do not matter. */
export function clientFor(sandbox: Sandbox, who: string | Keys = 'ac21874-ovh'): Client {
  const keys = typeof who === 'string' ? accountOf(sandbox, who) : who;
  const call = async (method: string, path: string, body: string, extra: Extra = {}): Promise<Answer> => {
    const url = sandbox.url + path;
    const timestamp = Number(await (await fetch(`${sandbox.url}/auth/time`)).text()) + (extra.skew ?? 0);
    const response = await fetch(url, {
      method,
      headers: {
        ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
        'X-Ovh-Application': keys.applicationKey,
        'X-Ovh-Consumer': keys.consumerKey,
        'X-Ovh-Timestamp': String(timestamp),
        'X-Ovh-Signature': sign(keys, method, url, body, timestamp),
        ...extra.headers,
      },
      ...(body === '' ? {} : { body }),
    });
    return readAnswer(response);
  };
  return {
    get: (path, extra) => call('GET', path, '', extra),
    post: (path, body, extra) => call('POST', path, body === undefined ? '' : JSON.stringify(body), extra),
    page: (path, headers = {}) =>
      call('GET', path, '', {
        headers: {
          'X-Pagination-Mode': 'CachedObjectList-Pages',
          'X-Pagination-Size': '5000',
          Pragma: 'no-cache',
          ...headers,
        },
      }),
  };
}

/** The code in the newest mail about a task to an account. */
export async function codeFor(sandbox: Sandbox, nichandle: string, taskId: number): Promise<string> {
  for (const { raw } of await sandbox.mail(nichandle)) {
    const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    const found = new RegExp(`/contacts/${taskId}\\?tab=REQUESTS&token=([A-Za-z0-9]+)`).exec(text)?.[1];
    if (found) return found;
  }
  throw new Error(`no code for ${nichandle} and task ${taskId}`);
}

export type Seen = {
  url: string;
  family: string;
  name: string;
  state: string;
  lifecycle: string;
  admin: string;
  tech: string;
  billing: string;
};

/** Services of the caller which no request runs on, with their contacts. */
export async function freeServices(client: Client): Promise<Seen[]> {
  const tasks = await client.page('/me/task/contactChange', {
    'X-Pagination-Filter': 'state:in=todo,checkValidity,validatingByCustomers,doing',
  });
  const busy = new Set(tasks.body.map((task: Loose) => task.serviceDomain));
  const services = await client.page('/services');
  return services.body.flatMap((service: Loose) => {
    if (!service.customer.contacts || busy.has(service.resource.name)) return [];
    const of = (type: string): string =>
      service.customer.contacts.find((contact: Loose) => contact.type === type).customerCode;
    return {
      url: service.route.url,
      family: service.route.path.replace(/\/\{.*/, ''),
      name: service.resource.name,
      state: service.resource.state,
      lifecycle: service.billing.lifecycle.current.state,
      admin: of('administrator'),
      tech: of('technical'),
      billing: of('billing'),
    };
  });
}

/** The first active service that fits; a test that finds none fails. */
export async function freeService(client: Client, fits: (service: Seen) => boolean): Promise<Seen> {
  const found = (await freeServices(client)).find(
    (service) => service.state === 'active' && service.lifecycle === 'active' && fits(service),
  );
  if (!found) throw new Error('no service fits');
  return found;
}
