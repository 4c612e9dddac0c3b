/**
 * Finds API keys in what was pasted into a key field: lines of `ovh.conf` or of the environment, JSON, the text of
 * OVHcloud's key page. Keeps nothing and checks nothing with anybody.
 */

export const KEY_NAMES = [
  'applicationKey',
  'applicationSecret',
  'consumerKey',
  'clientId',
  'clientSecret',
] as const;
export type KeyName = (typeof KEY_NAMES)[number];
export type FoundKeys = Partial<Record<KeyName, string>>;

/** Names as `ovh.conf`, the environment, the clients and the key page spell them (en, fr, es), with any separators. */
const LABELS: readonly [KeyName, RegExp][] = [
  [
    'applicationSecret',
    /\b(?:(?:ovh_?)?app(?:lication)?[\s_-]*secret|as|secret d['’]application|secreto de (?:la )?aplicación)\b/iu,
  ],
  [
    'applicationKey',
    /\b(?:(?:ovh_?)?app(?:lication)?[\s_-]*key|ak|clé d['’]application|clave de (?:la )?aplicación)\b/iu,
  ],
  ['consumerKey', /\b(?:(?:ovh_?)?consumer[\s_-]*key|ck|clé consommateur|clave de consumidor)\b/iu],
  ['clientSecret', /\b(?:ovh_?)?client[\s_-]*secret\b/iu],
  ['clientId', /\b(?:ovh_?)?client[\s_-]*id\b/iu],
];

/** Application keys have 16 characters and secrets 32 in every sample; ids of service accounts look like `EU.0123abcd`. */
const VALUE = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

/** A key as it is meant: blanks around and within it, and signs nobody sees, come of copying. */
export function cleanKey(text: string): string {
  return text.replace(/[\s\u200B-\u200D\u2060\uFEFF]/gu, '');
}

/** No key has any other sign; one that has cannot even be sent. */
export function canBeKey(text: string): boolean {
  return /^[\x21-\x7E]+$/.test(text);
}

/** Keys of applications have 16 characters, secrets 32, in every sample. */
export function looksSwapped({ applicationKey = '', applicationSecret = '' }: FoundKeys): boolean {
  return /^[A-Za-z0-9]{32}$/.test(applicationKey) && /^[A-Za-z0-9]{16}$/.test(applicationSecret);
}

/** What stands between a name and its value: `=`, `:`, quotes, a comma at the end. */
function trimValue(text: string): string {
  return text.replace(/^[\s"'`=:>,]+/, '').replace(/[\s"'`,;}\]]+$/, '');
}

function labelOf(text: string): { name: KeyName; rest: string } | null {
  for (const [name, pattern] of LABELS) {
    const found = pattern.exec(text);
    if (found !== null && /^[\s"'`{[\-*]*(?:export\s+|set\s+)?$/i.test(text.slice(0, found.index))) {
      return { name, rest: trimValue(text.slice(found.index + found[0].length)) };
    }
  }
  return null;
}

/** The keys named in the text; `null` where it is a single key, or nothing this can tell apart. */
export function readKeys(text: string): FoundKeys | null {
  const lines = text
    .split(/\r?\n|(?<=["'\w]),\s*(?=["'])/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;[]/.test(line));
  const found: FoundKeys = {};
  let open: KeyName | null = null;
  for (const line of lines) {
    const label = labelOf(line);
    if (label === null) {
      const value = trimValue(line);
      // The key page puts a name on one line and its value on the next.
      if (open !== null && VALUE.test(value)) found[open] ??= value;
      open = null;
    } else if (label.rest === '') open = label.name;
    else {
      if (VALUE.test(label.rest)) found[label.name] ??= label.rest;
      open = null;
    }
  }
  if (Object.keys(found).length > 0) return found;
  // Three keys without names, in the order the key page shows them.
  const [applicationKey = '', applicationSecret = '', consumerKey = '', ...more] = lines.flatMap((line) =>
    line.split(/\s+/),
  );
  const isThree =
    more.length === 0 &&
    /^[A-Za-z0-9]{16}$/.test(applicationKey) &&
    [applicationSecret, consumerKey].every((key) => /^[A-Za-z0-9]{32}$/.test(key));
  return isThree ? { applicationKey, applicationSecret, consumerKey } : null;
}
