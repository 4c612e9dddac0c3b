/**
 * The program on a real Electron, over a line that strikes most of its calls: three hundred decisions and a hand-over of a
 * hundred and fifty services, asked for over the page's own bridge. The server counts one POST each, and what the program
 * says is so, or is said not to be known.
 */
import type { ProxyConfig } from 'electron';
import { afterEach, expect, test } from 'vitest';
import { readProxies } from '../../electron/ovh/proxies.ts';
import { FAULTS } from '../fakes/bad-line.ts';
import { type Ask, keysFor, playRound, startWeather } from '../fakes/bad-weather.ts';
import { lettersTo } from '../fakes/mailbox.ts';
import { openHttpProxy, openSocksProxy } from '../fakes/proxies.ts';
import { expectTruth } from '../fakes/truth.ts';
import { type Program, startProgram } from './program.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});

async function start(
  options: Parameters<typeof startProgram>[0] = {},
): Promise<{ program: Program; ask: Ask }> {
  const program = await startProgram(options);
  open.push(program.end);
  const ask: Ask = async (channel, input) => {
    const answer = await program.ask(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
    return answer.value as never;
  };
  return { program, ask };
}

test('every POST leaves once, and every word is true', { timeout: 600_000 }, async () => {
  const weather = await startWeather(32_000, { waiting: 320, services: 900 });
  open.push(weather.close);
  const { url, applicationKey, applicationSecret, consumerKey } = keysFor(weather);
  const { ask } = await start({
    env: {
      OVH_ENDPOINT: url,
      OVH_APPLICATION_KEY: applicationKey,
      OVH_APPLICATION_SECRET: applicationSecret,
      OVH_CONSUMER_KEY: consumerKey,
    },
  });
  const [offer] = await ask('accounts:offers', {});
  await ask('accounts:takeOffer', { offer: offer?.id ?? '' });
  await ask('sync:now', {});

  // A late one costs the program's whole patience of half a minute; four of them wait beside each other. Hand-overs that are
  // late are played without Electron, in a hurry.
  const mostLate = { decisions: 4, services: 0 };
  const told = await playRound(ask, weather, { seed: 1, decisions: 300, services: 150, mostLate });
  expect(told).toHaveLength(450);
  expect(new Set(told.map(({ fault }) => fault))).toEqual(new Set([null, 'stale', ...FAULTS]));
  expectTruth(told);
});

/** Sets how the program's network finds its way, and forgets the connections it has. */
function useProxies(program: Program, config: ProxyConfig): Promise<void> {
  return program.main(async ({ session }, given) => {
    const network = session.fromPartition('network');
    await network.setProxy(given);
    await network.closeAllConnections();
  }, config);
}

test('goes through the proxies of the system, reads and writes alike, and says when one wants a password', {
  timeout: 120_000,
}, async () => {
  const weather = await startWeather(0, { waiting: 20, services: 160 });
  const [locked, socks] = [await openHttpProxy({ login: 'me:secret' }), await openSocksProxy()];
  open.push(weather.close, locked.close, socks.close);
  const { program, ask } = await start();
  const { nichandle } = await ask('accounts:connectKeys', keysFor(weather));
  await ask('sync:now', {});
  const letters = await lettersTo(weather.sandbox.origin, nichandle);
  const decide = async () => {
    for (;;) {
      const [code] = (await ask('codes:recognise', { text: letters.shift()?.raw ?? '' })).codes;
      if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId === null) continue;
      const { requestKey, accountId, handle } = code;
      const items = [{ requestKey, accountId, handle, decision: 'accept' as const }];
      return (await ask('requests:decide', { job: requestKey, items }))[0];
    }
  };
  // Loopback goes round every proxy otherwise.
  const through = (proxyRules: string): ProxyConfig => ({
    mode: 'fixed_servers',
    proxyRules,
    proxyBypassRules: '<-loopback>',
  });

  // Nobody listens at port 1.
  await useProxies(program, through(`127.0.0.1:1,socks5://127.0.0.1:${socks.port},direct://`));
  await ask('sync:now', {});
  const reads = socks.opened.length;
  expect(await decide()).toMatchObject({ outcome: 'accepted' });
  expect(reads).toBeGreaterThan(0);
  expect(socks.opened.length).toBeGreaterThan(reads);
  expect(new Set(socks.opened)).toEqual(new Set([new URL(weather.line.origin).host]));

  await useProxies(program, through(`http://127.0.0.1:${locked.port}`));
  const before = weather.line.posts();
  expect(await decide()).toMatchObject({ outcome: 'failed', failure: { code: 'proxy-login' } });
  expect(await ask('sync:now', {})).toMatchObject([{ failure: { code: 'proxy-login' }, online: false }]);
  const said = await program.main(
    ({ session }, url) =>
      session
        .fromPartition('network')
        .fetch(url)
        .then((answer) => String(answer.status), String),
    'https://eu.api.ovh.com/1.0/auth/time',
  );
  // Of a tunnel Chromium tells the same.
  expect(said).toBe('407');
  expect(weather.line.posts()).toEqual(before);
});

test('asks a PAC file as Chromium does, in words that writes understand', async () => {
  const { program } = await start();
  const words = 'PROXY a.example:8080; HTTPS b.example; SOCKS5 [2001:db8::1]:1080; SOCKS c.example; DIRECT';
  const script = `function FindProxyForURL(url, host) { return host === 'eu.api.ovh.com' ? ${JSON.stringify(words)} : 'DIRECT'; }`;
  await useProxies(program, {
    mode: 'pac_script',
    pacScript: `data:application/x-ns-proxy-autoconfig,${encodeURIComponent(script)}`,
  });
  const told = await program.main(
    ({ session }, origin) => session.fromPartition('network').resolveProxy(origin),
    'https://eu.api.ovh.com',
  );
  expect(readProxies(told)).toEqual([
    { kind: 'http', host: 'a.example', port: 8080 },
    { kind: 'https', host: 'b.example', port: 443 },
    { kind: 'socks5', host: '2001:db8::1', port: 1080 },
    { kind: 'socks4', host: 'c.example', port: 1080 },
    { kind: 'direct' },
  ]);
});
