/** What mail systems do to text can be undone, and nothing they did not do breaks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBase64,
  decodeEncodedWords,
  decodeEntities,
  decodePercent,
  decodeQuotedPrintable,
  textOfBytes,
} from '../../shared/decoding.ts';
import { quotedPrintable } from './mails.ts';

const anyText = fc.string({ unit: 'binary' });

describe('decoding', () => {
  it('undoes base64 and UTF-8, with line breaks or in the other alphabet', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = Buffer.from(text, 'utf8').toString('base64');
        const broken = encoded.replace(/(.{10})/g, '$1\r\n');
        expect(textOfBytes(decodeBase64(broken))).toBe(text);
        expect(textOfBytes(decodeBase64(encoded.replaceAll('+', '-').replaceAll('/', '_')))).toBe(text);
      }),
    );
  });
  it('undoes quoted-printable, broken at any width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 8, max: 76 }), (text, width) => {
        const line = text.replace(/[\r\n]/g, '');
        expect(decodeQuotedPrintable(quotedPrintable(line, width))).toBe(line);
      }),
    );
  });
  it('undoes percent signs', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodePercent(encodeURIComponent(text))).toBe(text);
      }),
    );
    expect(decodePercent('100 % %zz %')).toBe('100 % %zz %');
  });
  it('reads bytes that are no UTF-8 one by one', () => {
    expect(textOfBytes(new Uint8Array([0x6e, 0xba, 0x20, 0x35]))).toBe('nº 5');
    expect(decodeQuotedPrintable('n=BA 5')).toBe('nº 5');
  });
  it('reads encoded words, and joins those that belong together', () => {
    expect(decodeEncodedWords('=?utf-8?Q?n=2E=C2=BA_5?= =?UTF-8?B?w6E=?= x')).toBe('n.º 5á x');
    expect(decodeEncodedWords('a =? b')).toBe('a =? b');
  });
  it('reads entities by name and number, twice encoded ones too, and leaves unknown ones', () => {
    expect(decodeEntities('a&amp;b&#61;c&#x26;d&amp;amp;e&nope;&#0;')).toBe('a&b=c&d&e&nope;&#0;');
  });
});
