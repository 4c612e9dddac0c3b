/**
 * Reads the files people keep e-mails in (.eml, .msg, .mbox, .txt, .html) into texts, one per message. Looks for nothing
 * in them, writes nothing, and never throws: what cannot be read is named with its reason.
 */
import { randomUUID } from 'node:crypto';
import type { FieldsData } from '@kenjiuno/msgreader';
import type { UnreadableFile } from '../../shared/found-code.ts';
import { isMailbox, kindOfFile, LARGEST_FILE, splitMailbox } from '../../shared/mail-file.ts';
import { isSoundCompoundFile } from './compound-file.ts';

/** `cut`: it holds more than is read of one file. */
export type Texts = { texts: string[]; cut: boolean } | { why: UnreadableFile['why'] };

/** Messages attached to messages are read as deep as people forward them. */
const DEEPEST = 4;
const MOST_ATTACHED = 200;

/** The texts of the messages in a file. Never rejects. */
export async function readMailFile(name: string, bytes: Uint8Array): Promise<Texts> {
  const kind = kindOfFile(name);
  if (kind === null) return { why: 'type' };
  if (bytes.length === 0) return { why: 'empty' };
  if (bytes.length > LARGEST_FILE) return { why: 'size' };
  if (kind === 'outlook') return readOutlook(bytes);
  const text = textOf(bytes);
  if (text.trim() === '') return { why: 'empty' };
  // Text has no NUL: this is something else under a wrong name.
  if (text.slice(0, 4096).includes('\0')) return { why: kind === 'mailbox-or-nothing' ? 'type' : 'broken' };
  if (kind === 'mailbox-or-nothing' && !isMailbox(text)) return { why: 'type' };
  const texts = splitMailbox(text);
  return texts === null ? { why: 'size' } : { texts, cut: false };
}

/** UTF-16 where a mark says so, UTF-8 where it is valid, else one character per byte: codes and links are ASCII in all of them. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

async function readOutlook(bytes: Uint8Array): Promise<Texts> {
  // SECURITY: what is looked at is what is read. The reader takes a whole buffer, a small `Buffer` is a window on one that it
  // shares with others, and `slice` of it only another window.
  const own = new Uint8Array(bytes);
  if (!isSoundCompoundFile(own)) return { why: 'broken' };
  try {
    const { MsgReader } = await outlookReader();
    const fields = new MsgReader(own.buffer).getFileData();
    const texts = messagesOf(fields, 0);
    return texts.length === 0 ? { why: 'empty' } : { texts, cut: false };
  } catch {
    // The reader says in its own words what is wrong inside; none of it helps the person, and it may quote the message.
    return { why: 'broken' };
  }
}

type OutlookReader = { new (buffer: ArrayBuffer): { getFileData: () => FieldsData } };

/** Its CommonJS default export comes wrapped once or twice, by Node and by the bundler. */
async function outlookReader(): Promise<{ MsgReader: OutlookReader }> {
  let found: unknown = await import('@kenjiuno/msgreader');
  for (let depth = 0; depth < 3 && typeof found !== 'function'; depth += 1) {
    found = typeof found === 'object' && found !== null && 'default' in found ? found.default : null;
  }
  if (typeof found !== 'function') throw new TypeError('no reader of Outlook messages');
  return { MsgReader: found as OutlookReader };
}

/** The message, then those attached to it. */
function messagesOf(fields: FieldsData, depth: number): string[] {
  const texts: string[] = [];
  const html =
    fields.bodyHtml ??
    (fields.html instanceof Uint8Array && fields.html.length > 0 ? textOf(fields.html) : '');
  const body = fields.body ?? '';
  if (body.trim() !== '' || html.trim() !== '') texts.push(asMessage(fields, body, html));
  if (depth >= DEEPEST) return texts;
  for (const attached of (fields.attachments ?? []).slice(0, MOST_ATTACHED)) {
    const inner = attached.innerMsgContentFields;
    if (inner !== undefined) texts.push(...messagesOf(inner, depth + 1));
  }
  return texts;
}

/** As the source of an e-mail, which the recogniser knows how to read. */
function asMessage(fields: FieldsData, body: string, html: string): string {
  const boundary = `=_${randomUUID()}`;
  const to = receiversOf(fields);
  return [
    `Subject: ${oneLine(fields.subject ?? '')}`,
    ...(to === '' ? [] : [`To: ${to}`]),
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain',
    '',
    body,
    `--${boundary}`,
    'Content-Type: text/html',
    '',
    html,
    `--${boundary}--`,
    '',
  ].join('\n');
}

/** Addresses of the receivers; inside one organisation Outlook keeps directory names instead, which say nothing here. */
function receiversOf(fields: FieldsData): string {
  const addresses = (fields.recipients ?? [])
    .filter(({ recipType }) => recipType === undefined || recipType === 'to')
    .map(({ smtpAddress, email }) => [smtpAddress, email].find((address) => address?.includes('@')) ?? '')
    .filter((address) => address !== '');
  if (addresses.length > 0) return addresses.map(oneLine).join(', ');
  const header = /^to:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(fields.headers ?? '')?.[1];
  return header === undefined ? '' : oneLine(header);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 2000);
}
