/**
 * The web shell's server: the screens, the bridge and the events on this computer's loopback address. Holds no rule of
 * the application; everything beyond the gate is the desk's.
 */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { fail } from '../../shared/failure.ts';
import type { Log } from '../desk/dispatch.ts';
import { dispatch } from '../desk/dispatch.ts';
import type { Clock, Desk } from '../desk/ports.ts';
import { answerAsset } from '../pages/assets.ts';
import { securityHeaders } from '../pages/policy.ts';
import { eventStream } from './event-stream.ts';
import { refusal } from './gate.ts';
import { newSession } from './session.ts';

/** Dropped files are the largest thing a screen sends: 14 million characters in one call, and their names. */
const LARGEST_BODY = 15 * 1024 * 1024;

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
}): Promise<WebShell> {
  const { desk, log } = options;
  const session = newSession();
  const stream = eventStream(desk, options.clock, log);
  let port = 0;
  // Browsers keep cookies per host, not per port: two running copies must not overwrite each other's.
  const cookie = (): string => `relevo-${port}`;

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

  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: (context) => context.json(fail('bad-input', 'fix-input', { detail: 'too large' }), 413),
    }),
  );

  app.post('/session', async (context) => {
    if (session.holds(getCookie(context, cookie()))) return context.body(null, 204);
    const body: unknown = await context.req.json().catch(() => null);
    const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : null;
    const secret = typeof key === 'string' ? session.exchange(key) : null;
    if (secret === null) return context.text('This key was used already, or is not the one printed.', 401);
    setCookie(context, cookie(), secret, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.body(null, 204);
  });

  app.use('/ipc/*', async (context, next) => {
    if (session.holds(getCookie(context, cookie()))) return next();
    return context.json(fail('not-allowed', 'connect'), 401);
  });

  app.post('/ipc/:channel', async (context) => {
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
      return context.json(fail('bad-input', 'fix-input', { detail: 'not JSON' }), 415);
    }
    // What is no JSON fits no channel's input either.
    const input: unknown = await context.req.json().catch(() => undefined);
    return context.json(await dispatch(desk.handlers, context.req.param('channel'), input, log));
  });

  app.get('/events', (context) => {
    if (!session.holds(getCookie(context, cookie()))) return context.text('Open the printed address.', 401);
    return stream.open(context);
  });

  app.get('*', (context) => answerAsset(options.rendererFolder, new URL(context.req.url).pathname));

  // SECURITY: the kind of error alone; hono's own handler would print it whole.
  app.onError((error, context) => {
    log(`web: ${error.name} while answering ${context.req.method}`);
    return context.json(fail('internal', 'report'), 500);
  });

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  port = await listen(server, options.port);

  return {
    url: `http://127.0.0.1:${port}/#key=${session.key}`,
    port,
    async close() {
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
