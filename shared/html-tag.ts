/** Reads one tag of a page: where it ends and its attributes. Knows no element and no page. */

const LONGEST_TAG = 8192;

/** The `>` that ends the tag, past quoted values; the nearest one where quotes do not close. -1 where there is none. */
export function endOfTag(html: string, open: number): number {
  const nearest = html.indexOf('>', open);
  if (nearest < 0) return -1;
  const last = Math.min(html.length, open + LONGEST_TAG);
  let quote = '';
  for (let index = open; index < last; index += 1) {
    const character = html[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      if (html[index - 1] === '=' || /=\s{0,9}$/.test(html.slice(Math.max(open, index - 10), index)))
        quote = character;
    } else if (character === '>') return index;
  }
  return nearest;
}

const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/gy;

/**
 * By their names in lower case; as in a browser, the first of a name counts, and what stands inside a value is none.
 * @param tag from its `<` on, without its `>`
 */
export function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = /^<[^\s/>]*/.exec(tag)?.[0].length ?? 0;
  for (let match = ATTRIBUTE.exec(tag); match !== null; match = ATTRIBUTE.exec(tag)) {
    const name = match[1]?.toLowerCase() ?? '';
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return attributes;
}
