/** Hides what need not be shown in full; it never decides who may see it. */

/** `maria@cobalto.es` → `m•••@cobalto.es`: enough to know one's own mailbox, too little to copy. Without an `@` nothing is left. */
export function maskEmail(email: string): string {
  const address = email.trim();
  const at = address.lastIndexOf('@');
  if (at < 0) return '•••';
  const first = at === 0 ? '' : String.fromCodePoint(address.codePointAt(0) ?? 0);
  return `${first}•••${address.slice(at)}`;
}

/** Every address in a text, masked; the rest stays as it is. */
export function maskEmails(text: string): string {
  return text.replaceAll(/[^\s@<>()"'“”«»,;:]+@[^\s@<>()"'“”«»,;:]+/g, (email) => maskEmail(email));
}

/**
 * `AbCdEfGhIjKlMnOpQrStUvWxYz012345` → `AbCd••2345`: enough to know it from another, too little to use. Of a short code less
 * is shown, so that at least half of it stays hidden.
 */
export function maskCode(code: string): string {
  const shown = Math.min(4, Math.floor(code.length / 4));
  return `${code.slice(0, shown)}••${code.slice(code.length - shown)}`;
}
