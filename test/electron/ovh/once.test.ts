/** One POST, one time: what a server counts and what is told of it, whatever the line does and at whichever byte. */
import { once } from 'node:events';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openConnect } from '../../../electron/ovh/connection.ts';
import { openOnce, type Posted } from '../../../electron/ovh/once.ts';
import { makeCertificate } from '../../fakes/certificate.ts';
import { hurriedClock } from '../../fakes/clock.ts';

let good: { key: string; cert: string };
beforeAll(async () => {
  good = await makeCertificate('DNS:localhost');
});

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

type Line = { port: number; connections: () => number };

/** `speak` gets each connection. */
async function listen(speak: (socket: Socket) => void, tls = false): Promise<Line> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const took = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket.on('error', () => {}));
    speak(socket);
  };
  const server = tls ? createTls(good, took) : createServer(took);
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

function post(
  url: string,
  { signal = new AbortController().signal, largest = 1000, connected = () => {} } = {},
): Promise<Posted> {
  const way = { proxies: async () => 'DIRECT', authorities: () => [good.cert] };
  const connect = openConnect({ way, clock: hurriedClock(20) });
  const send = openOnce(async (...given) => {
    const connection = await connect(...given);
    connected();
    return connection;
  });
  return send({ url, headers: { 'X-Known': 'yes', Accept: 'a/b' }, body: '{"token":"é"}', largest }, signal);
}

/** Says it once the whole request is there. */
const after =
  (say: (socket: Socket, request: string) => void) =>
  (socket: Socket): void => {
    let heard = '';
    socket.on('data', (part) => {
      heard += part.toString('utf8');
      if (heard.endsWith('"}')) say(socket, heard);
    });
  };

const lost = { kind: 'trouble', what: 'lost' };

it('sends the headers and the body as they are given, says how long it is, and asks for the connection to end', async () => {
  let request = '';
  const line = await listen(
    after((socket, heard) => {
      request = heard;
      socket.end('HTTP/1.1 200 OK\r\nX-OVH-QueryId: EU.1\r\nContent-Length: 4\r\n\r\nnull');
    }),
  );
  const answer = await post(`http://localhost:${line.port}/x%2Fy?z=1`);
  expect(answer).toMatchObject({ kind: 'answer', status: 200, text: 'null' });
  expect(answer.kind === 'answer' && answer.header('x-ovh-queryid')).toBe('EU.1');
  const [first, ...headers] = request.split('\r\n');
  expect(first).toBe('POST /x%2Fy?z=1 HTTP/1.1');
  expect(headers).toEqual(
    expect.arrayContaining([
      'X-Known: yes',
      'Accept: a/b',
      'Accept-Encoding: identity',
      'Content-Length: 14',
      `Host: localhost:${line.port}`,
      'Connection: close',
    ]),
  );
  expect(headers.at(-1)).toBe('{"token":"é"}');
});

it.each<[string, (socket: Socket) => void]>([
  ['closes at once', (socket) => void socket.end()],
  ['resets within the request', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
  ['closes within the request', (socket) => void socket.once('data', () => socket.end())],
  ['resets after the request', after((socket) => socket.resetAndDestroy())],
  ['closes after the request', after((socket) => socket.end())],
  ['resets within the head', after((socket) => socket.write('HTTP/1.1 20', () => socket.resetAndDestroy()))],
  ['closes within the head', after((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'))],
  [
    'resets within the body',
    after((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[12', () => socket.resetAndDestroy()),
    ),
  ],
  [
    'closes within the body',
    after((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[12')),
  ],
  [
    'closes within a chunk',
    after((socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n[12')),
  ],
  ['answers what is no HTTP', after((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))],
  [
    'changes to another protocol',
    after((socket) => socket.write('HTTP/1.1 101 Other\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n')),
  ],
])('is lost, and was sent once, where the server %s', async (_, speak) => {
  const line = await listen(speak);
  expect(await post(`http://localhost:${line.port}/`)).toEqual(lost);
  expect(line.connections()).toBe(1);
});

it('was sent once at most where the server resets at once', async () => {
  const line = await listen((socket) => socket.resetAndDestroy());
  // Either is true: it depends on whether the reset is heard of before the first byte is given away.
  expect([lost, { kind: 'trouble', what: 'unsent' }]).toContainEqual(
    await post(`http://localhost:${line.port}/`),
  );
  expect(line.connections()).toBe(1);
});

it.each([421, 408, 429, 503, 301, 307, 401, 407])(
  'takes a %i as it is, and asks nobody again',
  async (status) => {
    const line = await listen(
      after((socket) =>
        socket.end(
          `HTTP/1.1 ${status} Said\r\nLocation: /other\r\nRetry-After: 0\r\nWWW-Authenticate: Basic\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\n{}`,
        ),
      ),
    );
    expect(await post(`http://localhost:${line.port}/`)).toMatchObject({
      kind: 'answer',
      status,
      text: '{}',
    });
    expect(line.connections()).toBe(1);
  },
);

it('takes the first of two answers', async () => {
  const answer = (text: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
  const line = await listen(after((socket) => socket.write(answer('"one"') + answer('"two"'))));
  expect(await post(`http://localhost:${line.port}/`)).toMatchObject({ text: '"one"' });
});

it('gives up an answer that is too large, announced or not', async () => {
  const announced = await listen(
    after((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"')),
  );
  const growing = await listen(after((socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n"${'x'.repeat(2000)}"`)));
  for (const { port } of [announced, growing]) {
    expect(await post(`http://localhost:${port}/`)).toEqual({ kind: 'trouble', what: 'too-large' });
  }
});

it('is lost where it is given up after it left, and not even begun where it was given up before', async () => {
  const givenUp = new AbortController();
  const line = await listen(after(() => givenUp.abort()));
  expect(await post(`http://localhost:${line.port}/`, { signal: givenUp.signal })).toEqual(lost);
  expect(await post(`http://localhost:${line.port}/`, { signal: givenUp.signal })).toEqual({
    kind: 'trouble',
    what: 'unsent',
  });
  expect(line.connections()).toBe(1);
});

/** Carries TLS to a server, and bends one byte of what goes this way once the handshake has ended. */
async function garbled(way: 'there' | 'back', server: number, isReady: () => boolean): Promise<Line> {
  return listen((near) => {
    const far = connectSocket(server, '127.0.0.1');
    const bend = (part: Buffer): Buffer => {
      if (isReady()) part[part.length - 1] = (part.at(-1) ?? 0) ^ 1;
      return part;
    };
    far.on('error', () => near.destroy()).once('close', () => near.destroy());
    near.once('close', () => far.destroy());
    near.on('data', (part) => far.write(way === 'there' ? bend(part) : part));
    far.on('data', (part) => near.write(way === 'back' ? bend(part) : part));
  });
}

it.each(['there', 'back'] as const)('is lost where a byte of TLS is garbled on the way %s', async (way) => {
  let requests = 0;
  let bends = false;
  const server = await listen(
    after((socket) => {
      requests += 1;
      bends = true;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull');
    }),
    true,
  );
  const line = await garbled(way, server.port, () => bends);
  const connected = (): void => {
    bends = way === 'there';
  };
  expect(await post(`https://localhost:${line.port}/`, { connected })).toEqual(lost);
  expect([line.connections(), requests]).toEqual([1, way === 'back' ? 1 : 0]);
});

it('was not sent where a byte of the handshake is garbled', async () => {
  const server = await listen(() => {}, true);
  const line = await garbled('back', server.port, () => true);
  expect(await post(`https://localhost:${line.port}/`)).toEqual({ kind: 'trouble', what: 'unsent' });
});
