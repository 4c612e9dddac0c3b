/** Rules of showing international names: decoded where that is honest, as they stand otherwise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLookalike, showName, unveiled } from '../../shared/idn.ts';

/** The platform's own encoder, as the other side of the decoder. */
const encode = (name: string) => new URL(`http://${name}/`).hostname;

describe('a name', () => {
  it.each([
    ['xn--pea-8ma.es', 'peña.es'],
    ['xn--espaa-rta.com', 'españa.com'],
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['xn--bcher-kva.xn--tckwe', 'bücher.コム'],
    ['xn--80a1acny.xn--p1ai', 'почта.рф'],
  ])('%s is shown as %s', (ascii, shown) => {
    expect(encode(shown)).toBe(ascii);
    expect(showName(ascii)).toBe(shown);
  });
  it('without international labels stays as it is', () => {
    expect(showName('ns3120884.ip-51-91-14.eu')).toBe('ns3120884.ip-51-91-14.eu');
    expect(showName('2001:41d0:1:2::/64')).toBe('2001:41d0:1:2::/64');
  });
  it('that mixes Latin with letters that look Latin is not decoded', () => {
    const mixed = 'xn--pypal-4ve.com';
    expect(encode('p\u0430ypal.com')).toBe(mixed);
    expect(showName(mixed)).toBe(mixed);
  });
  it('of foreign letters that all look Latin is not decoded', () => {
    const imitated = 'xn--80ak6aa92e.com';
    expect(encode('аррӏе.com')).toBe(imitated);
    expect(showName(imitated)).toBe(imitated);
  });
  it('that hides or turns characters is not decoded', () => {
    // "ab" with a right-to-left override between its letters, and with a zero width space.
    expect(showName('xn--ab-g4t.com')).toBe('xn--ab-g4t.com');
    expect(showName('xn--ab-g1t.com')).toBe('xn--ab-g1t.com');
  });
  it('that is not Punycode stays as it is', () => {
    for (const broken of ['xn--', 'xn--!.es', 'xn--999999999.es', 'xn--ü.es'])
      expect(showName(broken)).toBe(broken);
  });
  it('of letters of one script comes back from what the platform made of it', () => {
    const letter = fc.constantFrom(...'abcxyzáéíóúüñçàèœøåæ');
    fc.assert(
      fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 20 }), (label) => {
        expect(showName(encode(`${label}.es`))).toBe(`${label}.es`);
      }),
    );
  });
  it('of any text never throws and never hangs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(showName(`xn--${text}`)).toBeTypeOf('string');
      }),
    );
  });
});

describe('a look-alike', () => {
  it('is a name that mixes scripts or imitates Latin letters, however it is spelled', () => {
    for (const name of [
      'xn--pypal-4ve.com',
      'p\u0430ypal.com',
      'xn--80ak6aa92e.com',
      'shop.xn--pypal-4ve.com',
    ]) {
      expect(isLookalike(name), name).toBe(true);
    }
  });
  it('is no honest name, in whatever script', () => {
    const honest = [
      'peña.es',
      'xn--pea-8ma.es',
      'почта.рф',
      'xn--80a1acny.xn--p1ai',
      '123-45.com',
      'xn--!.es',
      '',
    ];
    for (const name of honest) expect(isLookalike(name), name).toBe(false);
  });
  it('is told as it would look', () => {
    expect(unveiled('xn--pypal-4ve.com')).toBe('p\u0430ypal.com');
  });
});
