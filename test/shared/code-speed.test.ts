/** However hostile a text is, looking through it takes time in proportion to its length. */
import { describe, expect, it } from 'vitest';
import { findCodes } from '../../shared/code.ts';
import { copied, linkTo } from './mails.ts';

const SAMPLE = { id: 2298243, code: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' };
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
  `Content-Type: application/octet-stream; ${'name=.x'.repeat(40)}\n\n`,
  'Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nTU1N\n',
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

/**
 * Lengths looked at, the shorter first: a text that costs the square of its length is found there within seconds, not
 * hours. A megabyte is what a whole mailbox comes to. `most`: how many times the yardstick's duration it may take; the
 * slowest takes 3 to 5 times on any machine, and short ones are easily disturbed.
 */
const LENGTHS = [
  { length: 30_000, most: 40 },
  { length: 200_000, most: 20 },
  { length: 1_000_000, most: 15 },
];

/** Microseconds of the processor's time: what other programs take of it does not count. */
function costOf(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return Math.max(1, user + system);
}

/** How many times as long as `plain` it takes: the best of a few runs of each, in turn, since noise only ever adds. */
function ratioOf(run: () => void, plain: () => void): number {
  const best = { run: Number.POSITIVE_INFINITY, plain: Number.POSITIVE_INFINITY };
  for (let time = 0; time < 3; time += 1) {
    best.run = Math.min(best.run, costOf(run));
    best.plain = Math.min(best.plain, costOf(plain));
  }
  return best.run / best.plain;
}

/** Plain work of the same kind, in proportion to the length: cutting a text into lines and looking at each a few times. */
function yardstick(text: string): void {
  let seen = 0;
  for (let round = 0; round < 4; round += 1) {
    for (const line of text.split('\n')) {
      if (/[^a-z ]/.test(line) || line.normalize('NFKD').trim() === '') seen += 1;
    }
  }
  if (seen > 8) throw new Error('the yardstick is bent');
}

describe('findCodes', () => {
  for (const piece of HOSTILE) {
    it(`takes time in proportion to the length of ${JSON.stringify(piece.slice(0, 60))}`, () => {
      for (const { length, most } of LENGTHS) {
        const text = fill(piece, length);
        const plain = fill('a line of ordinary text\n', length);
        let ratio = Number.POSITIVE_INFINITY;
        // A second and a third look for a machine that stumbled; what is slow by itself stays slow, and far beyond is enough.
        for (let look = 0; look < 3 && ratio >= most; look += 1) {
          if (look > 0 && ratio > most * 2) break;
          ratio = Math.min(
            ratio,
            ratioOf(
              () => findCodes(text),
              () => yardstick(plain),
            ),
          );
        }
        expect(ratio, `${length} characters`).toBeLessThan(most);
      }
    });
  }
});
