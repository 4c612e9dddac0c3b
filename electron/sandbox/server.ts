/**
 * Starts the stand-in OVHcloud on loopback and stops it. Between the socket and the routes it does what happens to every
 * call: number it, log it, let faults strike. Must not know what a call means.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { createApi } from './api.ts';
import { createApiV2 } from './api-v2.ts';
import type { SandboxEnv } from './caller.ts';
import { createControl, isOwnHost } from './control.ts';
import type { CounterpartMode } from './counterparts.ts';
import { ApiError, apiError, credentialError } from './errors.ts';
import type { Fault, FaultInput } from './faults.ts';
import type { LoggedCall } from './journal.ts';
import type { MailMessage } from './mail.ts';
import { createOAuth } from './oauth.ts';
import { createPages } from './pages.ts';
import { createUniverse, type SandboxAccount, type Universe } from './universe.ts';

export type SandboxOptions = {
  /** 0 = any free one. Default 0. */
  port?: number;
  /** Services and requests that the primary account sees. Default 1248 and 201. */
  services?: number;
  requests?: number;
  /** Requests on top of these that wait for the primary account's code, each on a service of its own. Default 0. */
  waiting?: number;
  /** NIC handles; fewer than sixteen cannot play the stories. Default 30. */
  accounts?: number;
  /** Same seed, same world, codes excepted. Default 7. */
  seed?: number;
  /** Milliseconds added to every answer of the API. Default 0. */
  latency?: number;
  /** Whether the other people of the world act by themselves. Default auto. */
  counterparts?: CounterpartMode;
  /** Factor on the steps of a task and on what counterparts do; 0.1 = ten times as fast. Default 1. */
  pace?: number;
  /** Seconds by which what is shown lags behind a decision. Default 1.5. */
  lag?: number;
  /** Seconds that expanded lists come from a cache, unless asked with `Pragma: no-cache`. Default 2. */
  cache?: number;
  /** Time under the sandbox's clock, milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** Messages beside those about contact changes that OVHcloud keeps of each of the agency's accounts. Default 40. */
  notices?: number;
  /** Seconds until OVHcloud's own log of calls shows one. Default 180. */
  logDelay?: number;
  /** Elements that a page of the second version's lists holds at most. Default 1000. */
  largestPage?: number;
  /** Whether forged e-mails lie in the agency's mailboxes, as they do in the demo. Default false. */
  forgeries?: boolean;
  /** Other bases (`https://eu.api.ovh.com`) that a client may have signed for, when something stands before the sandbox. */
  aliases?: readonly string[];
};

export type Sandbox = {
  /** Base of the API: `http://127.0.0.1:PORT/1.0`. */
  url: string;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The primary first, then the other two of its agency, then the rest. */
  accounts: SandboxAccount[];
  /** Messages of one mailbox, or of all; newest first. */
  mail: (nichandle?: string) => Promise<MailMessage[]>;
  /** Moves the sandbox's clock forwards and lets happen what is due. */
  advance: (seconds: number) => void;
  fault: (fault: FaultInput) => void;
  clearFaults: () => void;
  log: () => LoggedCall[];
  clearLog: () => void;
  setCounterparts: (mode: CounterpartMode) => void;
  /** Cuts all connections and frees the port. */
  close: () => Promise<void>;
};

type Bindings = SandboxEnv['Bindings'];

/** Rejects when the port is taken, or an option makes no sense. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const universe = createUniverse({
    services: options.services ?? 1248,
    requests: options.requests ?? 201,
    waiting: options.waiting ?? 0,
    accounts: options.accounts ?? 30,
    seed: options.seed ?? 7,
    counterparts: options.counterparts ?? 'auto',
    pace: options.pace ?? 1,
    lag: options.lag ?? 1.5,
    notices: options.notices,
    logDelay: options.logDelay,
    forgeries: options.forgeries,
    now: options.now ?? Date.now,
  });
  const aliases = options.aliases ?? [];
  const aliasHosts = aliases.map((alias) => new URL(alias).host);
  let port = 0;
  const app = new Hono<SandboxEnv>({ strict: true });
  app.route(
    '/',
    createApi(universe, { origin: () => `http://127.0.0.1:${port}`, aliases, cache: options.cache ?? 2 }),
  );
  app.route('/', createApiV2(universe, { aliases, largestPage: options.largestPage }));
  app.route('/', createOAuth(universe));
  app.route(
    '/',
    createPages(universe, () => port),
  );
  app.route(
    '/',
    createControl(universe, () => port),
  );
  app.notFound(() => answerError(credentialError(404, 'INVALID_URL', 'Got an invalid (or empty) URL')));
  app.onError((error) => {
    if (error instanceof ApiError) return answerError(error);
    // A bug of the sandbox's own: it must be seen, and the client sees a server in trouble.
    console.error(error);
    return answerError(apiError(500, 'Server::InternalServerError', 'Internal server error'));
  });

  const handle = createHandler(universe, options.latency ?? 0, (request, env) => {
    const { host } = env.incoming.headers;
    // SECURITY: a page whose name was bent to this computer (DNS rebinding) gets nothing, not even a signed call.
    if (!isOwnHost(host, port) && !aliasHosts.includes(host ?? '')) {
      return answerError(credentialError(403, 'FORBIDDEN', 'Unknown host'));
    }
    return app.fetch(request, env);
  });
  const listener = getRequestListener(handle, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  // SECURITY: loopback only. The keys of this world are no secret to whoever can read the sandbox's sources.
  port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;

  return {
    url: `${origin}/1.0`,
    origin,
    accounts: universe.accounts,
    mail: (nichandle) => {
      universe.live();
      return universe.post.read(nichandle);
    },
    advance: (seconds) => {
      universe.live();
      universe.clock.advance(seconds);
      universe.live();
    },
    fault: (fault) => {
      universe.faults.add(fault);
    },
    clearFaults: universe.faults.clear,
    log: universe.journal.all,
    clearLog: universe.journal.clear,
    setCounterparts: (mode) => universe.counterparts.setMode(mode, universe.live()),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function createHandler(
  universe: Universe,
  latency: number,
  route: (request: Request, env: Bindings) => Response | Promise<Response>,
): (request: Request, bindings: unknown) => Promise<Response> {
  return async (request, bindings) => {
    const { incoming, outgoing } = bindings as HttpBindings;
    const path = pathBelowBase(incoming);
    if (path.startsWith('/_sandbox/')) {
      return withQueryId(await route(request, { incoming, outgoing, skew: 0, account: null }));
    }

    const faults = universe.faults.strike(request.method, path);
    const skew = faults.find((fault) => fault.kind === 'skew')?.seconds ?? 0;
    const env: Bindings = { incoming, outgoing, skew, account: null };
    const logged: LoggedCall = {
      method: request.method,
      path,
      status: 0,
      account: null,
      at: new Date(universe.clock.now()).toISOString(),
    };
    universe.journal.add(logged, incoming.socket.remoteAddress ?? '');

    const pause = faults.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.ms : 0), latency);
    if (pause > 0) await wait(pause);

    const early = faults.find((fault) => fault.when === 'before' && isFatal(fault));
    if (early) return strike(early, null, env, logged);

    const response = withQueryId(await route(request, env));
    logged.account = env.account;
    const late = faults.find(
      (fault) => (fault.when === 'after' && isFatal(fault)) || fault.kind === 'truncate',
    );
    if (late) return strike(late, response, env, logged);
    logged.status = response.status;
    return response;
  };
}

const isFatal = (fault: Fault): boolean => ['status', 'reset', 'html', 'hang'].includes(fault.kind);

/** What a struck call sees instead of its answer. `response` is the lost one, when the call was processed. */
async function strike(
  fault: Fault,
  response: Response | null,
  env: Bindings,
  logged: LoggedCall,
): Promise<Response> {
  const { incoming, outgoing } = env;
  switch (fault.kind) {
    case 'status': {
      logged.status = fault.status;
      const message = fault.message ?? 'Internal server error';
      const error = fault.errorCode
        ? credentialError(fault.status, fault.errorCode, message)
        : apiError(fault.status, fault.status < 500 ? 'Client::Error' : 'Server::Error', message);
      const body = fault.body === null ? JSON.stringify(error.body) : fault.body;
      const headers = new Headers({ 'Content-Type': 'application/json' });
      if (fault.retryAfter !== null) headers.set('Retry-After', fault.retryAfter);
      return withQueryId(
        new Response(typeof body === 'string' ? body : JSON.stringify(body), {
          status: fault.status,
          headers,
        }),
      );
    }
    case 'html':
      logged.status = fault.status;
      return withQueryId(
        new Response(
          '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n',
          { status: fault.status, headers: { 'Content-Type': 'text/html' } },
        ),
      );
    case 'reset':
      incoming.socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      await new Promise<void>((resolve) => incoming.socket.once('close', () => resolve()));
      return RESPONSE_ALREADY_SENT;
    case 'truncate': {
      logged.status = response?.status ?? 0;
      await sendHalf(response ?? new Response(''), outgoing);
      return RESPONSE_ALREADY_SENT;
    }
    default:
      throw new Error(`${fault.kind} does not end a call`);
  }
}

/** Promises the whole body, sends half of it and hangs up. */
async function sendHalf(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': Math.max(body.length, 2),
  });
  await new Promise<void>((resolve) => {
    outgoing.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), () => resolve());
  });
  outgoing.socket?.destroy();
}

/** `/me` for `/1.0/me?x`; what is not of the API keeps its whole path. Never the query, which may hold a code. */
function pathBelowBase(incoming: IncomingMessage): string {
  const path = (incoming.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
  return path.startsWith('/1.0/') ? path.slice('/1.0'.length) : path;
}

/** The number that OVHcloud's support asks for; on every answer. */
function withQueryId(response: Response): Response {
  if (response === RESPONSE_ALREADY_SENT) return response;
  response.headers.set(
    'X-OVH-QUERYID',
    `EU.ext-1.${randomBytes(4).toString('hex')}.${randomBytes(4).toString('hex')}.${randomBytes(8).toString('hex')}`,
  );
  return response;
}

function answerError(error: ApiError): Response {
  return new Response(JSON.stringify(error.body), {
    status: error.status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
