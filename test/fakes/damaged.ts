/**
 * What can happen to a file of the data folder, as bytes: cut, zeroed, a bit flipped, other types, another version, a folder in
 * its place, not to be read. Knows the forms in which they are written, and nothing of what reads them.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../electron/sandbox/random.ts';
import { BEGINNING, link, readChain } from '../../electron/storage/chain.ts';
import { toChecked } from '../../electron/storage/checked.ts';

export type Case = {
  what:
    | 'cut'
    | 'zeroed'
    | 'bit flipped'
    | 'other types'
    | 'newer version'
    | 'older version'
    | 'folder'
    | 'unreadable';
  /** `null`: a folder stands there; the file as it is where it is only not to be read. */
  bytes: Buffer | null;
};

const FLIPS = 10;

export function casesOf(name: string, good: Buffer, random: Random): Case[] {
  const cases: Case[] = [];
  const add = (what: Case['what'], bytes: Buffer | string | null): void => {
    cases.push({ what, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes });
  };
  for (let tenth = 0; tenth < 10; tenth += 1) {
    add('cut', good.subarray(0, Math.floor((good.length * tenth) / 10)));
  }
  add('zeroed', Buffer.alloc(good.length));
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const bytes = Buffer.from(good);
    const at = random.int(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
    add('bit flipped', bytes);
  }
  const text = good.toString('utf8');
  for (const odd of ['[]', '"text"', '17']) add('other types', odd);
  for (const other of otherTypes(name, text)) add('other types', other);
  add('newer version', otherVersion(name, text, +1));
  add('older version', otherVersion(name, text, -1));
  add('folder', null);
  add('unreadable', good);
  return cases;
}

/** Puts it there; of a file that is not to be read the bytes alone, the rest is the caller's. */
export async function damage(path: string, { bytes }: Case): Promise<void> {
  await rm(path, { recursive: true });
  if (bytes !== null) return writeFile(path, bytes, { mode: 0o600 });
  await mkdir(path, { mode: 0o700 });
  await writeFile(join(path, 'within'), 'something');
}

/** Each field in turn with a value of another type; as somebody else would write it, and with a digest that is right. */
function otherTypes(name: string, text: string): string[] {
  if (name.endsWith('.jsonl')) {
    const [first = {}, ...rest] = contentOf(text);
    return ['kind', 'id', 'at', 'line'].map((field) =>
      chained([{ ...first, [field]: { other: true } }, ...rest]),
    );
  }
  const [head = '', ...lines] = name.includes('.services.') ? text.split('\n') : [text];
  const value = withoutDigest(head);
  return Object.keys(value).flatMap((field) => {
    const odd = { ...value, [field]: typeof value[field] === 'object' ? 7 : { other: true } };
    return [JSON.stringify(odd), toChecked(odd)].map((one) => [one, ...lines].join('\n'));
  });
}

function otherVersion(name: string, text: string, by: 1 | -1): string {
  if (name.endsWith('.jsonl')) {
    const lines = contentOf(text);
    // Before there were chains; and a line of a kind that is not known yet.
    if (by < 0) return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return chained([...lines, { line: 'of a newer kind', id: 'x' }]);
  }
  const [head = '', ...lines] = name.includes('.services.') ? text.split('\n') : [text];
  const { first: _first, rest: _rest, ...value } = withoutDigest(head);
  // Before there were digests the version was the same.
  if (by < 0) return [JSON.stringify(value), ...lines].join('\n');
  return [toChecked({ ...withoutDigest(head), version: Number(value['version'] ?? 0) + by }), ...lines].join(
    '\n',
  );
}

function withoutDigest(text: string): Record<string, unknown> {
  const { sha256: _digest, ...value } = JSON.parse(text) as Record<string, unknown>;
  return value;
}

function contentOf(text: string): object[] {
  return readChain(text).lines.flatMap((line) => (line.kind === 'content' ? [line.value] : []));
}

function chained(lines: readonly object[]): string {
  let after = BEGINNING;
  return lines
    .map((line) => {
      const linked = link(line, after);
      after = linked.chain;
      return `${linked.text}\n`;
    })
    .join('');
}
