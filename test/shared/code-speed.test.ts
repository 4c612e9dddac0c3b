/** However hostile a text is, looking through it takes time in proportion to its length. */
import { describe, expect, it } from 'vitest';
import { findCodes } from '../../shared/code.ts';
import { copied, linkTo } from './mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
/** Long enough that the square of it could not hide behind the machine's noise. */
const SHORT = 40_000;
const FACTOR = 8;
/** For start-up and garbage collection; the square of the time of `SHORT` is far beyond it. */
const SLACK_MS = 80;

const HOSTILE = [
  'http',
  'https://',
  'http://x/token\n',
  'https://x/contacts/1?token=',
  'https://www.ovh.com/manager/#/useraccount/contacts/1?token=\n',
  'https://www.google.com/url?q=https%253A%252F%252Fx/contacts/',
  'https://urldefense.com/v3/__http*__;',
  '<https://ovh/contacts/token=',
  '/contacts/',
  'x.y/contacts/token=',
  '<a ',
  '<a href="',
  "<a '>",
  '<style>',
  '>',
  '> ',
  '=3D',
  '=\n',
  'tab=3D\n',
  '=?utf-8?q?',
  '&amp;',
  '&#38;',
  '&',
  '%',
  '%25',
  '@',
  'a@',
  'To: a@\n',
  'From: x\n',
  'Subject: contact no. 5\n',
  'contact no. 5 ',
  '\nContent-Type: text/html\n\n',
  'Content-Type: multipart/mixed; boundary=b\n\n--b\n',
  '--boundary\nContent-Transfer-Encoding: base64\n\nTU1N\n',
  `${'A'.repeat(72)}\n`,
  `${SAMPLE.code}\n`,
  `${linkTo(SAMPLE).slice(0, -12)}\nWxYz01234567\n`,
  `${copied(SAMPLE, 'es')}\n`,
  'the token to use is:\n\n\n',
  ' \t',
  '\n',
  '*',
  '\u200b',
  'é',
];

function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** The best of a few runs: noise only ever adds. */
function fastest(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    findCodes(text);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe('findCodes', () => {
  for (const piece of HOSTILE) {
    it(`grows no faster than the text: ${JSON.stringify(piece.slice(0, 60))}`, () => {
      const short = fastest(fill(piece, SHORT));
      const long = fastest(fill(piece, SHORT * FACTOR));
      expect(long).toBeLessThan(short * FACTOR * 3 + SLACK_MS);
    });
  }
});
