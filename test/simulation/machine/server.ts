/** The sandbox's own world and routes without a socket: a call goes in as the bytes that arrived, an answer comes out. Real signatures are checked. */
import { Hono } from 'hono';
import { createApi } from '../../../electron/sandbox/api.ts';
import type { SandboxEnv } from '../../../electron/sandbox/caller.ts';
import { AGENCY } from '../../../electron/sandbox/cast.ts';
import { ApiError, credentialError } from '../../../electron/sandbox/errors.ts';
import { createOAuth } from '../../../electron/sandbox/oauth.ts';
import { createUniverse, type SandboxAccount, type Universe } from '../../../electron/sandbox/universe.ts';

export const ORIGIN = 'http://127.0.0.1:4100';
export const API = `${ORIGIN}/1.0`;

export type Call = { method: string; url: string; headers: Record<string, string>; body: string };
export type Answer = {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** NIC handle; `null`: turned away at the door, or nobody was asked for. */
  caller: string | null;
};

export type Server = {
  universe: Universe;
  /** The accounts a user of the program holds; the first one is Marta's. */
  agency: SandboxAccount[];
  answer: (call: Call) => Promise<Answer>;
};

export function openServer(seed: number, now: () => number): Server {
  const universe = createUniverse({
    services: 28,
    requests: 10,
    waiting: 6,
    accounts: 16,
    seed,
    counterparts: 'auto',
    pace: 1,
    lag: 1.5,
    now,
  });
  const app = new Hono<SandboxEnv>({ strict: true });
  app.route('/', createApi(universe, { origin: () => ORIGIN, aliases: [], cache: 2 }));
  app.route('/', createOAuth(universe));
  const refuse = (error: ApiError): Response => Response.json(error.body, { status: error.status });
  app.notFound(() => refuse(credentialError(404, 'INVALID_URL', 'Got an invalid (or empty) URL')));
  app.onError((error) => {
    if (error instanceof ApiError) return refuse(error);
    throw error;
  });
  let count = 0;

  return {
    universe,
    agency: AGENCY.flatMap((handle) => universe.accounts.find(({ nichandle }) => nichandle === handle) ?? []),
    async answer({ method, url, headers, body }) {
      const { pathname, search, host } = new URL(url);
      // What a socket would tell of itself; nothing else of it is asked for.
      const env = {
        incoming: { url: `${pathname}${search}`, headers: { host }, socket: { remoteAddress: '127.0.0.1' } },
        skew: 0,
        account: null as string | null,
      };
      const request = new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
      const response = await app.fetch(request, env as unknown as SandboxEnv['Bindings']);
      count += 1;
      return {
        status: response.status,
        headers: {
          ...Object.fromEntries(response.headers),
          'x-ovh-queryid': `EU.ext-1.${count.toString(16).padStart(8, '0')}`,
        },
        text: await response.text(),
        caller: env.account,
      };
    },
  };
}

/** NIC handles of those accounts. */
export const AGENCY_HANDLES: readonly string[] = AGENCY;
