/**
 * The lines of a journal, each with a digest of itself that the next one repeats, so that a line which was altered or taken
 * out is noticed and named. Reads and makes texts alone; touches no file and knows no content.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parse } from './checked.ts';

/** What closes a line: the digest of the line before it, and the one of this line with that in it. */
const LINK = /[,{]"after":"([\w-]{43}|)"(,"chain":"([\w-]{43})"\})$/;
/** Ends of lines within one, where what stood between them is no longer a line's end. */
const WITHIN = /(?<="chain":"[\w-]{43}"\})(?!$)/;

/** Before the first line. */
export const BEGINNING = '';

export type Line =
  | { kind: 'content'; value: object; chain: string }
  /** The journal's own word, as on what was taken out. */
  | { kind: 'note'; note: Note; chain: string }
  /** As text, and under a name that stays its own. */
  | { kind: 'unreadable'; text: string; id: string };

export const noteSchema = z.discriminatedUnion('journal', [
  /** Lines were taken out on the person's word, and the others chained anew. ISO 8601. */
  z.object({ journal: z.literal('dropped'), at: z.string(), lines: z.number().int() }),
  /** What was found damaged and told of: unreadable lines by `id`, gaps by the `chain` of the line after them. */
  z.object({ journal: z.literal('damaged'), at: z.string(), found: z.array(z.string()) }),
]);
export type Note = z.infer<typeof noteSchema>;

/** A line of the file, without its end. */
export function link(value: object, after: string): { text: string; chain: string } {
  const content = JSON.stringify(value).slice(0, -1);
  const body = `${content}${content === '{' ? '' : ','}"after":"${after}"`;
  const chain = digest(body);
  return { text: `${body},"chain":"${chain}"}`, chain };
}

/** What `link` made, taken apart; `null` where it is not as it was made. */
function unlink(text: string): { own: Record<string, unknown>; after: string; id: string } | null {
  const found = LINK.exec(text);
  if (found === null) return null;
  const [, after = '', end = '', id = ''] = found;
  const value = parse(text);
  if (digest(text.slice(0, -end.length)) !== id || !isObject(value)) return null;
  const { after: _after, chain: _chain, ...own } = value;
  return { own, after, id };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `link`, for a line of before there were chains: what its place in the chain would be. */
function linkOld(text: string, after: string): string {
  return digest(`${after}\n${text}`);
}

export type Chain = {
  lines: (Line & { number: number })[];
  /** `chain` of the last line that can be read. */
  last: string;
  /** Lines before which some are missing or were altered: by `chain`, with its number in the file (from 1). */
  gaps: { id: string; number: number }[];
  /** The end of the text is no whole line. */
  isTorn: boolean;
};

export function readChain(text: string): Chain {
  const chain: Chain = { lines: [], last: BEGINNING, gaps: [], isTorn: text !== '' && !text.endsWith('\n') };
  const seen = new Set([BEGINNING]);
  let isChained = false;
  let number = 0;
  /** Since the last line that could be read: it tells why the next one does not follow. */
  let unreadable = false;
  const took = (line: Line & { chain: string }): void => {
    chain.lines.push({ ...line, number });
    chain.last = line.chain;
    seen.add(line.chain);
    unreadable = false;
  };
  for (const whole of text.split('\n')) {
    number += 1;
    for (const [index, part] of whole.split(WITHIN).entries()) {
      if (part === '') continue;
      // What stood for the end of the line before it is no part of it.
      const linked = unlink(part) ?? (index === 0 ? null : unlink(part.slice(1)));
      const old = linked === null && !isChained && !LINK.test(part) ? parse(part) : undefined;
      if (linked !== null) {
        const { own, after, id } = linked;
        // A line that was refused, and stands there all the same, is followed by one of the same place.
        if (!seen.has(after) && !unreadable) chain.gaps.push({ id, number });
        isChained = true;
        const note = 'journal' in own ? noteSchema.safeParse(own).data : undefined;
        took(
          note === undefined ? { kind: 'content', value: own, chain: id } : { kind: 'note', note, chain: id },
        );
      } else if (isObject(old)) {
        took({ kind: 'content', value: old, chain: linkOld(part, chain.last) });
      } else {
        unreadable = true;
        chain.lines.push({ kind: 'unreadable', text: part, id: digest(part), number });
      }
    }
  }
  return chain;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
