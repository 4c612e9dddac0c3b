/** The web shell's writes take the proxies that Node's own fetch takes: none, unless Node was told to honour the environment. */
import { expect, it } from 'vitest';
import { webWayOut } from '../../../electron/web/way-out.ts';

const EU = 'https://eu.api.ovh.com';

it.each<[Record<string, string> | null, string, string]>([
  [null, EU, 'DIRECT'],
  [{}, EU, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://me:pw@p:3128' }, EU, 'http://me:pw@p:3128'],
  [{ https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }, EU, 'http://low:1'],
  [{ HTTP_PROXY: 'http://p:1' }, EU, 'http://p:1'],
  [{ HTTPS_PROXY: 'http://p:1' }, 'http://127.0.0.1:4000', 'DIRECT'],
  [{ HTTPS_PROXY: 'p:1' }, EU, 'http://p:1'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, EU, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'localhost, .ovh.com' }, EU, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*.api.ovh.com' }, EU, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://p:1', no_proxy: 'EU.api.ovh.com:443' }, EU, 'DIRECT'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'eu.api.ovh.com:8443' }, EU, 'http://p:1'],
  [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'vh.com,ovh.com.example' }, EU, 'http://p:1'],
])('with %j, %s goes by %s', async (environment, origin, way) => {
  expect(await webWayOut(() => environment).proxies(origin)).toBe(way);
});

it('reads no environment that Node itself does not honour', async () => {
  const before = process.env['HTTPS_PROXY'];
  process.env['HTTPS_PROXY'] = 'http://p:1';
  try {
    expect(await webWayOut().proxies(EU)).toBe('DIRECT');
  } finally {
    if (before === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = before;
  }
});
