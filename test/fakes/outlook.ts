/** Writes Outlook messages (.msg) for tests: the few properties a mail program reads first, in a compound file. */
import type { Entry } from '@kenjiuno/msgreader/lib/Burner.js';
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';

/** Kinds of entries of a compound file ([MS-CFB] 2.6.1). */
const FOLDER = 1;
const STREAM = 2;
const ROOT = 5;

export type OutlookMessage = {
  subject?: string;
  body?: string;
  /** Kept as bytes, as Outlook does. */
  html?: string;
  /** Compressed, as Outlook keeps it. */
  rtf?: Uint8Array;
  headers?: string;
  to?: string[];
  /** Messages attached to it. */
  attached?: OutlookMessage[];
};

export function outlookFile(message: OutlookMessage): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: ROOT, children: [], length: 0 }];
  fill(entries, 0, message, 32);
  return burn(entries);
}

function add(entries: Entry[], parent: number, entry: Entry): number {
  const index = entries.length;
  entries.push(entry);
  entries[parent]?.children?.push(index);
  return index;
}

function stream(entries: Entry[], parent: number, name: string, bytes: Uint8Array): void {
  add(entries, parent, { name, type: STREAM, binaryProvider: () => bytes, length: bytes.length });
}

function folder(entries: Entry[], parent: number, name: string): number {
  return add(entries, parent, { name, type: FOLDER, children: [], length: 0 });
}

/** `tag`: number and type of the property ([MS-OXPROPS]), as in `0037001F`. */
function text(entries: Entry[], parent: number, tag: string, value: string | undefined): void {
  if (value === undefined || value === '') return;
  stream(entries, parent, `__substg1.0_${tag}`, new Uint8Array(Buffer.from(value, 'utf16le')));
}

function properties(entries: Entry[], parent: number, head: number): void {
  stream(entries, parent, '__properties_version1.0', new Uint8Array(head));
}

function fill(entries: Entry[], parent: number, message: OutlookMessage, head: number): void {
  properties(entries, parent, head);
  text(entries, parent, '0037001F', message.subject);
  text(entries, parent, '1000001F', message.body);
  text(entries, parent, '007D001F', message.headers);
  if (message.html !== undefined) {
    stream(entries, parent, '__substg1.0_10130102', new TextEncoder().encode(message.html));
  }
  if (message.rtf !== undefined) stream(entries, parent, '__substg1.0_10090102', message.rtf);
  for (const [index, address] of (message.to ?? []).entries()) {
    const receiver = folder(entries, parent, `__recip_version1.0_#${index.toString(16).padStart(8, '0')}`);
    properties(entries, receiver, 8);
    text(entries, receiver, '39FE001F', address);
  }
  for (const [index, inner] of (message.attached ?? []).entries()) {
    const attachment = folder(entries, parent, `__attach_version1.0_#${index.toString(16).padStart(8, '0')}`);
    properties(entries, attachment, 8);
    const place = folder(entries, attachment, '__substg1.0_3701000D');
    fill(entries, place, inner, 24);
  }
}
