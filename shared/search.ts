/** Searching services and requests by what a person types: case and accents do not matter, every word must occur. */
import type { ContactRequest } from './request.ts';

/** Lower case without accents, compatibility forms made plain: `Peña` → `pena`. */
export function fold(text: string): string {
  // Most text is ASCII, where only the case is to be folded: many times faster.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
}

/** The words of a query, folded; none for an empty query, which matches everything. */
export function splitQuery(query: string): string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function join(parts: (string | null | undefined)[]): string {
  return fold(parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n'));
}

/** Everything a request can be found by, folded: service, the three accounts and its number. */
export function indexRequest(request: ContactRequest): string {
  return join([
    request.serviceDomain,
    request.family,
    request.askingAccount,
    request.fromAccount,
    request.toAccount,
    `#${request.id}`,
  ]);
}

/** `words` from `splitQuery`, `index` from `indexRequest` or what else `fold` made. */
export function matchesIndex(index: string, words: readonly string[]): boolean {
  return words.every((word) => index.includes(word));
}
