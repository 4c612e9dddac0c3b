/** Hides what need not be shown in full; it never decides who may see it. */

/** `maria@cobalto.es` → `m•••@cobalto.es`: enough to know one's own mailbox, too little to copy. Without an `@` nothing is left. */
export function maskEmail(email: string): string {
  const address = email.trim();
  const at = address.lastIndexOf('@');
  if (at < 0) return '•••';
  const first = at === 0 ? '' : String.fromCodePoint(address.codePointAt(0) ?? 0);
  return `${first}•••${address.slice(at)}`;
}
