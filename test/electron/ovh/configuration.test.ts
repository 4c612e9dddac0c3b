/** Keys that users have already, in `ovh.conf` and in the environment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvironment, readOvhConf } from '../../../electron/ovh/configuration.ts';

const CONF = `
; keys of the agency
[default]
; general configuration: default endpoint
endpoint=ovh-ca

[ovh-eu]
application_key=eu-key
application_secret = eu-secret   ; not for others
consumer_key: "eu-consumer"

[ovh-ca]
client_id=ca-id
client_secret='ca#secret'

[somewhere-else]
application_key=x
application_secret=x
consumer_key=x

[kimsufi-eu]
application_key=half
`;

describe('readOvhConf', () => {
  it('finds complete sets, the default endpoint first, and leaves the rest', () => {
    expect(readOvhConf(CONF)).toEqual([
      { endpoint: 'ovh-ca', credential: { kind: 'oauth2', clientId: 'ca-id', clientSecret: 'ca#secret' } },
      {
        endpoint: 'ovh-eu',
        credential: {
          kind: 'application',
          applicationKey: 'eu-key',
          applicationSecret: 'eu-secret',
          consumerKey: 'eu-consumer',
        },
      },
    ]);
  });

  it('reads files of Windows, with a byte order mark', () => {
    const text = '\uFEFF[ovh-eu]\r\nclient_id=a\r\nclient_secret=b\r\n';
    expect(readOvhConf(text)).toMatchObject([{ endpoint: 'ovh-eu' }]);
  });

  it('takes any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readOvhConf(text)).toBeInstanceOf(Array);
      }),
    );
  });

  it('never lets a section called like a part of an object through', () => {
    expect(
      readOvhConf('[__proto__]\nclient_id=a\nclient_secret=b\n[constructor]\nclient_id=a\nclient_secret=b'),
    ).toEqual([]);
  });
});

describe('readEnvironment', () => {
  const keys = { OVH_APPLICATION_KEY: 'a', OVH_APPLICATION_SECRET: 'b', OVH_CONSUMER_KEY: 'c' };

  it('finds application keys at the endpoint named', () => {
    expect(readEnvironment({ ...keys, OVH_ENDPOINT: 'ovh-ca' })).toEqual([
      {
        endpoint: 'ovh-ca',
        credential: { kind: 'application', applicationKey: 'a', applicationSecret: 'b', consumerKey: 'c' },
      },
    ]);
  });

  it('takes Europe where no endpoint is named', () => {
    expect(readEnvironment(keys)).toMatchObject([{ endpoint: 'ovh-eu' }]);
  });

  it('offers nothing of an incomplete set or an unknown endpoint', () => {
    expect(readEnvironment({ OVH_APPLICATION_KEY: 'a', OVH_APPLICATION_SECRET: 'b' })).toEqual([]);
    expect(readEnvironment({ ...keys, OVH_ENDPOINT: 'ovh-mars' })).toEqual([]);
    expect(readEnvironment({ ...keys, OVH_ENDPOINT: 'sandbox' })).toEqual([]);
  });

  it('finds a service account', () => {
    expect(readEnvironment({ OVH_CLIENT_ID: 'i', OVH_CLIENT_SECRET: 's' })).toMatchObject([
      { credential: { kind: 'oauth2' } },
    ]);
  });
});

describe('an address in place of an endpoint', () => {
  const keys = { OVH_CLIENT_ID: 'a', OVH_CLIENT_SECRET: 'b' };
  const credential = { kind: 'oauth2', clientId: 'a', clientSecret: 'b' };

  it('is taken where it is this computer', () => {
    const url = 'http://127.0.0.1:4010/1.0';
    expect(readEnvironment({ ...keys, OVH_ENDPOINT: url })).toEqual([
      { endpoint: 'loopback', url, credential },
    ]);
    expect(readOvhConf(`[${url}]\nclient_id=a\nclient_secret=b\n`)).toEqual([
      { endpoint: 'loopback', url, credential },
    ]);
  });

  it('is left alone where it is another', () => {
    expect(readEnvironment({ ...keys, OVH_ENDPOINT: 'https://eu.api.ovh.com.evil.example/1.0' })).toEqual([]);
  });
});
