/** The letters as they are really written, in seven languages: whatever mail software does to them, the same codes come out. */
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../electron/sandbox/model.ts';
import { findCodes } from '../../shared/code.ts';
import {
  LETTER_LANGUAGES,
  type LetterFacts,
  rawLetter,
  type WrittenLetter,
  writtenLetter,
} from './letters.ts';
import { quote, quotedPrintable, WRAPPERS, wrap } from './mails.ts';

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const someFacts = (language: Language): fc.Arbitrary<LetterFacts> =>
  fc.record({
    id: fc.integer({ min: 1000, max: 99_999_999 }),
    code: fc
      .string({ unit: fc.constantFrom(...letters, ...digits), minLength: 32, maxLength: 32 })
      .filter((code) => /\d/.test(code) && /[A-Za-z]/.test(code)),
    language: fc.constant(language),
    isNew: fc.boolean(),
    service: fc.constantFrom(
      'clinicanorte.es',
      'vps-5d1b0c7e.vps.ovh.net',
      'ip-2001:41d0:0302:1100:0000:0000:0006:a1b2',
      'ns3120884.ip-51-91-14.eu',
      'peña-ñandú.example',
    ),
    fields: fc.subarray(['contactAdmin', 'contactTech', 'contactBilling'] as const, { minLength: 1 }),
    firstname: fc.constantFrom('Marta', 'Élodie', 'Łukasz', 'João', 'Jürgen', 'O’Brien'),
  });

const found = (text: string) =>
  findCodes(text).codes.map(({ code, requestId, suspicious }) => ({ code, requestId, suspicious }));
const just = ({ id, code }: LetterFacts) => [{ code, requestId: id, suspicious: false }];
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** How mail programs name the lines above a mail that is answered or forwarded. */
const HEADS: Record<
  Language,
  { from: string; to: string; subject: string; date: string; forwarded: string }
> = {
  en: {
    from: 'From',
    to: 'To',
    subject: 'Subject',
    date: 'Date',
    forwarded: '---------- Forwarded message ---------',
  },
  es: {
    from: 'De',
    to: 'Para',
    subject: 'Asunto',
    date: 'Fecha',
    forwarded: '----- Mensaje reenviado -----',
  },
  fr: {
    from: 'De',
    to: 'À',
    subject: 'Objet',
    date: 'Date',
    forwarded: '-------- Message transféré --------',
  },
  de: {
    from: 'Von',
    to: 'An',
    subject: 'Betreff',
    date: 'Datum',
    forwarded: '-------- Weitergeleitete Nachricht --------',
  },
  it: {
    from: 'Da',
    to: 'A',
    subject: 'Oggetto',
    date: 'Data',
    forwarded: '-------- Messaggio inoltrato --------',
  },
  pl: {
    from: 'Od',
    to: 'Do',
    subject: 'Temat',
    date: 'Data',
    forwarded: '-------- Wiadomość przekazana dalej --------',
  },
  pt: {
    from: 'De',
    to: 'Para',
    subject: 'Assunto',
    date: 'Data',
    forwarded: '-------- Mensagem encaminhada --------',
  },
};

/** As a person copies it from the screen, in the program's language. */
function copied(letter: WrittenLetter, shown: Language = letter.facts.language): string {
  const head = HEADS[shown];
  return `${head.from}: OVHcloud <support@ovh.com>\n${head.date}: 20/11/2026 10:00\n${head.subject}: ${letter.subject}\n${head.to}: Marta Iglesias <${letter.to}>\n\n${letter.text}`;
}

function forwarded(letter: WrittenLetter, shown: Language): string {
  const head = HEADS[shown];
  return `${head.subject}: Fwd: ${letter.subject}\n${head.to}: colega@example.com\n\nOK?\n\n${head.forwarded}\n${copied(letter, shown)}`;
}

/** Words alone, as an HTML mail looks when it is copied. */
function shownText(html: string): string {
  const body = html.replace(/^[\s\S]*<body[^>]*>/, '').replace(/<\/p>/g, '\n\n');
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };
  return body
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

async function composed(mail: object, encoding: 'quoted-printable' | 'base64'): Promise<string> {
  const raw = await new MailComposer({ ...mail, textEncoding: encoding, encoding }).compile().build();
  return raw.toString('latin1');
}

/** Wrappers whose address holds nothing of the link; the code stands on its line all the same. */
const OPAQUE = [
  'https://protect-eu.mimecast.com/s/4Kx9C8qYzFoR1jBTkLm2x?domain=ovh.com',
  'https://url.uk.m.mimecastprotect.com/s/Ab12Cd34Ef56Gh78?domain=ovh.com',
  'https://links.example.com/c/eJwlyjsOwCAMA9DTkBGZEMMcoELcP6UqecPzYg==',
];
const WRAPS: Record<string, (url: string) => string> = {
  ...WRAPPERS,
  'outlook, government': (url) =>
    `https://gcc02.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&amp;data=05%7C02%7Ca%40b.es%7C7f3&amp;sdata=Zm9v%3D&amp;reserved=0`,
  // `#/` as a run of two, `&` as one.
  'proofpoint v3 with a run': (url) =>
    `https://urldefense.com/v3/__${url.replace('#/', '**A').replace('&', '*')}__;Iy8m!!OhVzq0$`,
  'google, from a mail': (url) =>
    `https://www.google.com/url?q=${encodeURIComponent(url)}&source=gmail&ust=1763632800000000&usg=AOvVaw0xyz`,
};

describe.each(LETTER_LANGUAGES)('a letter in %s', (language) => {
  const check = (property: (letter: WrittenLetter) => void) =>
    fc.assert(
      fc.property(someFacts(language), (facts) => property(writtenLetter(facts))),
      { numRuns: 30 },
    );

  it('is read as it came over the wire, with its receiver', async () => {
    await fc.assert(
      fc.asyncProperty(someFacts(language), fc.constantFrom('', '> ', '>> '), async (facts, marks) => {
        const raw = await rawLetter(facts);
        expect(findCodes(raw).codes[0]?.recipient).toBe('marta@cobalto.es');
        for (const text of [raw, raw.replaceAll('\r\n', '\n'), quote(raw.replaceAll('\r\n', '\n'), marks)]) {
          expect(found(text)).toEqual(just(facts));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('is read from either part alone, in either encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        someFacts(language),
        fc.constantFrom('quoted-printable' as const, 'base64' as const),
        async (facts, encoding) => {
          const { subject, text, html, to } = writtenLetter(facts);
          for (const body of [{ text }, { html }, { text, html }]) {
            const raw = await composed({ from: 'support@ovh.com', to, subject, ...body }, encoding);
            expect({ body: Object.keys(body), found: found(raw) }).toEqual({
              body: Object.keys(body),
              found: just(facts),
            });
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('attached to another mail is read, with its own receiver', async () => {
    const [facts] = fc.sample(someFacts(language), { numRuns: 1, seed: 7 });
    if (facts === undefined) throw new Error('no letter');
    const attachments = [
      { filename: 'mail.eml', content: await rawLetter(facts), contentType: 'message/rfc822' },
    ];
    const mail = { from: 'a@b.es', to: 'c@d.es', subject: 'Fwd', text: 'See attached', attachments };
    const raw = await composed(mail, 'quoted-printable');
    expect(found(raw)).toEqual(just(facts));
    expect(findCodes(raw).codes[0]?.recipient).toBe('marta@cobalto.es');
  });

  it('is read as words or as a page, however it was copied', () => {
    check((letter) => {
      const forms = {
        text: letter.text,
        copied: copied(letter),
        page: letter.html,
        'copied page': shownText(letter.html),
        'page in one line': letter.html.replaceAll('\n', ''),
        entities: letter.text.replaceAll('&', '&amp;').replaceAll('=', '&#61;').replaceAll('?', '&quest;'),
        'entities twice': letter.text.replaceAll('&', '&amp;amp;'),
        'quoted-printable': quotedPrintable(letter.text),
        'quoted-printable page': quotedPrintable(letter.html),
        CRLF: copied(letter).replaceAll('\n', '\r\n'),
        'invisible characters': letter.text
          .replace(/\/useraccount/, '/\u200buseraccount')
          .replaceAll('\n\n', '\n\u00a0\n'),
      };
      for (const [form, text] of Object.entries(forms)) {
        expect({ form, found: found(text) }).toEqual({ form, found: just(letter.facts) });
      }
    });
  });

  it('is read wrapped at any width and quoted as often as people answer', () => {
    fc.assert(
      fc.property(
        someFacts(language),
        fc.integer({ min: 44, max: 100 }),
        fc.constantFrom('> ', '>', '>> ', '> > ', '>>> '),
        (facts, width, marks) => {
          const letter = writtenLetter(facts);
          expect(found(wrap(copied(letter), width)), 'wrapped').toEqual(just(facts));
          expect(found(quote(copied(letter), marks)), 'quoted').toEqual(just(facts));
          expect(found(quote(wrap(copied(letter), width), marks)), 'wrapped and quoted').toEqual(just(facts));
          expect(found(quotedPrintable(quote(copied(letter), marks))), 'quoted and encoded').toEqual(
            just(facts),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is read behind every safe-link wrapper, in words and in pages', () => {
    check((letter) => {
      for (const [name, wrapper] of Object.entries(WRAPS)) {
        const wrapped = wrapper(letter.link);
        const page = letter.html.replaceAll(escapeHtml(letter.link), escapeHtml(wrapped));
        const hidden = letter.html.replace(
          `href="${escapeHtml(letter.link)}"`,
          `href="${escapeHtml(wrapped)}"`,
        );
        for (const text of [copied(letter).replace(letter.link, wrapped), page, hidden]) {
          expect({ name, found: found(text) }).toEqual({ name, found: just(letter.facts) });
        }
        // The link alone, without the line that says the code again.
        expect({ name, found: found(wrapped) }).toEqual({ name, found: just(letter.facts) });
      }
    });
  });

  it('is read where a wrapper hides the link whole', () => {
    check((letter) => {
      for (const opaque of OPAQUE) {
        expect(found(copied(letter).replace(letter.link, opaque))).toEqual(just(letter.facts));
        const page = letter.html.replaceAll(escapeHtml(letter.link), escapeHtml(opaque));
        // Without its subject a page tells no number; its code is there all the same.
        expect(found(page)).toEqual([{ ...just(letter.facts)[0], requestId: null }]);
      }
    });
  });

  it('is read forwarded by a program in any language, and names its first receiver', () => {
    check((letter) => {
      for (const shown of LETTER_LANGUAGES) {
        for (const text of [forwarded(letter, shown), quote(forwarded(letter, shown))]) {
          expect({ shown, found: found(text) }).toEqual({ shown, found: just(letter.facts) });
          expect({ shown, to: findCodes(text).codes[0]?.recipient }).toEqual({ shown, to: letter.to });
        }
      }
    });
  });
});

describe('attachments', () => {
  const facts: LetterFacts = {
    id: 2298243,
    code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
    language: 'es',
    isNew: true,
    service: 'clinicanorte.es',
    fields: ['contactTech'],
    firstname: 'Marta',
  };
  const { subject, text, to } = writtenLetter(facts);
  const withFile = (filename: string, contentType: string, content: string) =>
    composed(
      { from: 'a@b.es', to, subject: 'Fwd', text: 'x', attachments: [{ filename, contentType, content }] },
      'base64',
    );

  it('that are no text are passed over, whatever their bytes spell', async () => {
    for (const [name, type] of [
      ['a.pdf', 'application/pdf'],
      ['a.png', 'image/png'],
      ['a.bin', 'application/octet-stream'],
    ] as const) {
      expect({ name, found: found(await withFile(name, type, text)) }).toEqual({ name, found: [] });
    }
  });
  it('that are text are read, and a missing end hides nothing after it', async () => {
    for (const name of ['mail.eml', 'mail.txt']) {
      const raw = await withFile(name, 'application/octet-stream', `Subject: ${subject}\n\n${text}`);
      expect({ name, found: found(raw) }).toEqual({ name, found: just(facts) });
    }
    const cut = (await withFile('a.pdf', 'application/pdf', 'x'.repeat(3000))).split('\r\n').slice(0, -4);
    expect(found(`${cut.join('\n')}\n\nSubject: ${subject}\n\n${text}`)).toEqual(just(facts));
  });
});

describe('letters in one paste', () => {
  const heap = fc.uniqueArray(
    fc.constantFrom(...LETTER_LANGUAGES).chain((language) => someFacts(language)),
    { minLength: 2, maxLength: 6, selector: (facts) => facts.code },
  );
  it('each give their own code and number, in any order and form', async () => {
    const form = fc.constantFrom('copied', 'forwarded', 'raw', 'quoted' as const);
    await fc.assert(
      fc.asyncProperty(heap, fc.array(form, { minLength: 6, maxLength: 6 }), async (all, forms) => {
        const texts = await Promise.all(
          all.map(async (facts, index) => {
            const letter = writtenLetter(facts);
            if (forms[index] === 'raw') return (await rawLetter(facts)).replaceAll('\r\n', '\n');
            if (forms[index] === 'forwarded') return forwarded(letter, facts.language);
            return forms[index] === 'quoted' ? quote(copied(letter)) : copied(letter);
          }),
        );
        const { codes, emails } = findCodes(texts.join('\n\n'));
        expect(codes.map(({ code, requestId }) => ({ code, requestId }))).toEqual(
          all.map(({ code, id }) => ({ code, requestId: id })),
        );
        expect(emails).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});
