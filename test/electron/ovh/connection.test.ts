/** The way of a call that must leave once: through which proxy, whom it trusts, and what is known when no way is found. */
import { once } from 'node:events';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConnect, type WayOut } from '../../../electron/ovh/connection.ts';
import { openOnce, type Posted } from '../../../electron/ovh/once.ts';
import { makeCertificate } from '../../fakes/certificate.ts';
import { hurriedClock } from '../../fakes/clock.ts';
import { type FakeProxy, openHttpProxy, openSocksProxy } from '../../fakes/proxies.ts';

let good: { key: string; cert: string };
let strange: { key: string; cert: string };
beforeAll(async () => {
  [good, strange] = await Promise.all([
    makeCertificate('DNS:localhost,IP:127.0.0.1'),
    makeCertificate('DNS:elsewhere.example'),
  ]);
});

/** What reached the server, by its path. */
let reached: string[];
let plain: number;
let secure: number;
let open: { close: () => unknown }[];
beforeEach(async () => {
  reached = [];
  open = [];
  const answer = (path: string | undefined): string => {
    reached.push(path ?? '');
    return '"yes"';
  };
  plain = await serve(createHttp(({ url }, response) => response.end(answer(url))));
  secure = await serve(createHttps(good, ({ url }, response) => response.end(answer(url))));
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
});

async function serve(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return (server.address() as AddressInfo).port;
}

async function keep(proxy: Promise<FakeProxy>): Promise<FakeProxy> {
  open.push(await proxy);
  return proxy;
}

/** A port where nobody listens. */
async function nowhere(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function post(
  url: string,
  proxies: string,
  {
    authorities = [good.cert],
    signal = new AbortController().signal,
    clock = hurriedClock(20),
  }: { authorities?: string[] | null; signal?: AbortSignal; clock?: ReturnType<typeof hurriedClock> } = {},
): Promise<Posted> {
  const way: WayOut = { proxies: async () => proxies, authorities: () => authorities };
  const send = openOnce(openConnect({ way, clock }));
  return send({ url, headers: {}, body: '{}', largest: 1000 }, signal);
}

const arrived = { kind: 'answer', status: 200, text: '"yes"' };
const unsent = { kind: 'trouble', what: 'unsent' };
const login = { kind: 'trouble', what: 'proxy-login' };

it.each(['http', 'https'])('goes straight where no proxy is named, over %s', async (scheme) => {
  const port = scheme === 'http' ? plain : secure;
  expect(await post(`${scheme}://localhost:${port}/a?b=c`, 'DIRECT')).toMatchObject(arrived);
  expect(await post(`${scheme}://127.0.0.1:${port}/d`, 'DIRECT')).toMatchObject(arrived);
  expect(reached).toEqual(['/a?b=c', '/d']);
});

it.each(['http', 'https'])('goes through HTTP, HTTPS and SOCKS proxies, over %s', async (scheme) => {
  const port = scheme === 'http' ? plain : secure;
  const url = `${scheme}://localhost:${port}/`;
  const [http, https, socks] = await Promise.all([
    keep(openHttpProxy()),
    keep(openHttpProxy({ tls: good })),
    keep(openSocksProxy()),
  ]);
  expect(await post(url, `PROXY 127.0.0.1:${http.port}`)).toMatchObject(arrived);
  expect(await post(url, `HTTPS localhost:${https.port}`)).toMatchObject(arrived);
  expect(await post(url, `SOCKS 127.0.0.1:${socks.port}`)).toMatchObject(arrived);
  expect(await post(url, `SOCKS5 127.0.0.1:${socks.port}`)).toMatchObject(arrived);
  expect([http.opened, https.opened, socks.opened]).toEqual([
    [`localhost:${port}`],
    [`localhost:${port}`],
    [`localhost:${port}`, `localhost:${port}`],
  ]);
  expect(reached).toHaveLength(4);
});

it('gives a proxy the name and password that are known', async () => {
  const [http, socks] = await Promise.all([
    keep(openHttpProxy({ login: 'me:p@ss' })),
    keep(openSocksProxy({ login: 'me:p@ss' })),
  ]);
  const url = `https://localhost:${secure}/`;
  expect(await post(url, `http://me:p%40ss@127.0.0.1:${http.port}`)).toMatchObject(arrived);
  expect(await post(url, `socks5://me:p%40ss@127.0.0.1:${socks.port}`)).toMatchObject(arrived);
});

it('says that a proxy wants a password, and has sent nothing', async () => {
  const [http, socks] = await Promise.all([
    keep(openHttpProxy({ login: 'me:p' })),
    keep(openSocksProxy({ login: 'me:p' })),
  ]);
  for (const url of [`https://localhost:${secure}/`, `http://localhost:${plain}/`]) {
    expect(await post(url, `PROXY 127.0.0.1:${http.port}; DIRECT`)).toEqual(login);
    expect(await post(url, `http://me:other@127.0.0.1:${http.port}`)).toEqual(login);
    expect(await post(url, `SOCKS5 127.0.0.1:${socks.port}; DIRECT`)).toEqual(login);
    expect(await post(url, `socks5://me:other@127.0.0.1:${socks.port}`)).toEqual(login);
  }
  expect(reached).toEqual([]);
});

it('takes the next proxy where one is not there, and the direct way where it is named', async () => {
  const url = `https://localhost:${secure}/`;
  const [gone, http] = await Promise.all([nowhere(), keep(openHttpProxy())]);
  expect(await post(url, `PROXY 127.0.0.1:${gone}; PROXY 127.0.0.1:${http.port}; DIRECT`)).toMatchObject(
    arrived,
  );
  expect(http.opened).toHaveLength(1);
  expect(await post(url, `PROXY no.such.name.invalid:1; DIRECT`)).toMatchObject(arrived);
  expect(await post(url, `SOCKS5 127.0.0.1:${gone}; DIRECT`)).toMatchObject(arrived);
  expect(await post(url, `PROXY 127.0.0.1:${gone}`)).toEqual(unsent);
});

it('passes over a proxy that never speaks TLS, once its time is over', async () => {
  const silent = createServer(() => {});
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const held = new Set<Socket>();
  silent.on('connection', (socket) => held.add(socket));
  const { port } = silent.address() as AddressInfo;
  const url = `http://localhost:${plain}/`;
  expect(await post(url, `HTTPS 127.0.0.1:${port}; DIRECT`)).toMatchObject(arrived);
  for (const socket of held) socket.destroy();
  silent.close();
});

it('does not go round a proxy that says no', async () => {
  const [http, socks] = await Promise.all([
    keep(openHttpProxy({ status: 403 })),
    keep(openSocksProxy({ refuses: true })),
  ]);
  const url = `https://localhost:${secure}/`;
  expect(await post(url, `PROXY 127.0.0.1:${http.port}; DIRECT`)).toEqual(unsent);
  expect(await post(url, `SOCKS5 127.0.0.1:${socks.port}; DIRECT`)).toEqual(unsent);
  expect(await post(url, `SOCKS 127.0.0.1:${socks.port}; DIRECT`)).toEqual(unsent);
  expect(reached).toEqual([]);
});

it('goes nowhere where what was named is not understood, or could not be asked', async () => {
  const url = `http://localhost:${plain}/`;
  expect(await post(url, 'QUIC a:1')).toEqual(unsent);
  const way: WayOut = { proxies: () => Promise.reject(new Error('no PAC file')), authorities: () => null };
  const send = openOnce(openConnect({ way, clock: hurriedClock(20) }));
  const asked = send({ url, headers: {}, body: '', largest: 1 }, new AbortController().signal);
  expect(await asked).toEqual(unsent);
  expect(reached).toEqual([]);
});

it('trusts whom it is told to trust, for the name it called, and has sent nothing to others', async () => {
  const url = `https://localhost:${secure}/`;
  expect(await post(url, 'DIRECT', { authorities: null })).toEqual(unsent);
  expect(await post(url, 'DIRECT', { authorities: [strange.cert] })).toEqual(unsent);
  const otherName = await serve(createHttps(strange, (_, response) => response.end()));
  expect(await post(`https://localhost:${otherName}/`, 'DIRECT', { authorities: [strange.cert] })).toEqual(
    unsent,
  );
  expect(reached).toEqual([]);
});

it('has sent nothing where the handshake never ends, ends badly or is given up', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket));
  const rude = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const other = createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 What\r\n\r\n')));
  for (const server of [mute, rude, other]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const at = (server: typeof mute) => `https://localhost:${(server.address() as AddressInfo).port}/`;
  const givenUp = new AbortController();
  const waiting = post(at(mute), 'DIRECT', { signal: givenUp.signal });
  await once(mute, 'connection');
  givenUp.abort();
  expect(await waiting).toEqual(unsent);
  expect(await post(at(rude), 'DIRECT')).toEqual(unsent);
  expect(await post(at(other), 'DIRECT')).toEqual(unsent);
  for (const socket of sockets) socket.destroy();
  for (const server of [mute, rude, other]) server.close();
});
