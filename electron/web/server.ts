/**
 * The web shell's server: the screens, the bridge and the events on this computer's loopback address. Holds no rule of
 * the application; everything beyond the gate is the desk's.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { MiddlewareHandler } from 'hono/types';
import type { EventPayload } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';
import type { Log } from '../desk/dispatch.ts';
import { dispatch } from '../desk/dispatch.ts';
import type { Clock, Desk } from '../desk/ports.ts';
import { answerAsset } from '../pages/assets.ts';
import { securityHeaders } from '../pages/policy.ts';
import { answerAgain } from './again.ts';
import { eventStream } from './event-stream.ts';
import { refusal } from './gate.ts';
import { openLater } from './later.ts';
import { newSession } from './session.ts';

/** Dropped files are the largest thing a screen sends: 14 million characters in one call, and their names. */
const LARGEST_BODY = 15 * 1024 * 1024;
/** A key, and the JSON around it. */
const LARGEST_KEY = 1024;
/** Bodies are held in memory until they are answered: so much of them at a time, in bytes. */
const MOST_IN_HAND = 4 * LARGEST_BODY;
/** A browser opens six to one server, and each tab keeps one for its events. */
const MOST_CONNECTIONS = 64;
/** Until a request has come whole, in milliseconds. */
const SLOWEST_REQUEST_MS = 60_000;

/** The header of a page that calls for answers which take their time. */
const MAY_BE_LATER = 'x-relevo-later';
/** The header that carries the session's token. */
const SESSION = 'x-relevo-session';

export type WebShell = {
  /** `http://127.0.0.1:PORT/#key=…`. SECURITY: for the user's eyes and browser; never into a log. */
  url: string;
  port: number;
  close: () => Promise<void>;
};

/** Listens on 127.0.0.1 only. `port` 0 = any free one. Rejects with the system's error, as where the port is taken. */
export async function openWebShell(options: {
  desk: Desk;
  rendererFolder: string;
  port: number;
  clock: Clock;
  log: Log;
  /** Of the folder's lock: who knows it is given a key of their own. */
  secret: string;
}): Promise<WebShell> {
  const { desk, log } = options;
  const session = newSession();
  const stream = eventStream(desk, options.clock, log);
  const later = openLater(options.clock, stream.answered);
  const stopListening = desk.listen((event, payload) => {
    if (event === 'lock:changed' && (payload as EventPayload<'lock:changed'>).state === 'locked')
      later.drop();
  });
  let port = 0;
  const app = new Hono();

  app.use(async (context, next) => {
    const why = refusal(
      {
        method: context.req.method,
        path: context.req.path,
        host: context.req.header('host'),
        origin: context.req.header('origin'),
        site: context.req.header('sec-fetch-site'),
      },
      port,
    );
    if (why !== null) return context.text(why, 403, securityHeaders());
    await next();
    for (const [name, value] of Object.entries(securityHeaders())) context.res.headers.set(name, value);
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
    return undefined;
  });

  // SECURITY: each route reads no more than it needs, and nothing of a body before the session was shown.
  const needsSession: MiddlewareHandler = async (context, next) => {
    if (session.holds(context.req.header(SESSION))) return next();
    return context.json(fail('not-allowed', 'connect'), 401);
  };
  const upTo = (maxSize: number): MiddlewareHandler =>
    bodyLimit({
      maxSize,
      onError: (context) => context.json(fail('bad-input', 'fix-input', { detail: 'too large' }), 413),
    });
  let inHand = 0;
  const inTurn: MiddlewareHandler = async (context, next) => {
    const told = Number(context.req.header('content-length') ?? LARGEST_BODY);
    const size = Number.isFinite(told) ? told : LARGEST_BODY;
    if (inHand > 0 && inHand + size > MOST_IN_HAND) return context.json(fail('rate-limited', 'wait'), 503);
    inHand += size;
    try {
      return await next();
    } finally {
      inHand -= size;
    }
  };

  app.post('/session', upTo(LARGEST_KEY), async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : null;
    const token = typeof key === 'string' ? session.exchange(key) : null;
    if (token === null) return context.text('This key was used already, or is not the one printed.', 401);
    return context.json({ token });
  });

  app.post('/again', upTo(LARGEST_KEY), async (context) => {
    const answer = answerAgain(await context.req.json().catch(() => null), options.secret, session.another);
    return answer === null ? context.text('Relevo knows nobody here.', 401) : context.json(answer);
  });

  app.post('/ipc/:channel', needsSession, upTo(LARGEST_BODY), inTurn, async (context) => {
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
      return context.json(fail('bad-input', 'fix-input', { detail: 'not JSON' }), 415);
    }
    // What is no JSON fits no channel's input either.
    const input: unknown = await context.req.json().catch(() => undefined);
    const channel = context.req.param('channel') ?? '';
    const answer = dispatch(desk.handlers, channel, input, log);
    // What opens a lock is answered while it is closed, and so it is never dropped.
    if (context.req.header(MAY_BE_LATER) === undefined || channel.startsWith('lock:'))
      return context.json(await answer);
    const told = await later.soon(answer);
    return 'now' in told ? context.json(told.now) : context.json(told, 202);
  });

  app.post('/later', needsSession, upTo(LARGEST_KEY), async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const name = typeof body === 'object' && body !== null && 'later' in body ? body.later : null;
    const told = typeof name === 'string' ? later.take(name) : 'unknown';
    if (told === 'waiting') return context.json({}, 202);
    return told === 'unknown' ? context.json(fail('internal', 'retry')) : context.json(told.now);
  });

  app.get('/events', needsSession, (context) => stream.open(context));

  app.get('*', (context) => answerAsset(options.rendererFolder, new URL(context.req.url).pathname));

  // SECURITY: the kind of error alone; hono's own handler would print it whole.
  app.onError((error, context) => {
    log(`web: ${error.name} while answering ${context.req.method}`);
    return context.json(fail('internal', 'report'), 500);
  });

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.maxConnections = MOST_CONNECTIONS;
  server.requestTimeout = SLOWEST_REQUEST_MS;
  port = await listen(server, options.port);

  return {
    url: `http://127.0.0.1:${port}/#key=${session.key}`,
    port,
    async close() {
      stopListening();
      stream.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port was given'));
      else resolve(address.port);
    });
  });
}
