/**
 * A connection of its own to a server, ready for the first byte of a request: through the proxies the shell names, with
 * TLS agreed and the certificate checked. Whatever fails here fails before anything of a request left. Sends none itself.
 */
import { type OutgoingHttpHeaders, request } from 'node:http';
import { connect as connectSocket, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { Clock } from './clock.ts';
import { type Proxy, readProxies } from './proxies.ts';

/** How calls that must not be sent twice find their way; the shells know it, and tell the same way their reads take. */
export type WayOut = {
  /** For an origin: `PROXY a:8080; DIRECT` as a PAC file says it, or one URL, which may hold a password. May reject. */
  proxies: (origin: string) => Promise<string>;
  /** PEM certificates of those who are trusted; `null`: Node's own list. Asked once. */
  authorities: () => readonly string[] | null;
};

export type Connection =
  | { kind: 'ready'; socket: Socket }
  /** `proxy-login`: the proxy wants a password, or another one. */
  | { kind: 'none'; why: 'unreached' | 'proxy-login' };

export type Connect = (url: URL, signal: AbortSignal) => Promise<Connection>;

/** A proxy that swallows everything gets this long where another way is left to try. */
const PATIENCE_WITH_ONE_MS = 8_000;

type Far = Exclude<Proxy, { kind: 'direct' }>;

export function openConnect({ way, clock }: { way: WayOut; clock: Clock }): Connect {
  let context: SecureContext | null | undefined;
  const trusted = (): SecureContext | null => {
    if (context === undefined) {
      const authorities = way.authorities();
      context = authorities === null ? null : createSecureContext({ ca: [...authorities] });
    }
    return context;
  };

  /** Resolves once the handshake has ended and the certificate is good. */
  const secure = async (raw: Socket, host: string, signal: AbortSignal): Promise<Socket> => {
    const secureContext = trusted();
    const socket = connectTls({
      socket: raw,
      host,
      // A server name is never an address (RFC 6066 § 3).
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      ...(secureContext === null ? {} : { secureContext }),
    });
    return settled(socket, 'secureConnect', signal);
  };

  /** `null`: this proxy is not there, and another way is left to try. */
  const reach = async (proxy: Far, isLast: boolean, signal: AbortSignal): Promise<Socket | null> => {
    const patience = new AbortController();
    const stop = (): void => patience.abort();
    const callOff = isLast ? () => {} : clock.after(PATIENCE_WITH_ONE_MS, stop);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const raw = await settled(connectSocket(proxy.port, proxy.host), 'connect', patience.signal);
      return proxy.kind === 'https' ? await secure(raw, proxy.host, patience.signal) : raw;
    } catch (error) {
      if (isLast || signal.aborted) throw error;
      return null;
    } finally {
      callOff();
      signal.removeEventListener('abort', stop);
    }
  };

  return async (url, signal) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const ending = async (open: Socket): Promise<Connection> => ({
      kind: 'ready',
      socket: url.protocol === 'https:' ? await secure(open, host, signal) : open,
    });
    try {
      const proxies = readProxies(await way.proxies(url.origin));
      for (const [at, proxy] of proxies.entries()) {
        if (proxy.kind === 'direct') {
          return await ending(await settled(connectSocket(port, host), 'connect', signal));
        }
        // Only a proxy that is not there is passed over: what one of them says counts.
        const near = await reach(proxy, at === proxies.length - 1, signal);
        if (near === null) continue;
        const far = proxy.kind.startsWith('socks')
          ? await askSocks(proxy, near, { host, port }, signal)
          : await askHttp(proxy, near, url.hostname, port, signal);
        if (far === 'proxy-login') return { kind: 'none', why: 'proxy-login' };
        return await ending(far);
      }
    } catch {
      // SECURITY: an error's words may hold a proxy's password. That nothing was sent is all that counts.
    }
    return { kind: 'none', why: 'unreached' };
  };
}

/** `CONNECT`, for plain HTTP as well: a proxy that only carries bytes cannot send a call again. */
async function askHttp(
  proxy: Far,
  near: Socket,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Socket | 'proxy-login'> {
  const headers: OutgoingHttpHeaders = { Host: `${host}:${port}` };
  if (proxy.user !== undefined) {
    const basic = Buffer.from(`${proxy.user}:${proxy.password ?? ''}`).toString('base64');
    headers['Proxy-Authorization'] = `Basic ${basic}`;
  }
  const asking = request({
    method: 'CONNECT',
    path: `${host}:${port}`,
    headers,
    createConnection: () => near,
    signal,
  });
  const answered = Promise.withResolvers<Socket | 'proxy-login'>();
  asking.once('connect', ({ statusCode = 0 }, socket: Socket) => {
    if (statusCode >= 200 && statusCode < 300) answered.resolve(socket);
    else {
      socket.destroy();
      if (statusCode === 407) answered.resolve('proxy-login');
      else answered.reject(new Error(`the proxy answered ${statusCode}`));
    }
  });
  asking.on('error', answered.reject);
  asking.once('close', () => answered.reject(new Error('the proxy hung up')));
  asking.end();
  return answered.promise;
}

async function askSocks(
  proxy: Far,
  near: Socket,
  destination: { host: string; port: number },
  signal: AbortSignal,
): Promise<Socket | 'proxy-login'> {
  const stop = (): void => {
    near.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Few have such a proxy; the start of all others is spared it.
    const { SocksClient } = await import('socks');
    const { socket } = await SocksClient.createConnection({
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type: proxy.kind === 'socks4' ? 4 : 5,
        ...(proxy.user === undefined ? {} : { userId: proxy.user, password: proxy.password ?? '' }),
      },
      command: 'connect',
      destination,
      existing_socket: near,
    });
    return socket as Socket;
  } catch (error) {
    near.destroy();
    // The library has no code for it: the two words it ends a refused greeting and a refused password with.
    if (error instanceof Error && /accepted authentication type|authentication failed/i.test(error.message)) {
      return 'proxy-login';
    }
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Waits for the event; a socket that fails, ends early or is no longer wanted is destroyed. */
function settled(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const forget = (): void => {
      signal.removeEventListener('abort', fail);
      socket.off(event, succeed).off('error', fail).off('close', fail);
    };
    const succeed = (): void => {
      forget();
      resolve(socket);
    };
    const fail = (): void => {
      forget();
      socket.destroy();
      reject(new Error(`no ${event}`));
    };
    // Stays for good: a socket may fail between two of those who listen to it.
    socket.on('error', () => {});
    socket.once(event, succeed).once('error', fail).once('close', fail);
    signal.addEventListener('abort', fail, { once: true });
    if (signal.aborted) fail();
  });
}
