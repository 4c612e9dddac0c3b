/** Messages to others: whole in seven languages, true for each side, and never with a code in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  fitsAddress,
  type LetterFacts,
  type LetterTexts,
  partIn,
  requestsFor,
  writeLetter,
} from '../../shared/letter.ts';
import { LETTER_LANGUAGES, LETTER_LOCALES, type LetterLanguage } from '../../shared/letter-language.ts';
import { confirmed, ME, mineOf, NOW, OTHER_ME, request, THEM } from '../renderer/requests/samples.ts';

const FOLDER = join(import.meta.dirname, '../../shared/locales/letters');
const textsOf = (language: LetterLanguage): LetterTexts =>
  JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8')) as LetterTexts;
const flat = (texts: LetterTexts): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : Object.entries(value).map(([under, text]): [string, string] => [`${key}.${under}`, text]),
  );
const valuesIn = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

const facts = (language: LetterLanguage, change: Partial<LetterFacts>): LetterFacts => ({
  texts: textsOf(language),
  locale: LETTER_LOCALES[language],
  timeZone: 'Europe/Madrid',
  nichandle: THEM,
  name: 'Marta',
  sender: 'Agencia Cobalto',
  requests: [],
  mineOf,
  called: (nichandle) => (nichandle === THEM ? 'Marta Prieto' : nichandle),
  reminds: false,
  ...change,
});

describe('the texts', () => {
  it('are there in each language, and in no other', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(LETTER_LANGUAGES.map((one) => `${one}.json`).sort());
  });
  it.each(LETTER_LANGUAGES)('say in %s what the English ones say, with the same values', (language) => {
    const told = (texts: LetterTexts) => flat(texts).map(([key, text]) => `${key} ${valuesIn(text)}`);
    expect(told(textsOf(language)).sort()).toEqual(told(textsOf('en')).sort());
  });
  it.each([
    ['es', 'Aceptar la solicitud', 'código de verificación'],
    ['en', 'Accept request', 'validation code'],
    ['fr', 'Accepter la demande', 'code de validation'],
    ['de', 'Die Anfrage akzeptieren', 'Validierungscode'],
    ['it', 'Accetta la richiesta', 'codice di conferma'],
    ['pl', 'Zaakceptuj zlecenie', 'kod potwierdzający'],
    ['pt', 'Aceitar o pedido', 'código de validação'],
  ] as const)('use the words of the control panel in %s', (language, button, code) => {
    const all = flat(textsOf(language))
      .map(([, text]) => text)
      .join('\n');
    expect(all).toContain(button);
    expect(all).toContain(code);
  });
});

describe('a message', () => {
  it('tells the new contact the number, the service, what arrives and until when', () => {
    const letter = writeLetter(facts('en', { requests: [request({ id: 2298243 })] }));
    expect(letter?.subject).toBe('OVHcloud: please confirm contact change request no. 2298243');
    expect(letter?.body).toContain('We have asked OVHcloud to name you as contact of:');
    expect(letter?.body).toContain(
      `- clinicanorte.es: technical contact. Request no. 2298243. ${ME} → Marta Prieto (${THEM})`,
    );
    expect(letter?.body).toContain(`your account ${THEM}`);
    expect(letter?.body).toMatch(/the request expires on Thursday,? 26 November 2026 at 13:00 (CET|GMT\+1)/);
    expect(letter?.body.endsWith('Thank you, and kind regards\nAgencia Cobalto')).toBe(true);
  });
  it.each(LETTER_LANGUAGES)('has no gap and no foreign value in %s', (language) => {
    const requests = [
      request({ id: 1, contactTypes: ['contactTech', 'contactBilling'] }),
      request({ id: 2, askingAccount: null, serviceDomain: null }),
      request({ id: 3, askingAccount: 'xx1-ovh' }),
      request({ id: 4, askingAccount: THEM, fromAccount: THEM, toAccount: ME }),
      request({ id: 5, fromAccount: THEM, toAccount: 'lr88120-ovh' }),
      request({ id: 6, askingAccount: null, fromAccount: THEM, toAccount: ME }),
    ];
    for (const reminds of [false, true]) {
      const letter = writeLetter(
        facts(language, {
          requests,
          reminds,
          standing: ['debt', 'payment', 'subsidiary', 'address'],
        }),
      );
      expect(letter?.body).not.toMatch(/\{\{|undefined|roles\.|check\./);
      // One question a line, below the sentence that asks them.
      expect(letter?.body.match(/^- [\p{L}¿].*\?/gmu)).toHaveLength(4);
      for (const { id } of requests) expect(letter?.body).toContain(` ${id}. `);
      expect(letter?.subject).toContain('(5)');
    }
  });
  it('asks nothing of who is only informed', () => {
    const old = request({ id: 7, fromAccount: THEM, toAccount: 'lr88120-ovh' });
    const letter = writeLetter(facts('en', { requests: [old], reminds: true, standing: ['debt'] }));
    expect(letter?.subject).toBe('OVHcloud: change of contacts, for your information');
    expect(letter?.body).toContain('You need not confirm anything');
    expect(letter?.body).not.toMatch(/What to do|Until when|unpaid invoice|still missing/);
  });
  it('is not written of what they confirmed, nor of what is none of theirs', () => {
    const requests = [
      request({ id: 8, confirmations: confirmed(THEM) }),
      request({ id: 9, toAccount: 'lr88120-ovh' }),
      request({ id: 10, state: 'done', dateDone: new Date(NOW).toISOString() }),
    ];
    expect(requestsFor(THEM, requests, mineOf)).toEqual([]);
    expect(writeLetter(facts('en', { requests: requests.slice(0, 2) }))).toBeNull();
  });
  it('is never written to an account of my own', () => {
    expect(requestsFor(OTHER_ME, [request({ id: 11, toAccount: OTHER_ME })], mineOf)).toEqual([]);
  });
  it('says who asked where that is neither of us', () => {
    const letter = writeLetter(facts('en', { requests: [request({ id: 12, askingAccount: 'xx1-ovh' })] }));
    expect(letter?.body).toContain('xx1-ovh has asked OVHcloud to name you');
  });
  it('puts a name with braces in as it is', () => {
    const letter = writeLetter(facts('en', { name: '{{handle}}', requests: [request({ id: 13 })] }));
    expect(letter?.body.startsWith('Hello {{handle}},')).toBe(true);
  });
});

it('knows each part by who asked and who confirms', () => {
  const mine = mineOf();
  expect(partIn(request({ id: 1 }), THEM, mine)).toBe('takes-over');
  expect(partIn(request({ id: 1, askingAccount: THEM, fromAccount: THEM, toAccount: ME }), THEM, mine)).toBe(
    'asks',
  );
  expect(partIn(request({ id: 1, askingAccount: null, fromAccount: THEM, toAccount: ME }), THEM, mine)).toBe(
    'hands-over',
  );
  expect(partIn(request({ id: 1, fromAccount: THEM, toAccount: ME }), THEM, mine)).toBe('informed');
  expect(partIn(request({ id: 1 }), 'nobody-ovh', mine)).toBeNull();
});

it('is copied where an address cannot hold it on that system', () => {
  const short = { subject: 'a', body: 'b' };
  const long = { subject: 'a', body: 'ł'.repeat(500) };
  expect(fitsAddress('a@b.es', short, 'win32')).toBe(true);
  expect(fitsAddress('a@b.es', long, 'win32')).toBe(false);
  expect(fitsAddress('a@b.es', long, 'linux')).toBe(true);
  expect(fitsAddress('a@b.es', { subject: 'a', body: 'x'.repeat(20_000) }, 'linux')).toBe(false);
});
