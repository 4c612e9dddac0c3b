/** E-mails as files: every kind gives its code with its own receiver, and whatever else comes is named, never thrown at. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isSoundCompoundFile } from '../../../electron/desk/compound-file.ts';
import { recogniseFiles } from '../../../electron/desk/file-codes.ts';
import { readMailFile } from '../../../electron/desk/mail-files.ts';
import { openReadingRoom } from '../../../electron/desk/reading-room.ts';
import { type CodesInText, findCodes } from '../../../shared/code.ts';
import type { Recognition } from '../../../shared/found-code.ts';
import { LARGEST_FILE } from '../../../shared/mail-file.ts';
import { maskCode } from '../../../shared/mask.ts';
import { outlookFile } from '../../fakes/outlook.ts';
import { LETTER_LANGUAGES, rawLetter, writtenLetter } from '../../shared/letters.ts';
import { copied, linkTo, source, textOf } from '../../shared/mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
const OTHER = { id: 2298244, code: 'zYxWvUtSrQpOnMlKjIhGfEdCbA543210' };
const html = (sample: typeof SAMPLE) =>
  `<html><body><p>Contact change</p><a href="${linkTo(sample).replaceAll('&', '&amp;')}">here</a></body></html>`;

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (name: string, content: Uint8Array | string) => ({
  name,
  content: Buffer.from(content).toString('base64'),
});

/** What is found in a file, message by message. */
async function foundIn(name: string, content: Uint8Array) {
  const read = await readMailFile(name, content);
  if ('why' in read) return read.why;
  return read.texts.flatMap((text) =>
    findCodes(text).codes.map(({ code, requestId, recipient }) => ({ code, requestId, recipient })),
  );
}
const just = ({ id, code }: typeof SAMPLE, recipient: string | null) => ({ code, requestId: id, recipient });

describe('a mail file', () => {
  it('gives its code, its request and its receiver, whatever its kind', async () => {
    const to = 'maria@cobalto.es';
    const raw = await source(SAMPLE, 'es', 'quoted-printable');
    const outlook = { subject: 'Contact change request no. 2298243', to: [to] };
    const kinds: [string, Uint8Array][] = [
      ['a.eml', bytes(raw)],
      ['b.txt', bytes(copied(SAMPLE, 'pl'))],
      ['c.mbox', bytes(`From support@ovh.com Fri Nov 20 10:00:00 2026\n${raw}\n`)],
      ['INBOX', bytes(`From - Fri Nov 20 10:00:00 2026\n${raw}\n`)],
      ['d.msg', outlookFile({ ...outlook, body: textOf(SAMPLE, 'fr').replaceAll('\n', '\r\n') })],
      ['e.msg', outlookFile({ ...outlook, html: html(SAMPLE) })],
      ['f.msg', outlookFile({ ...outlook, body: textOf(SAMPLE, 'de'), html: html(SAMPLE) })],
      ['utf16.txt', new Uint8Array([0xff, 0xfe, ...Buffer.from(copied(SAMPLE, 'es'), 'utf16le')])],
      ['latin1.eml', new Uint8Array(Buffer.from(copied(SAMPLE, 'es'), 'latin1'))],
    ];
    for (const [name, content] of kinds) {
      expect({ name, found: await foundIn(name, content) }).toEqual({ name, found: [just(SAMPLE, to)] });
    }
    expect(await foundIn('page.htm', bytes(html(SAMPLE)))).toEqual([just(SAMPLE, null)]);
  });

  it.each(LETTER_LANGUAGES)('gives the code of a letter in %s, whatever its kind', async (language) => {
    const facts = {
      ...SAMPLE,
      language,
      isNew: true,
      service: 'peña.example',
      fields: ['contactTech' as const],
      firstname: 'Łukasz',
    };
    const { subject, text, html: page, to } = writtenLetter(facts);
    const raw = await rawLetter(facts);
    const kinds: [string, Uint8Array][] = [
      ['a.eml', bytes(raw)],
      ['b.mbox', bytes(`From support@ovh.com Fri Nov 20 10:00:00 2026\n${raw}`)],
      ['c.msg', outlookFile({ subject, to: [to], body: text, html: page })],
      ['d.msg', outlookFile({ subject, to: [to], html: page })],
      ['e.msg', outlookFile({ subject, to: [to], body: text.replaceAll('\n', '\r\n') })],
    ];
    for (const [name, content] of kinds) {
      expect({ name, found: await foundIn(name, content) }).toEqual({ name, found: [just(SAMPLE, to)] });
    }
    expect(await foundIn('f.html', bytes(page))).toEqual([just(SAMPLE, null)]);
  });

  it('of Outlook’s takes the receiver from the mail’s own headers where Outlook names none', async () => {
    const headers = 'Received: from x\r\nTo: =?utf-8?Q?Mar=C3=ADa?=\r\n <maria@cobalto.es>\r\nSubject: x\r\n';
    const message = outlookFile({ headers, to: ['/o=Cobalto/cn=Recipients'], body: textOf(SAMPLE, 'en') });
    expect(await foundIn('a.msg', message)).toEqual([just(SAMPLE, 'maria@cobalto.es')]);
  });

  it('of several messages keeps each code with its own receiver', async () => {
    const one = copied(SAMPLE, 'es', 'maria@cobalto.es');
    const other = copied(OTHER, 'fr', 'hugo@cobalto.fr');
    const separator = 'From support@ovh.com Fri Nov 20 10:00:00 2026';
    expect(await foundIn('a.mbox', bytes(`${separator}\n${one}\n\n${separator}\n${other}\n`))).toEqual([
      just(SAMPLE, 'maria@cobalto.es'),
      just(OTHER, 'hugo@cobalto.fr'),
    ]);
    const attached = [
      { subject: 'Pedido de alteração de contacto', to: ['hugo@cobalto.fr'], html: html(OTHER) },
    ];
    const forwarded = outlookFile({ subject: 'Fwd', to: ['x@y.es'], body: 'See attached', attached });
    expect(await foundIn('b.msg', forwarded)).toEqual([just(OTHER, 'hugo@cobalto.fr')]);
  });

  it('that cannot be read says why', async () => {
    const whys = {
      'a.pdf': bytes('%PDF'),
      notes: bytes('From here on, nothing'),
      program: new Uint8Array(100),
      'b.eml': new Uint8Array(),
      'c.txt': bytes(' \r\n'),
      'd.msg': bytes('not an Outlook message'),
      'e.eml': new Uint8Array(600),
      'f.msg': outlookFile({ subject: 'Nothing in it' }),
      'g.mbox': new Uint8Array(LARGEST_FILE + 1),
    };
    const told = await Promise.all(
      Object.entries(whys).map(async ([name, content]) => [name, await foundIn(name, content)]),
    );
    expect(told).toEqual([
      ['a.pdf', 'type'],
      ['notes', 'type'],
      ['program', 'type'],
      ['b.eml', 'empty'],
      ['c.txt', 'empty'],
      ['d.msg', 'broken'],
      ['e.eml', 'broken'],
      ['f.msg', 'empty'],
      ['g.mbox', 'size'],
    ]);
  });
});

describe('an Outlook message', () => {
  const sound = outlookFile({
    subject: 'Hello',
    to: ['maria@cobalto.es'],
    body: textOf(SAMPLE, 'en').repeat(20),
  });
  /** The first sector of the allocation table, where the chains are. */
  const table = 512 * (1 + new DataView(sound.buffer, sound.byteOffset).getUint32(0x4c, true));
  const changed = (at: number, value: number): Uint8Array => {
    const copy = sound.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };

  it('whose chains, tree and sizes are sound is read', () => {
    expect(isSoundCompoundFile(sound)).toBe(true);
  });
  it('whose chain of sectors is a ring is refused at once', async () => {
    for (let sector = 0; sector < 8; sector += 1) {
      const ring = changed(table + sector * 4, sector);
      expect(isSoundCompoundFile(ring), `sector ${sector}`).toBe(false);
      expect(await foundIn('ring.msg', ring)).toBe('broken');
    }
  });
  it('with a stream larger than the file is refused', () => {
    const directory = 512 * (1 + new DataView(sound.buffer, sound.byteOffset).getUint32(0x30, true));
    expect(isSoundCompoundFile(changed(directory + 128 + 0x78, 0x7fff_ffff))).toBe(false);
    expect(isSoundCompoundFile(changed(directory + 128 + 0x44, 1))).toBe(false);
    expect(isSoundCompoundFile(changed(directory + 128 + 0x48, 0))).toBe(false);
  });
  it('with any bytes changed, or cut off, is answered and never thrown at', async () => {
    const change = fc.record({ at: fc.nat(sound.length - 1), value: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 20 }),
        fc.oneof(fc.constant(sound.length), fc.nat(sound.length)),
        fc.boolean(),
        async (changes, length, isInHead) => {
          const copy = sound.slice(0, length);
          for (const { at, value } of changes) {
            const place = isInHead ? at % 80 : at;
            if (place < copy.length) copy[place] = value;
          }
          const read = await readMailFile('a.msg', copy);
          expect('why' in read ? read.why : 'read').toMatch(/^(read|broken|empty)$/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('files together', () => {
  const room = openReadingRoom();
  afterAll(() => room.close());
  const recognise = (files: Parameters<typeof recogniseFiles>[0]) => recogniseFiles(files, room.read, take);
  const take = ({ codes, ...counts }: CodesInText): Recognition => {
    const none = { requestKey: null, accountId: null, candidates: [] };
    return {
      ...counts,
      codes: codes.map(({ code, requestId, source: from, suspicious }) => ({
        ...none,
        handle: `handle of ${code}`,
        masked: maskCode(code),
        from: 'file' as const,
        sentAt: null,
        source: from,
        requestId,
        verdict: suspicious ? ('suspicious' as const) : ('unknown' as const),
      })),
    };
  };

  it('count the same code once, and name those without one and those that are not read', async () => {
    const raw = await source(SAMPLE, 'it', 'base64');
    const answer = await recognise([
      file('a.eml', raw),
      file('copy of a.eml', raw),
      file('b.txt', copied(OTHER, 'de')),
      file('holiday.txt', 'Wish you were here'),
      file('invoice.pdf', '%PDF'),
      file('cut.msg', 'D0CF'),
    ]);
    expect(answer).toMatchObject({
      codes: [{ requestId: SAMPLE.id }, { requestId: OTHER.id }],
      emails: 2,
      links: 0,
      bare: 0,
      nothingIn: ['holiday.txt'],
      unreadable: [
        { name: 'invoice.pdf', why: 'type' },
        { name: 'cut.msg', why: 'broken' },
      ],
    });
  });
  it('of Outlook’s are each read for themselves, however small', async () => {
    const samples = Array.from({ length: 20 }, (_, index) => ({
      id: 3000 + index,
      code: `Small${String(index).padStart(3, '0')}${'x9'.repeat(12)}`,
    }));
    const files = samples.map((sample) =>
      file(`${sample.id}.msg`, outlookFile({ to: ['maria@cobalto.es'], body: linkTo(sample) })),
    );
    expect(Math.max(...files.map(({ content }) => Buffer.from(content, 'base64').length))).toBeLessThan(5000);
    const { codes, unreadable } = await recognise(files);
    expect(unreadable).toEqual([]);
    expect(codes.map(({ handle }) => handle)).toEqual(samples.map(({ code }) => `handle of ${code}`));
  });
  it('do not clear a code of suspicion that one of them raises', async () => {
    const forged = linkTo(SAMPLE).replace('www.ovh.com', 'www.ovh.com.evil.example');
    for (const order of [
      [linkTo(SAMPLE), forged],
      [forged, linkTo(SAMPLE)],
    ]) {
      const files = order.map((text, index) => file(`${index}.txt`, text));
      const { codes } = await recognise(files);
      expect(codes.map(({ verdict }) => verdict)).toEqual(['suspicious']);
    }
  });
});
