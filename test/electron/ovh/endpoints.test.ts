/** Which addresses get real keys. */
import { describe, expect, it } from 'vitest';
import { apiOf, isFixed, parseLoopback, zoneOf } from '../../../electron/ovh/endpoints.ts';
import { ENDPOINTS } from '../../../shared/account.ts';

describe('apiOf', () => {
  it('knows a base over https for every endpoint that is not on this computer', () => {
    const bases = ENDPOINTS.filter(isFixed).map((endpoint) => apiOf(endpoint).base);
    expect(bases).toHaveLength(7);
    for (const base of bases) expect(base).toMatch(/^https:\/\/[a-z.]+\/1\.0$/);
  });

  it('asks for tokens of service accounts where the account lives', () => {
    expect(apiOf('ovh-eu').tokenUrl).toBe('https://www.ovh.com/auth/oauth2/token');
    expect(apiOf('ovh-ca').tokenUrl).toBe('https://ca.ovh.com/auth/oauth2/token');
    expect(apiOf('kimsufi-eu').tokenUrl).toBeNull();
  });
});

describe('zoneOf', () => {
  it('tells Europe from Canada and does not guess for a loopback address', () => {
    expect(zoneOf('ovh-eu')).toBe('EU');
    expect(zoneOf('soyoustart-ca')).toBe('CA');
    expect(zoneOf('loopback')).toBe('unknown');
  });
});

describe('parseLoopback', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/1.0'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/1.0'],
    [' http://127.9.8.7:1/1.0/ ', 'http://127.9.8.7:1/1.0'],
    ['https://localhost/proxy/1.0', 'https://localhost/proxy/1.0'],
    ['http://[::1]:9/1.0', 'http://[::1]:9/1.0'],
    ['http://[0:0:0:0:0:0:0:1]/1.0', 'http://[::1]/1.0'],
  ])('takes %s as %s', (given, base) => {
    expect(parseLoopback(given)).toMatchObject({ ok: true, value: { base, endpoint: 'loopback' } });
  });

  it.each([
    'https://eu.api.ovh.com/1.0',
    'http://127.0.0.1.evil.example/1.0',
    'http://localhost.evil.example/1.0',
    'http://evil.example#127.0.0.1/1.0',
    'http://127.0.0.1@evil.example/1.0',
    'http://user:secret@127.0.0.1/1.0',
    'http://128.0.0.1/1.0',
    'http://0.0.0.0/1.0',
    'http://[::ffff:10.0.0.1]/1.0',
    'ftp://127.0.0.1/1.0',
    'file:///1.0',
    'http://127.0.0.1/2.0',
    'http://127.0.0.1/1.0?x=1',
    'http://127.0.0.1/1.0#x',
    'not an address',
    '',
  ])('refuses %s', (given) => {
    expect(parseLoopback(given)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('names its world by its origin, and looks for tokens there', () => {
    expect(parseLoopback('http://127.0.0.1:8080/1.0')).toMatchObject({
      value: { name: 'http://127.0.0.1:8080', tokenUrl: 'http://127.0.0.1:8080/auth/oauth2/token' },
    });
  });
});
