/** Finding codes in what people paste: all of them, once each, and nothing that is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCodes, isCodeShaped } from '../../shared/code.ts';
import {
  copied,
  LANGUAGES,
  LINK_FORMS,
  linkTo,
  quote,
  quotedPrintable,
  type Sample,
  source,
  textOf,
  WRAPPERS,
  wrap,
} from './mails.ts';

const CODE = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const OTHER = 'zYxWvUtSrQpOnMlKjIhGfEdCbA543210';
const SAMPLE = { id: 2298243, code: CODE };

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
const alphabet = [...letters, ...'0123456789'];
const codeOf = (minLength: number, maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })
    .filter((code) => /\d/.test(code) && /[A-Za-z]/.test(code));
const anId = fc.integer({ min: 1000, max: 999_999_999 });
const usual: fc.Arbitrary<Sample> = fc.record({ id: anId, code: codeOf(32, 32) });
const aLanguage = fc.constantFrom(...Object.keys(LANGUAGES));

const found = (text: string) =>
  findCodes(text).codes.map(({ code, requestId, suspicious }) => ({ code, requestId, suspicious }));
const just = ({ id, code }: Sample) => [{ code, requestId: id, suspicious: false }];

describe('a code on its own', () => {
  it('is taken whatever its letters, with white space around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet), minLength: 8, maxLength: 64 }), (code) => {
        expect(isCodeShaped(` ${code}\n`)).toBe(true);
        expect(findCodes(`\n ${code}\t\r\n`)).toEqual({
          codes: [
            { code, requestId: null, source: 'bare', suspicious: false, recipient: null, nichandle: null },
          ],
          emails: 0,
          links: 0,
          bare: 1,
        });
      }),
    );
  });
  it('has 8 to 64 letters and digits', () => {
    for (const text of ['', 'a1b2c3d', 'a'.repeat(65), 'ac21874-ovh', 'a1b2c3d4 e5', 'contraseña1']) {
      expect(isCodeShaped(text)).toBe(false);
    }
  });
  it('is found among others, one per line, quoted or marked', () => {
    expect(found(`${CODE}\n\n> *${OTHER}*\n`).map(({ code }) => code)).toEqual([CODE, OTHER]);
    expect(findCodes(`${CODE}\n${OTHER}`)).toMatchObject({ emails: 0, links: 0, bare: 2 });
    expect(found(`Token: ${CODE}`).map(({ code }) => code)).toEqual([CODE]);
  });
});

describe('a link', () => {
  it('is read in every form, with its number', () => {
    for (const form of LINK_FORMS) {
      const text = form(SAMPLE);
      expect({ text, codes: found(text) }).toEqual({ text, codes: just(SAMPLE) });
      expect({ text, ...findCodes(text) }).toMatchObject({ text, emails: 0, links: 1, bare: 0 });
    }
  });
  it('is read without its scheme, in brackets, and before a full stop', () => {
    const link = linkTo(SAMPLE);
    for (const text of [
      link.replace('https://', ''),
      `(${link})`,
      `<${link}>`,
      `see ${link}.`,
      `[here](${link})`,
    ]) {
      expect({ text, codes: found(text) }).toEqual({ text, codes: just(SAMPLE) });
    }
  });
  it('is read in every form, in every wrapper, with a code of any length', () => {
    fc.assert(
      fc.property(
        fc.record({ id: anId, code: codeOf(8, 64) }),
        fc.constantFrom(...LINK_FORMS),
        fc.constantFrom(...Object.keys(WRAPPERS)),
        (sample, form, wrapper) => {
          expect(found(WRAPPERS[wrapper]?.(form(sample)) ?? '')).toEqual(just(sample));
        },
      ),
    );
  });
  it('is read over line breaks of any width, quoted or in angle brackets', () => {
    fc.assert(
      fc.property(usual, fc.integer({ min: 24, max: 120 }), fc.boolean(), (sample, width, isBracketed) => {
        const link = isBracketed ? `<${linkTo(sample)}>` : linkTo(sample);
        expect(found(wrap(`Link:\n\n${link}\n\nThank you`, width))).toEqual(just(sample));
        expect(found(quote(wrap(link, width)))).toEqual(just(sample));
      }),
    );
  });
  it('does not swallow the line after it', () => {
    for (const after of ['Accepting', 'Regards2026', OTHER]) {
      expect(found(`${linkTo(SAMPLE)}\n${after}`)[0]).toEqual(just(SAMPLE)[0]);
    }
  });
  it('is read from quoted-printable without a header, even when its code begins with 3D', () => {
    for (const code of ['a1b2c3d4e5f6g7h8i9j0', '3Dabcdefghij12345678', `3D${CODE.slice(2)}`]) {
      const sample = { id: 4711, code };
      expect(found(quotedPrintable(linkTo(sample)))).toEqual(just(sample));
      expect(found(quotedPrintable(linkTo(sample), 200))).toEqual(just(sample));
      expect(found(linkTo(sample))).toEqual(just(sample));
    }
  });
  it('that has nothing to do with contacts is left alone', () => {
    for (const link of [
      `https://example.com/login?token=${CODE}`,
      `https://www.ovh.com/auth/reset?token=${CODE}`,
      `https://www.ovh.com/manager/#/useraccount/contacts/2298243?tab=REQUESTS`,
      `https://www.ovh.com/manager/#/useraccount/contacts/2298243?tab=REQUESTS&token=short1`,
      `https://www.ovh.com/manager/#/useraccount/contacts/2298243?token=with-dashes-${CODE}`,
    ]) {
      expect({ link, codes: found(link) }).toEqual({ link, codes: [] });
    }
  });
});

describe('a link that only looks like OVHcloud’s', () => {
  const HOSTS = [
    'https://www.ovh.com.evil.example',
    'https://www.ovh.com@evil.example',
    'https://www.ovh.com:pass@evil.example',
    'https://www.ovh.com%40evil.example',
    'https://evil.example@www.ovh.com',
    'https://evil.example\\@www.ovh.com',
    'https://evil.example/www.ovh.com',
    'https://ovh-manager.com',
    'https://ovh.com-manager.example',
    'https://wwwovh.com',
    'https://www.0vh.com',
    'https://www.оvh.com',
    'https://www.ονh.com',
    'https://www.ovh.com:8443',
    'https://manager.ovh',
    'https://manager.eu.ovhcloud.com.evil.example',
    'https://xn--vh-emc.com',
    'www.ovh.com.evil.example',
    'https://www.google.com.evil.example/url?q=https://www.ovh.com',
    'https://evil.example/?url=https://www.ovh.com',
    'https://www.ovh.com/auth/?onsuccess=https://evil.example',
  ];

  it('is never without suspicion, in any form, wrapped or not', () => {
    fc.assert(
      fc.property(
        fc.record({ id: anId, code: codeOf(8, 64) }),
        fc.constantFrom(...LINK_FORMS),
        fc.constantFrom(...HOSTS),
        fc.constantFrom((url: string) => url, ...Object.values(WRAPPERS)),
        (sample, form, host, wrapper) => {
          const link = form(sample).replace(/^https:\/\/[^/]+/, host);
          const codes = found(wrapper(link));
          expect(codes.filter((code) => !code.suspicious)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
  it('is told, not passed over', () => {
    for (const host of HOSTS) {
      const link = linkTo(SAMPLE).replace('https://www.ovh.com', host);
      expect({ link, codes: found(link) }).toEqual({
        link,
        codes: [{ code: CODE, requestId: 2298243, suspicious: true }],
      });
    }
  });
  it('brings every other code of its e-mail under suspicion, but none of another e-mail', () => {
    const forged = copied(SAMPLE, 'en')
      .replace('https://www.ovh.com', 'https://www.ovh.com.evil.example')
      .replace(`\n\n${CODE}`, `\n\n${OTHER}`);
    const honest = copied({ id: 5551, code: 'q1'.repeat(16) }, 'es');
    expect(found(`${forged}\n${honest}`)).toEqual([
      { code: CODE, requestId: 2298243, suspicious: true },
      { code: OTHER, requestId: 2298243, suspicious: true },
      { code: 'q1'.repeat(16), requestId: 5551, suspicious: false },
    ]);
  });
  it('stays suspect behind a redirect nobody knows, however often encoded', () => {
    let link = linkTo(SAMPLE);
    for (let round = 0; round < 3; round += 1) {
      link = `https://evil.example/r?u=${encodeURIComponent(link)}`;
      expect({ link, codes: found(link) }).toEqual({
        link,
        codes: [{ code: CODE, requestId: 2298243, suspicious: true }],
      });
    }
    const twice = encodeURIComponent(encodeURIComponent(linkTo(SAMPLE)));
    expect(found(`https://evil.example/r?u=${twice}`)[0]?.suspicious).toBe(true);
  });
  it('does not become honest when the same code also stands in an honest link', () => {
    const forged = linkTo(SAMPLE).replace('www.ovh.com', 'ovh-manager.com');
    for (const text of [`${forged}\n\n${linkTo(SAMPLE)}`, `${linkTo(SAMPLE)}\n\n${forged}`]) {
      expect(found(text)).toEqual([{ code: CODE, requestId: 2298243, suspicious: true }]);
    }
  });
});

describe('an e-mail', () => {
  for (const language of Object.keys(LANGUAGES)) {
    it(`gives its code, its number and its receiver (${language})`, async () => {
      const expected = {
        codes: [
          {
            code: CODE,
            requestId: 2298243,
            source: 'email',
            suspicious: false,
            recipient: 'maria@cobalto.es',
            nichandle: null,
          },
        ],
        emails: 1,
        links: 0,
        bare: 0,
      };
      expect(findCodes(copied(SAMPLE, language))).toEqual(expected);
      // Its source tells as well when it was sent.
      const [code] = expected.codes;
      const dated = {
        ...expected,
        codes: [{ ...code, sentAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) }],
      };
      expect(findCodes(await source(SAMPLE, language, 'quoted-printable'))).toEqual(dated);
      expect(findCodes(await source(SAMPLE, language, 'base64'))).toEqual(dated);
    });
    it(`gives its number by its subject alone where the link is gone (${language})`, () => {
      const text = copied(SAMPLE, language).replace(linkTo(SAMPLE), '[link removed]');
      expect(found(text)).toEqual(just(SAMPLE));
    });
  }
  it('gives short codes, and codes without digits, where it announces them', () => {
    for (const code of ['abcdefgh', 'Qwertyuiopas', '12345678']) {
      const text = copied({ id: 77123, code }, 'fr').replace(/https:\S+/, '');
      expect(found(text)).toEqual(just({ id: 77123, code }));
    }
  });
  it('names the NIC handle it speaks to, never the one it speaks of', () => {
    const named = `Dear ac21874-ovh,\n\n${copied(SAMPLE, 'en')}`;
    expect(findCodes(named).codes[0]?.nichandle).toBe('ac21874-ovh');
    expect(findCodes(copied(SAMPLE, 'en')).codes[0]?.nichandle).toBeNull();
  });
  it('names no receiver where there are several', () => {
    const text = copied(SAMPLE, 'en').replace('To: María <', 'To: juan@cobalto.es, María <');
    expect(findCodes(text).codes[0]?.recipient).toBeNull();
  });
  it('forwarded, names the first receiver', () => {
    const text = `Subject: Fwd: Contact change request no. 2298243\nTo: colleague@example.com\n\nSee below\n\n---------- Forwarded message ---------\n${copied(SAMPLE, 'en')}`;
    expect(findCodes(text)).toMatchObject({ emails: 1, codes: [{ recipient: 'maria@cobalto.es' }] });
  });
  it('gives the same whatever mail programs do to it', () => {
    const marks = fc.constantFrom('', '> ', '>', '>> ', '> > ');
    fc.assert(
      fc.property(
        usual,
        aLanguage,
        marks,
        fc.integer({ min: 40, max: 100 }),
        (sample, language, mark, width) => {
          const text = copied(sample, language);
          expect(found(quote(text, mark)), 'quoted').toEqual(just(sample));
          expect(found(quote(wrap(text, width), mark)), 'wrapped').toEqual(just(sample));
          expect(found(quote(quotedPrintable(text), mark)), 'quoted-printable').toEqual(just(sample));
          expect(found(quotedPrintable(quote(text, mark))), 'quoted, then encoded').toEqual(just(sample));
          expect(found(text.replaceAll('\n', '\r\n')), 'CRLF').toEqual(just(sample));
          expect(found(text.replaceAll('&', '&amp;').replaceAll('=', '&#61;')), 'entities').toEqual(
            just(sample),
          );
        },
      ),
    );
  });
  it('gives the same from its source, quoted or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        usual,
        aLanguage,
        fc.constantFrom('quoted-printable' as const, 'base64' as const),
        fc.constantFrom('', '> ', '>> '),
        async (sample, language, encoding, mark) => {
          expect(found(quote(await source(sample, language, encoding), mark))).toEqual(just(sample));
        },
      ),
      { numRuns: 60 },
    );
  });
  it('counts once when it is pasted twice, and finds all of several', async () => {
    const other = { id: 2298244, code: OTHER };
    const both = `${copied(SAMPLE, 'es')}\n${await source(other, 'de', 'base64')}`;
    expect(findCodes(`${both}\n${both}`)).toMatchObject({ emails: 2, links: 0, bare: 0 });
    expect(found(`${both}\n${both}`)).toEqual([...just(SAMPLE), ...just(other)]);
  });
  it('in a heap with others gives each code its own number', () => {
    const heap = fc.uniqueArray(fc.tuple(usual, aLanguage), {
      minLength: 1,
      maxLength: 6,
      selector: ([sample]) => sample.code,
    });
    fc.assert(
      fc.property(heap, fc.boolean(), (mails, hasLinks) => {
        const text = mails
          .map(([sample, language]) => copied(sample, language))
          .map((mail) => (hasLinks ? mail : mail.replace(/https:\S+/, '')))
          .join('\n');
        expect(found(text)).toEqual(mails.flatMap(([sample]) => just(sample)));
        expect(findCodes(text).emails).toBe(mails.length);
      }),
    );
  });
  it('without headers counts as an e-mail, a link alone does not', () => {
    expect(findCodes(textOf(SAMPLE, 'it'))).toMatchObject({ emails: 1, links: 0, bare: 0 });
    expect(findCodes(`clinicanorte.es\n${linkTo(SAMPLE)}\n`)).toMatchObject({ emails: 0, links: 1, bare: 0 });
  });
  it('beside a link and a code on their own is counted apart from them', () => {
    const third = 'c0de'.repeat(8);
    const link = linkTo({ id: 91, code: OTHER });
    expect(findCodes(`${third}\n\n${link}\n\n${copied(SAMPLE, 'pl')}`)).toMatchObject({
      emails: 1,
      links: 1,
      bare: 1,
    });
  });
});

describe('what is no code', () => {
  for (const [name, text] of [
    ['NIC handles', 'ac21874-ovh\nmp40311-ovh\novhtel-12345-ovh\n'],
    ['domains and servers', 'clinicanorte.es\nns3120884.ip-51-91-14.eu\nvps-5d1b0c7e.vps.ovh.net\n'],
    ['words on their own lines', 'Cordialement\n\nOVHcloud\n\nSupportteam2\n'],
    [
      'MIME boundaries',
      '------=_Part_1234_5678901234567890abcdef\n--0000000000004d3f1a05e0a1b2c3\n--0000000000004d3f1a05e0a1b2c3--\n',
    ],
    [
      'message ids',
      'Message-ID: <CAD1234567890abcdefABCDEF@mail.example.com>\n<20260328120000.1A2B3C4D5E6F7A8B@ovh.com>\n',
    ],
    ['UUIDs', '550e8400-e29b-41d4-a716-446655440000\n'],
    [
      'base64',
      `${'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwAD\n'.repeat(3)}hgGAWjR9awAAAABJRU5ErkJggg\n`,
    ],
    ['base64 of letters and digits alone', `${`${'a1B2'.repeat(19)}\n`.repeat(3)}${'a1B2'.repeat(8)}\n`],
    ['a price, a date, a telephone', '2026-03-28\n84.70 €\n+34 900 123 456\n20260328\n'],
    [
      'signatures in headers',
      'Received: from x by y;\n Sat, 28 Mar 2026\nDKIM-Signature: v=1; a=rsa-sha256;\n b=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4\n Zm9vYmFyYmF6cXV4Zm9v1234\nSubject: Hello\n\nHello\n',
    ],
  ] as const) {
    it(`leaves ${name} alone`, () => {
      expect(found(text)).toEqual([]);
      expect(found(quote(text))).toEqual([]);
    });
  }
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'https://www.ovh.com/manager/#/useraccount/contacts/',
    'token=',
    '=3D',
    '=\n',
    '&amp;',
    '<a href="',
    '>',

    '\n',
    '\n\n',
    '> ',
    '--b\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Subject: ',
    '%',
    '%3',
    '%23',

    'Content-Transfer-Encoding: base64\n',
    'Content-Type: text/html\n',
    '=?utf-8?B?',
    '?=',
    'n.º 12',
    CODE,

    'http',
    'contact',
    ':',
    '&#99999999;',
    '\ud800',
    '\u200b',
    '__;',
    'https://urldefense.com/v3/__',
    '*',
  );
  it('is answered, never thrown at, and each code given has a code’s shape and comes once', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { codes, links, bare } = findCodes(text);
        for (const { code, requestId } of codes) {
          expect(isCodeShaped(code)).toBe(true);
          expect(requestId === null || (Number.isSafeInteger(requestId) && requestId > 0)).toBe(true);
        }
        const keys = codes.map(({ code, requestId }) => `${code} ${requestId}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(codes.filter((code) => code.source === 'link')).toHaveLength(links);
        expect(codes.filter((code) => code.source === 'bare')).toHaveLength(bare);
      }),
      { numRuns: 1000 },
    );
  });
});
