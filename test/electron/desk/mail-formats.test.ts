/** What real mailboxes hold beside plain e-mails: Outlook's wrappings, RTF, UTF-16. Each gives its code; damaged ones give none. */
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { describe, expect, it } from 'vitest';
import { messagesAttached, prepareFor, readMailFile } from '../../../electron/desk/mail-files.ts';
import { pageOfCompressedRtf, pageOfRtf } from '../../../electron/desk/rtf-text.ts';
import { textsOfTnef } from '../../../electron/desk/tnef.ts';
import { findCodes } from '../../../shared/code.ts';
import { outlookFile } from '../../fakes/outlook.ts';
import { compressedRtf, storedRtf, wordsWithLink, wrappedPage } from '../../fakes/rtf.ts';
import { tnefFile } from '../../fakes/tnef.ts';
import { copied, linkTo, source, textOf } from '../../shared/mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const OTHER = { id: 2298244, code: 'zYxWvUtSrQpOnMlKjIhGfEdCbA543210' };
const TO = 'maria@cobalto.es';
const HEADERS = `Received: from x\r\nTo: María <${TO}>\r\nSubject: x\r\n`;
const html = (sample: typeof SAMPLE) =>
  `<html><body><p>Contact change {no.} ${sample.id}</p><a href="${linkTo(sample).replaceAll('&', '&amp;')}">aquí</a></body></html>`;

async function foundIn(name: string, content: Uint8Array) {
  const read = await readMailFile(name, content);
  if ('why' in read) return read.why;
  return read.texts.flatMap((text) =>
    findCodes(text, messagesAttached).codes.map(({ code, requestId, recipient }) => ({
      code,
      requestId,
      recipient,
    })),
  );
}
const just = ({ id, code }: typeof SAMPLE, recipient: string | null = TO) => ({
  code,
  requestId: id,
  recipient,
});
const utf16 = (text: string, order: 'le' | 'be', hasMark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${hasMark ? '\ufeff' : ''}${text}`, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};

describe('an Outlook message that has RTF alone', () => {
  const forms: Record<string, string> = {
    'a page wrapped in it': wrappedPage(html(SAMPLE)),
    'words with a link': wordsWithLink('Cambio de contacto n.º 2298243: señor', linkTo(SAMPLE), 'aquí', ''),
    'words alone': `{\\rtf1\\ansi ${textOf(SAMPLE, 'en').replaceAll('\n', '\\par\n')}}`,
  };
  for (const [form, rtf] of Object.entries(forms)) {
    it(`gives its code: ${form}`, async () => {
      const subject = 'Contact change request no. 2298243';
      for (const kept of [compressedRtf(rtf), storedRtf(rtf)]) {
        expect(await foundIn('a.msg', outlookFile({ subject, to: [TO], rtf: kept }))).toEqual([just(SAMPLE)]);
      }
    });
  }
  it('shows neither its hidden words nor its instructions', () => {
    const page = pageOfRtf(wordsWithLink('Seen', linkTo(SAMPLE), 'here', OTHER.code));
    expect(page).toContain('Seen');
    expect(page).toContain(`href="${linkTo(SAMPLE).replaceAll('&', '&amp;')}">here</a>`);
    expect(page).not.toMatch(/HYPERLINK|Arial|zYxW/);
    expect(pageOfRtf(wrappedPage(html(SAMPLE)))).toBe(html(SAMPLE));
  });
  it('whose link shows another address than it leads to is told', () => {
    const page = pageOfRtf(wordsWithLink('Contact change', 'https://evil.example/', linkTo(SAMPLE), ''));
    expect(findCodes(page).codes).toMatchObject([{ suspicious: true, host: 'evil.example' }]);
  });
  it('that claims to be longer than it is ends with its bytes', () => {
    const bytes = compressedRtf(wrappedPage(html(SAMPLE)));
    new DataView(bytes.buffer).setUint32(0, 0x7fff_ffff, true);
    new DataView(bytes.buffer).setUint32(4, 0x7fff_ffff, true);
    expect(pageOfCompressedRtf(bytes)).toContain(SAMPLE.code);
  });
  it('damaged anywhere is answered', () => {
    const sound = compressedRtf(wrappedPage(html(SAMPLE)));
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), (at, value, length) => {
        const bytes = sound.slice(0, length);
        if (at < length) bytes[at] = value;
        expect(typeof pageOfCompressedRtf(bytes)).toBe('string');
      }),
    );
  });
});

describe('winmail.dat', () => {
  const messages = {
    'a page': { headers: HEADERS, html: html(SAMPLE) },
    words: { headers: HEADERS, body: textOf(SAMPLE, 'es') },
    RTF: { headers: HEADERS, rtf: compressedRtf(wrappedPage(html(SAMPLE))) },
    'a message attached': { body: 'See below', attached: [{ headers: HEADERS, html: html(SAMPLE) }] },
  };
  for (const [kind, message] of Object.entries(messages)) {
    it(`gives its code, dropped or attached to an e-mail: ${kind}`, async () => {
      const bytes = tnefFile({ subject: 'Contact change', ...message });
      expect(await foundIn('winmail.dat', bytes)).toEqual([just(SAMPLE)]);
      for (const contentType of ['application/ms-tnef', 'application/octet-stream']) {
        const attachments = [{ filename: 'winmail.dat', contentType, content: Buffer.from(bytes) }];
        const mail = { from: 'a@b.es', to: 'c@d.es', subject: 'Fwd', text: 'See attached', attachments };
        const raw = await new MailComposer(mail).compile().build();
        expect(await foundIn('a.eml', raw)).toEqual([just(SAMPLE)]);
      }
    });
  }
  it('gives the code of an e-mail kept in it as a file', async () => {
    const file = { name: 'mail.eml', bytes: Buffer.from(await source(SAMPLE, 'es', 'base64')) };
    expect(await foundIn('winmail.dat', tnefFile({ body: 'x', files: [file] }))).toEqual([just(SAMPLE)]);
  });
  it('nested deeper than anybody forwards, or with more than anybody attaches, says that it is read in part', async () => {
    let deep: Parameters<typeof tnefFile>[0] = { headers: HEADERS, html: html(SAMPLE) };
    for (let depth = 0; depth < 6; depth += 1) deep = { body: 'x', attached: [deep] };
    expect(await readMailFile('winmail.dat', tnefFile(deep))).toMatchObject({ cut: true });
    const many = { body: 'x', attached: Array.from({ length: 201 }, () => ({ body: 'x' })) };
    expect(await readMailFile('winmail.dat', tnefFile(many))).toMatchObject({ cut: true });
    expect(await readMailFile('winmail.dat', tnefFile({ body: 'x' }))).toMatchObject({ cut: false });
  });
  it('that is something else says so', async () => {
    expect(await foundIn('data.dat', new Uint8Array(100))).toBe('type');
    expect(await foundIn('winmail.dat', tnefFile({}))).toBe('empty');
  });
  it('damaged anywhere is answered', () => {
    const sound = tnefFile({ ...messages['a message attached'], rtf: storedRtf('{\\rtf1 x}') });
    const change = fc.record({ at: fc.nat(sound.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 6 }),
        fc.integer({ min: 8, max: sound.length }),
        (changes, length) => {
          const bytes = new Uint8Array(sound).slice(0, length);
          for (const { at, value } of changes) if (at >= 6 && at < length) bytes[at] = value;
          expect(textsOfTnef(bytes, () => [])?.texts.length ?? 0).toBeLessThan(10);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('an Outlook message attached to an e-mail', () => {
  it('gives its code', async () => {
    const content = Buffer.from(outlookFile({ subject: 'Contact change', to: [TO], html: html(SAMPLE) }));
    for (const contentType of ['application/vnd.ms-outlook', 'application/octet-stream']) {
      const attachments = [{ filename: 'mail.msg', contentType, content }];
      const raw = await new MailComposer({ to: 'c@d.es', text: 'x', attachments }).compile().build();
      await prepareFor(raw.toString('latin1'));
      expect(await foundIn('a.eml', raw)).toEqual([just(SAMPLE)]);
    }
  });
});

describe('UTF-16', () => {
  it('is read in files of every kind, with a mark and without', async () => {
    for (const order of ['le', 'be'] as const) {
      for (const hasMark of [true, false]) {
        const told = { order, hasMark };
        expect({
          ...told,
          found: await foundIn('a.txt', utf16(copied(SAMPLE, 'es'), order, hasMark)),
        }).toEqual({
          ...told,
          found: [just(SAMPLE)],
        });
        expect(await foundIn('a.html', utf16(html(SAMPLE), order, hasMark))).toEqual([just(SAMPLE, null)]);
        expect(await foundIn('a.eml', utf16(await source(SAMPLE, 'pl', 'base64'), order, hasMark))).toEqual([
          just(SAMPLE),
        ]);
      }
    }
  });
  it('is read in parts of an e-mail, in either encoding', () => {
    const quoted = (bytes: Uint8Array) =>
      [...bytes]
        .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('')
        .replace(/.{72}/g, '$&=\n');
    for (const [charset, order, hasMark] of [
      ['utf-16', 'le', true],
      ['utf-16', 'be', true],
      ['utf-16', 'be', false],
      ['UTF-16LE', 'le', false],
      ['"utf-16be"', 'be', false],
      // It says what it is not.
      ['us-ascii', 'le', false],
    ] as const) {
      const bytes = utf16(html(SAMPLE), order, hasMark);
      const head = `To: ${TO}\nMIME-Version: 1.0\nContent-Type: text/html; charset=${charset}\n`;
      const parts = [
        `${head}Content-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n')}\n`,
        ...(charset === 'us-ascii'
          ? []
          : [`${head}Content-Transfer-Encoding: quoted-printable\n\n${quoted(bytes)}\n`]),
      ];
      for (const part of parts) {
        const codes = findCodes(part).codes.map(({ code, requestId }) => ({ code, requestId }));
        expect({ charset, part, codes }).toEqual({
          charset,
          part,
          codes: [{ code: SAMPLE.code, requestId: SAMPLE.id }],
        });
      }
    }
  });
  it('is not seen where it is not', async () => {
    expect(await foundIn('a.eml', new Uint8Array(600))).toBe('broken');
    expect(await foundIn('a.txt', new TextEncoder().encode(copied(SAMPLE, 'es')))).toEqual([just(SAMPLE)]);
  });
});
