/** Beside the code of an e-mail stand other long strings: ids of messages, of scanners, of counters. They are no codes. */
import { describe, expect, it } from 'vitest';
import { findCodes } from '../../shared/code.ts';
import { copied, linkTo, textOf } from './mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const LINK = linkTo(SAMPLE);
const STRANGERS = {
  20: 'a1B2c3D4e5F6g7H8i9J0',
  32: '0123456789abcdef0123456789abcdef',
  40: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
};
const codesOf = (text: string) => findCodes(text).codes.map(({ code }) => code);

describe.each(Object.entries(STRANGERS))('a string of %s letters beside a true link', (_length, stranger) => {
  const places: Record<string, string> = {
    below: `${copied(SAMPLE, 'en')}\n\n${stranger}\n`,
    above: `${copied(SAMPLE, 'es').replace('\n\n', `\n\n${stranger}\n\n`)}`,
    'in brackets': `${copied(SAMPLE, 'fr')}\n[${stranger}]\n<${stranger}>\n`,
    'with a label': `${copied(SAMPLE, 'en')}\nMessage-ID:\n${stranger}\nReference: ${stranger}\n`,
    'as a tracking code': `${copied(SAMPLE, 'en')}\nTracking code: ${stranger}\nScan token:\n${stranger}\n`,
    'in a page': `<p>Contact change request no. 2298243</p><p><a href="${LINK.replaceAll('&', '&amp;')}">here</a></p><p>${stranger}</p><div>${SAMPLE.code}</div>`,
    'without the code’s own line': `Subject: Contact change request no. 2298243\n\n${LINK}\n\n${stranger}\n`,
  };
  for (const [place, text] of Object.entries(places)) {
    it(`is no code: ${place}`, () => expect(codesOf(text)).toEqual([SAMPLE.code]));
  }
});

describe('another string beside a true link', () => {
  const other = STRANGERS[32];
  it('is a code where words announce it', () => {
    const text = textOf(SAMPLE, 'en').replace(`\n\n${SAMPLE.code}`, `\n\n${other}`);
    expect(codesOf(text)).toEqual([SAMPLE.code, other]);
    expect(codesOf(`${copied(SAMPLE, 'de')}\nToken: ${other}\n`)).toEqual([SAMPLE.code, other]);
  });
  it('is a code where no e-mail is there at all', () => {
    expect(codesOf(`${other}\n${LINK}`)).toEqual([SAMPLE.code, other]);
  });
});
