/** Proxies for tests, on this computer: HTTP ones that answer CONNECT, SOCKS 4 and 5. They carry bytes, and keep who they were asked for. */
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export type FakeProxy = {
  port: number;
  /** `host:port` of each way that was asked for and opened. */
  opened: string[];
  close: () => Promise<void>;
};

async function listening(server: Server, opened: string[]): Promise<FakeProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    opened,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function carry(near: Socket, target: string): Socket {
  const { hostname, port } = new URL(`http://${target}`);
  const far = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  far.on('error', () => near.destroy()).once('close', () => near.destroy());
  near.once('close', () => far.destroy());
  near.pipe(far).pipe(near);
  return far;
}

/** @param login `name:password` it wants. @param status what it answers to CONNECT instead of 200. */
export function openHttpProxy({
  login,
  status = 200,
  tls,
}: {
  login?: string;
  status?: number;
  tls?: { key: string; cert: string };
} = {}): Promise<FakeProxy> {
  const opened: string[] = [];
  const server = tls === undefined ? createHttp() : createHttps(tls);
  server.on('connect', ({ url = '', headers }: IncomingMessage, near: Socket) => {
    near.on('error', () => {});
    const given = headers['proxy-authorization'];
    if (login !== undefined && given !== `Basic ${Buffer.from(login).toString('base64')}`) {
      near.end(
        'HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n',
      );
    } else if (status === 200) {
      opened.push(url);
      near.write('HTTP/1.1 200 Here you are\r\n\r\n');
      carry(near, url);
    } else near.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
  });
  // Plain calls, which a browser gives whole to a proxy: turned away, but for the password.
  server.on('request', (_request, response) => {
    response.writeHead(login === undefined ? 501 : 407, { 'Proxy-Authenticate': 'Basic realm="test"' }).end();
  });
  return listening(server, opened);
}

/** Version 4a and 5, by the first byte. @param login `name:password`, for version 5. @param refuses every way. */
export function openSocksProxy({
  login,
  refuses = false,
}: {
  login?: string;
  refuses?: boolean;
} = {}): Promise<FakeProxy> {
  const opened: string[] = [];
  const server = createServer((near) => {
    void serve(near).catch(() => near.destroy());
  });

  /** RFC 1928, RFC 1929, and the note on SOCKS 4a. Each message comes in one piece on loopback. */
  const serve = async (near: Socket): Promise<void> => {
    const next = async (): Promise<Buffer> => (await once(near, 'data'))[0] as Buffer;
    const first = await next();
    if (first[0] === 4) {
      const port = first.readUInt16BE(2);
      const texts = first.subarray(8).toString('latin1').split('\0');
      const isName = first.readUInt32BE(4) < 256;
      const host = isName ? (texts[1] ?? '') : [...first.subarray(4, 8)].join('.');
      near.write(Buffer.from([0, refuses ? 91 : 90, 0, 0, 0, 0, 0, 0]));
      if (refuses) return;
      opened.push(`${host}:${port}`);
      carry(near, `${host}:${port}`);
      return;
    }
    const method = login === undefined ? 0 : 2;
    const isOffered = first.subarray(2).includes(method);
    near.write(Buffer.from([5, isOffered ? method : 255]));
    if (!isOffered) return;
    if (login !== undefined) {
      const told = await next();
      const nameLength = told[1] ?? 0;
      const name = told.subarray(2, 2 + nameLength).toString();
      const isRight = `${name}:${told.subarray(3 + nameLength).toString()}` === login;
      near.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return;
    }
    const asked = await next();
    const [host, at] =
      asked[3] === 3
        ? [asked.subarray(5, 5 + (asked[4] ?? 0)).toString(), 5 + (asked[4] ?? 0)]
        : asked[3] === 1
          ? [[...asked.subarray(4, 8)].join('.'), 8]
          : ['[::1]', 20];
    near.write(Buffer.from([5, refuses ? 2 : 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (refuses) return;
    const target = `${host}:${asked.readUInt16BE(at)}`;
    opened.push(target);
    carry(near, target);
  };
  return listening(server, opened);
}
