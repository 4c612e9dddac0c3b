/** Which proxies stand before a server: a PAC file's words, and addresses out of an environment. */
import { expect, it } from 'vitest';
import { readProxies } from '../../../electron/ovh/proxies.ts';

const direct = { kind: 'direct' };

it.each([
  ['DIRECT', [direct]],
  ['', [direct]],
  ['PROXY a:8080', [{ kind: 'http', host: 'a', port: 8080 }]],
  ['PROXY a', [{ kind: 'http', host: 'a', port: 80 }]],
  ['PROXY a:80', [{ kind: 'http', host: 'a', port: 80 }]],
  ['HTTP a:3128', [{ kind: 'http', host: 'a', port: 3128 }]],
  ['HTTPS secure.example', [{ kind: 'https', host: 'secure.example', port: 443 }]],
  ['SOCKS b', [{ kind: 'socks4', host: 'b', port: 1080 }]],
  ['SOCKS4 b:80', [{ kind: 'socks4', host: 'b', port: 80 }]],
  ['SOCKS5 [2001:db8::1]:1080', [{ kind: 'socks5', host: '2001:db8::1', port: 1080 }]],
  ['PROXY [::1]', [{ kind: 'http', host: '::1', port: 80 }]],
  [
    'PROXY a:8080; SOCKS5 b:1080 ;DIRECT;',
    [{ kind: 'http', host: 'a', port: 8080 }, { kind: 'socks5', host: 'b', port: 1080 }, direct],
  ],
  ['proxy A:1; direct', [{ kind: 'http', host: 'a', port: 1 }, direct]],
])('reads «%s»', (text, proxies) => {
  expect(readProxies(text)).toEqual(proxies);
});

it.each([
  ['http://a:8080', { kind: 'http', host: 'a', port: 8080 }],
  ['http://a', { kind: 'http', host: 'a', port: 80 }],
  ['https://a:443/', { kind: 'https', host: 'a', port: 443 }],
  ['socks5h://b', { kind: 'socks5', host: 'b', port: 1080 }],
  ['http://[::1]:81', { kind: 'http', host: '::1', port: 81 }],
  ['http://me:p%40ss@a:1', { kind: 'http', host: 'a', port: 1, user: 'me', password: 'p@ss' }],
  ['http://me@a:1', { kind: 'http', host: 'a', port: 1, user: 'me', password: '' }],
  ['http://me:100%@a:1', { kind: 'http', host: 'a', port: 1, user: 'me', password: '100%' }],
])('reads the address «%s»', (text, proxy) => {
  expect(readProxies(text)).toEqual([proxy]);
});

it.each(['QUIC a:1', 'PROXY', 'PROXY a:99999', 'PROXY a b', 'PROXY me:pw@a:1', 'ftp://a:1', 'nonsense'])(
  'finds no way in «%s», and above all not the direct one',
  (text) => {
    expect(readProxies(text)).toEqual([]);
    expect(readProxies(`${text}; PROXY b:2`)).toEqual([{ kind: 'http', host: 'b', port: 2 }]);
  },
);
