/** Takes secrets out of a text before anything else sees it: pure, and never the only line of defence. */

const MASK = '***';

/** Words of the API that are as long as a key and are none; without them messages about states would be unreadable. */
const PLAIN_WORDS = new Set(['validatingByCustomers', 'autorenewInProgress', 'unauthorizedActionsByIAM']);

const NAMED =
  /(["']?\b(?:[a-z0-9]+[-_])*(?:application[-_]?(?:key|secret)|client[-_]?(?:id|secret)|consumer[-_]?key|access[-_]?token|refresh[-_]?token|credential[-_]?token|secret|token|password|authorization|x-ovh-(?:application|consumer|signature)|code|key)["']?\s*[=:]\s*)(?:(?:bearer|basic)\s+)?("[^"]*"|'[^']*'|[^\s"'&#,;)}\]]+)/gi;
const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+/gi;
const SIGNATURE = /\$1\$[0-9a-f]{40}/gi;
/** `eyJ…`: a JSON web token, dots and all. */
const WEB_TOKEN = /\beyJ[\w-]+(?:\.[\w-]+)+/g;
const LONG = /[A-Za-z0-9]{16,}/g;

/**
 * SECURITY: application keys and secrets, consumer keys, codes, bearer tokens, signatures and whatever stands behind a
 * telling name (`token=`, `"consumerKey": `) become `***`; so does any run of 16 or more letters and digits, even
 * where it was harmless. `known` are secrets in hand (a code may be as short as 8), taken out wherever they stand.
 */
export function redact(text: string, known: readonly string[] = []): string {
  let clean = text;
  for (const secret of known) {
    if (secret.length >= 4) clean = clean.replaceAll(secret, MASK);
  }
  return clean
    .replace(SIGNATURE, MASK)
    .replace(WEB_TOKEN, MASK)
    .replace(BEARER, `$1 ${MASK}`)
    .replace(NAMED, (whole, name: string, value: string) => {
      if (!isSecretName(name) && !/\d/.test(value)) return whole;
      const quote = value.startsWith('"') || value.startsWith("'") ? value.charAt(0) : '';
      return `${name}${quote}${MASK}${quote}`;
    })
    .replace(LONG, (word) => (PLAIN_WORDS.has(word) ? word : MASK));
}

/** `code: FORBIDDEN` and `key: nichandle` are ordinary words of an error; with a digit in the value they are masked as well. */
function isSecretName(name: string): boolean {
  return !/^["']?(?:code|key)\b/i.test(name);
}
