/** Rules of telling keys apart in what was pasted. The keys here are made up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeKey, cleanKey, readKeys } from '../../../renderer/accounts/connect-keys.ts';

const AK = 'abcdEFGH12345678';
const AS = 'secretSECRET0123456789secret0123';
const CK = 'consumerCONSUMER0123456789consum';
const ALL = { applicationKey: AK, applicationSecret: AS, consumerKey: CK };

describe('all three are found in', () => {
  it.each([
    [
      'lines of ovh.conf',
      `[ovh-eu]\n; my keys\napplication_key=${AK}\napplication_secret = ${AS}\nconsumer_key=${CK}\n`,
    ],
    [
      'the environment',
      `export OVH_APPLICATION_KEY="${AK}"\r\nexport OVH_APPLICATION_SECRET='${AS}'\r\nOVH_CONSUMER_KEY=${CK}`,
    ],
    ['JSON', JSON.stringify({ applicationKey: AK, applicationSecret: AS, consumerKey: CK })],
    ['indented JSON', JSON.stringify({ appKey: AK, appSecret: AS, consumerKey: CK }, null, 2)],
    ['YAML', `application_key: ${AK}\napplication_secret: ${AS}\nconsumer_key: ${CK}`],
    [
      'the text of the key page',
      `Your script is created\n\nApplication Key\n\n${AK}\n\nApplication Secret\n${AS}\nConsumer Key\n${CK}\n`,
    ],
    [
      'the key page in one line per key',
      `Application Key : ${AK}\nApplication Secret : ${AS}\nConsumer Key : ${CK}`,
    ],
    ['initials', `AK=${AK}\nAS=${AS}\nCK=${CK}`],
    ['three keys without names', `${AK}\n${AS}\n${CK}\n`],
    ['any order, with names', `consumer_key=${CK}\napplication_secret=${AS}\napplication_key=${AK}`],
  ])('%s', (_, text) => {
    expect(readKeys(text)).toEqual(ALL);
  });
});

it('a service account is told from an application', () => {
  expect(readKeys('client_id=EU.0123456789abcdef\nclient_secret=abcdef0123456789abcdef0123456789')).toEqual({
    clientId: 'EU.0123456789abcdef',
    clientSecret: 'abcdef0123456789abcdef0123456789',
  });
});
it('one named key goes to its own field', () => {
  expect(readKeys(`application_secret=${AS}`)).toEqual({ applicationSecret: AS });
});
it('a key alone is left to the field it was pasted into', () => {
  for (const key of [AK, AS, `  ${CK}\n`]) expect(readKeys(key)).toBeNull();
});
it('the first of two keys of a name counts: the section on top is the one in use', () => {
  expect(readKeys(`application_key=${AK}\napplication_key=otherOTHER123456`)).toEqual({ applicationKey: AK });
});
it('placeholders and sentences are no keys', () => {
  expect(
    readKeys('application_key=\napplication_secret=<secret>\nYour application key is secret'),
  ).toBeNull();
});
it('any text is taken calmly', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const keys = readKeys(text);
      expect(keys === null || Object.keys(keys).length > 0).toBe(true);
    }),
  );
});

it('a key is freed of what copying brought along, and nothing that cannot be sent passes for one', () => {
  expect(cleanKey(' \t9ufkBmLa TQ9nz5yM\n\u200B\uFEFF\u00A0')).toBe('9ufkBmLaTQ9nz5yM');
  expect(canBeKey(cleanKey('EU.0123abcd'))).toBe(true);
  for (const text of ['', '\u200B', '9ufkBmLa…', 'clé', '9ufk\u0000'])
    expect(canBeKey(cleanKey(text))).toBe(false);
});
