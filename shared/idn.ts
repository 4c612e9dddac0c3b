/** Internationalised domain names as people write them: `xn--pea-fma.es` → `peña.es`. Only for the eye; the API keeps the ASCII form. */

/** RFC 3492 § 5: the parameters of Punycode. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10ffff;

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(char: string): number {
  if (char >= 'a' && char <= 'z') return char.charCodeAt(0) - 97;
  if (char >= '0' && char <= '9') return char.charCodeAt(0) - 48 + 26;
  return -1;
}

/** Decodes one label without its `xn--` (RFC 3492 § 6.2). `null` for what is not Punycode. */
function decode(encoded: string): string | null {
  const delimiter = encoded.lastIndexOf('-');
  const output = delimiter > 0 ? Array.from(encoded.slice(0, delimiter)) : [];
  let rest = encoded.slice(delimiter > 0 ? delimiter + 1 : 0);
  let codePoint = FIRST_CODE_POINT;
  let position = 0;
  let bias = FIRST_BIAS;
  while (rest !== '') {
    const before = position;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(rest.charAt(0));
      if (digit < 0) return null;
      rest = rest.slice(1);
      position += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (position > LAST_CODE_POINT * 64) return null;
    }
    bias = adapt(position - before, output.length + 1, before === 0);
    codePoint += Math.floor(position / (output.length + 1));
    position %= output.length + 1;
    if (codePoint > LAST_CODE_POINT) return null;
    output.splice(position, 0, String.fromCodePoint(codePoint));
    position += 1;
  }
  return output.join('');
}

/** Letters, marks, digits and hyphens: nothing that hides, turns the direction of text or draws a picture. */
const PLAIN_LABEL = /^[\p{L}\p{M}\p{Nd}-]+$/u;
const LATIN = /\p{Script=Latin}/u;
/** Scripts with letters that look like Latin ones. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Cyrillic letters that pass for Latin ones: a name of these alone reads as another. */
const PASSES_FOR_LATIN = /^[асԁеһіјӏоорԛѕԝхуҽпгѵѡ\d-]+$/;

type Label = { shown: string; deceives: boolean };

function readLabel(label: string): Label {
  const plain = { shown: label, deceives: false };
  const ascii = label.toLowerCase();
  const shown = ascii.startsWith('xn--') ? decode(ascii.slice(4)) : label;
  // What is not Punycode, or hides characters, says nothing that could be shown.
  if (shown === null || !PLAIN_LABEL.test(shown)) return plain;
  const deceives = PASSES_FOR_LATIN.test(shown)
    ? LOOKALIKE.test(shown)
    : LATIN.test(shown) && LOOKALIKE.test(shown);
  return { shown: shown.normalize('NFC'), deceives };
}

function showLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const { shown, deceives } = readLabel(label);
  // SECURITY: a name that mixes or imitates scripts, or hides characters, is shown as it stands in the DNS.
  return deceives ? label : shown;
}

/** The name in Unicode; the same name where there is nothing to decode or decoding it would deceive. */
export function showName(name: string): string {
  return name.includes('xn--') ? name.split('.').map(showLabel).join('.') : name;
}

/** Plain names, of which there are most, are told without a look at their parts. */
const PLAIN_NAME = /^(?!.*xn--)[\x00-\x7f]*$/i;

/** Whether a part of the name mixes scripts or imitates Latin letters: it may be taken for another. */
export function isLookalike(name: string): boolean {
  return !PLAIN_NAME.test(name) && name.split('.').some((label) => readLabel(label).deceives);
}

/** What such a name would look like, to be told beside it as a warning, never instead of it. */
export function unveiled(name: string): string {
  return name
    .split('.')
    .map((label) => readLabel(label).shown)
    .join('.');
}
