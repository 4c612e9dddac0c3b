/**
 * A few texts that very many are compared with. A browser keeps every text that was ever looked for in a `Set` or a `Map` in
 * one table for as long as the text lives, and goes through all of that table whenever it clears memory away: with the keys
 * and names of a hundred thousand services that takes longer than a frame. Here most are told apart by a number first.
 */
export class TextSet {
  readonly #texts: ReadonlySet<string>;
  readonly #marks: ReadonlySet<number>;

  constructor(texts: Iterable<string>) {
    this.#texts = new Set(texts);
    this.#marks = new Set(Array.from(this.#texts, markOf));
  }

  get size(): number {
    return this.#texts.size;
  }

  has(text: string): boolean {
    return this.#marks.has(markOf(text)) && this.#texts.has(text);
  }
}

/** The same for the same text, and seldom the same for others: the polynomial of Java's `String.hashCode`, 30 bits of it. */
function markOf(text: string): number {
  let mark = 0;
  for (let at = 0; at < text.length; at += 1) mark = (Math.imul(mark, 31) + text.charCodeAt(at)) | 0;
  return mark & 0x3fff_ffff;
}
