/** However hostile a text is, looking through it takes time in proportion to its length. */
import fc from 'fast-check';
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
  '<STYLE>',
  '<style></style',
  '<Script ',
  '<script>x</scrip>',
  '<style>.a{display:none}',
  '<style>@media{',
  '<style>a,',
  '<!--',
  '<!-- <p>',
  '<!-->',
  '<div>',
  '</div>',
  '<div hidden>',
  '<b><i>',
  '<td><b></i>',
  '<p class="a b" style="display:none">',
  '<p style="font-size:0;',
  '<a x="',
  '<a x=\'" y="',
  '<a href="https://evil.example/">https://www.ovh.com/contacts/1?token=AbCdEfGh12',
  '<a href="//x">ovh token</a>',
  '<form action=https://x>',
  '<meta http-equiv=refresh content="0;url=',
  '<table><tr><td>',
  'https://www.ovh.com/?a=https:',
  'https://www.ovh.com/token/contacts?a=//',
  'https://x.protection.sophos.com/?u=aHR0cHM6',
  'https://www.google.com/url?q=https://ovh/token&q=',
  'https://www.ovh.com/contacts/1?token=AbCdEfGh12 <https://x> ',
  'https%25253A',
  '\ufdd0leads elsewhere:\n',
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

/** How many times as long as `plain` it takes. */
function ratioOf(run: () => void, plain: () => void): number {
  const cost = costOf(run);
  return cost / costOf(plain);
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
        // More looks for a machine that stumbled; what is slow by itself stays slow, and far beyond is enough.
        for (let look = 0; look < 5 && ratio >= most; look += 1) {
          if (look > 1 && ratio > most * 2) break;
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

/** Texts of hostile pieces, mixed: what begins once and what comes again and again. */
const mixture = fc.record({
  first: fc.constantFrom('', ...HOSTILE, '<p>', '<html><body><p>contact</p>'),
  again: fc
    .array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 3 })
    .map((pieces) => pieces.join('')),
});

describe('a text of twice the length', () => {
  const LENGTH = 60_000;
  /** Below it a duration says nothing, and would still be no more than a second for the longest text that is taken. */
  const NEGLIGIBLE = 20_000;
  const HOPELESS = 1_500_000;

  it('takes no more than three times as long, whatever it is made of', () => {
    const look = ({ first, again }: { first: string; again: string }): void => {
      const [once, twice] = [LENGTH, LENGTH * 2].map((length) => first + fill(again, length));
      const best = { once: Number.POSITIVE_INFINITY, twice: Number.POSITIVE_INFINITY };
      // The best of several looks: a disturbance only ever adds, and what costs the square costs it every time.
      for (let time = 0; time < 40; time += 1) {
        best.twice = Math.min(
          best.twice,
          costOf(() => findCodes(twice ?? '')),
        );
        if (best.twice < NEGLIGIBLE) return;
        best.once = Math.min(
          best.once,
          costOf(() => findCodes(once ?? '')),
        );
        if (time > 0 && best.twice <= 3 * best.once) return;
        if (time > 3 && best.twice > HOPELESS) break;
      }
      expect(best.twice / best.once, JSON.stringify([first, again])).toBeLessThanOrEqual(3);
    };
    const examples = HOSTILE.map((again): [{ first: string; again: string }] => [{ first: '<p>', again }]);
    const all = () => fc.assert(fc.property(mixture, look), { numRuns: 150, endOnFailure: true, examples });
    expect(all).not.toThrow();
  }, 120_000);
});
