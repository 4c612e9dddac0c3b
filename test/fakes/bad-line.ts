/**
 * A line to a server on this computer that goes wrong as a real one does: cut at every point of a call, half closed, stale,
 * late, answered by somebody else. Reads whole calls, so that a test can say which one is struck, and counts what came
 * over it. Knows nothing of what the calls mean.
 */
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export const FAULTS = [
  /** The server never sees these. */
  'reset at the request',
  'closed at the request',
  '421',
  '429',
  '502',
  'an empty success',
  'another one’s page',
  'another one’s JSON',
  /** The server has taken the call by then. */
  'reset before the answer',
  'reset within the answer',
  'closed before the answer',
  'closed within the answer',
  'half closed at the request',
  'answered twice',
  'answered too late',
  'a page after it',
  '502 after it',
  'an empty success after it',
  'JSON after it',
  /** The server takes it when nobody waits any more. */
  'sent on too late',
] as const;
export type Fault = (typeof FAULTS)[number];
/** Only on a connection that has carried a call before, as a server does that closed an idle one. */
export type StaleFault = 'stale';
/** Somebody on the way sends the call again by himself, and passes on what the second one is told. */
export type RepeatFault = 'sent twice';

export type Call = { method: string; path: string };
type Strike = (call: Call) => Fault | StaleFault | RepeatFault | null;

export type BadLine = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  port: number;
  /** Asked for every call that comes. */
  strike: (by: Strike) => void;
  /** How many of each `POST /path` came over the line, whatever became of them. */
  posts: () => Map<string, number>;
  /** When everything that came was sent on or dropped. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
};

type Heard = Call & { headers: string[]; body: Buffer; isFirst: boolean };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** @param target port of the server; asked at each call, so that it may start later. @param lateMs longer than the patience of the one who calls. */
export async function openBadLine(target: () => number, lateMs: number): Promise<BadLine> {
  const sockets = new Set<Socket>();
  const running = new Set<Promise<void>>();
  const posts = new Map<string, number>();
  let strike: Strike = () => null;

  const pass = async ({ method, path, headers, body }: Heard): Promise<Answer> => {
    const onward = request({ host: '127.0.0.1', port: target(), method, path, headers, agent: false });
    onward.end(body);
    const [response] = await once(onward, 'response');
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
  };

  const answer = async (socket: Socket, heard: Heard): Promise<void> => {
    const fault = strike(heard);
    const call: Struck = {
      socket,
      isFirst: heard.isFirst,
      pass: async () => written(await pass(heard)),
      late: () => new Promise((resolve) => setTimeout(resolve, lateMs)),
      cut: () => {
        socket.resetAndDestroy();
      },
    };
    if (fault === null) socket.write(await call.pass());
    else await WHAT_HAPPENS[fault](call);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    let unread = Buffer.alloc(0);
    let isFirst = true;
    let turn = Promise.resolve();
    socket.on('data', (part: Buffer) => {
      unread = Buffer.concat([unread, part]);
      for (;;) {
        const found = readCall(unread);
        if (found === null) return;
        unread = unread.subarray(found.length);
        const heard: Heard = { ...found.call, isFirst };
        isFirst = false;
        if (heard.method === 'POST') posts.set(heard.path, (posts.get(heard.path) ?? 0) + 1);
        turn = turn
          .then(() => answer(socket, heard))
          .catch(() => {
            socket.destroy();
          });
        const run = turn.finally(() => running.delete(run));
        running.add(run);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    strike: (by) => {
      strike = by;
    },
    posts: () => new Map(posts),
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const page = (type: string, body: string): Answer => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});
const PAGE = page('text/html', '<html><h1>Welcome to our hotel</h1></html>');
const EMPTY: Answer = { status: 200, headers: {}, body: Buffer.alloc(0) };
const BAD_GATEWAY: Answer = { ...page('text/html', '<h1>502 Bad Gateway</h1>'), status: 502 };
const BLOCKED = page('application/json', '{"status":"blocked"}');

type Struck = {
  socket: Socket;
  isFirst: boolean;
  /** Sends it to the server; what is to be written back. */
  pass: () => Promise<Buffer>;
  late: () => Promise<void>;
  cut: () => void;
};

const half = (answer: Buffer): Buffer => answer.subarray(0, Math.max(1, answer.length - 5));

const WHAT_HAPPENS: Record<Fault | StaleFault | RepeatFault, (call: Struck) => unknown> = {
  'reset at the request': ({ cut }) => cut(),
  'closed at the request': ({ socket }) => socket.end(),
  421: ({ socket }) => socket.write(written({ status: 421, headers: {}, body: Buffer.alloc(0) })),
  429: ({ socket }) =>
    socket.write(written({ status: 429, headers: { 'retry-after': '1' }, body: Buffer.alloc(0) })),
  502: ({ socket }) => socket.write(written(BAD_GATEWAY)),
  'an empty success': ({ socket }) => socket.write(written(EMPTY)),
  'another one’s page': ({ socket }) => socket.write(written(PAGE)),
  'another one’s JSON': ({ socket }) => socket.write(written(BLOCKED)),
  'reset before the answer': ({ pass, cut }) => pass().then(cut),
  'closed before the answer': ({ socket, pass }) => pass().then(() => socket.end()),
  'reset within the answer': ({ socket, pass, cut }) =>
    pass().then((answer) => socket.write(half(answer), cut)),
  'closed within the answer': ({ socket, pass }) => pass().then((answer) => socket.end(half(answer))),
  'half closed at the request': ({ socket, pass }) => {
    socket.end();
    return pass();
  },
  'answered twice': ({ socket, pass }) =>
    pass().then((answer) => socket.write(Buffer.concat([answer, answer]))),
  'answered too late': async ({ socket, pass, late }) => {
    const answer = await pass();
    await late();
    socket.write(answer);
  },
  'a page after it': ({ socket, pass }) => pass().then(() => socket.write(written(PAGE))),
  '502 after it': ({ socket, pass }) => pass().then(() => socket.write(written(BAD_GATEWAY))),
  'an empty success after it': ({ socket, pass }) => pass().then(() => socket.write(written(EMPTY))),
  'JSON after it': ({ socket, pass }) => pass().then(() => socket.write(written(BLOCKED))),
  'sent on too late': async ({ pass, late, cut }) => {
    await late();
    await pass();
    cut();
  },
  stale: async ({ socket, isFirst, pass, cut }) => {
    const answer = await pass();
    if (isFirst) socket.write(answer);
    else cut();
  },
  'sent twice': async ({ socket, pass }) => {
    await pass();
    socket.write(await pass());
  },
};

function readCall(bytes: Buffer): { call: Omit<Heard, 'isFirst'>; length: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return /^connection$/i.test(line.slice(0, at)) ? [] : [line.slice(0, at), line.slice(at + 1).trim()];
  });
  const at = headers.findIndex((name, i) => i % 2 === 0 && /^content-length$/i.test(name));
  const length = end + 4 + (at < 0 ? 0 : Number(headers[at + 1]));
  if (bytes.length < length) return null;
  return { call: { method, path, headers, body: bytes.subarray(end + 4, length) }, length };
}

function written({ status, headers, body }: Answer): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    /^(?:connection|keep-alive|transfer-encoding|content-length)$/.test(name) || typeof value !== 'string'
      ? []
      : [`${name}: ${value}`],
  );
  const head = [
    `HTTP/1.1 ${status} Said`,
    ...lines,
    'connection: keep-alive',
    `content-length: ${body.length}`,
    '\r\n',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body]);
}
