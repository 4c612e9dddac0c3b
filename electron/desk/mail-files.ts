/**
 * Reads the files people keep e-mails in (.eml, .msg, .mbox, .txt, .html, winmail.dat) into texts, one per message. Looks for
 * nothing in them, writes nothing, and never throws: what cannot be read is named with its reason.
 */
import { decodeUtf16, utf16OrderOf } from '../../shared/decoding.ts';
import type { UnreadableFile } from '../../shared/found-code.ts';
import { isMailbox, kindOfFile, LARGEST_FILE, splitMailbox } from '../../shared/mail-file.ts';
import { textOfBytes } from './bytes-text.ts';
import { type OutlookReader, outlookReader, textsOfOutlook } from './outlook-message.ts';
import { isTnef, textsOfTnef } from './tnef.ts';

/** `cut`: it holds more than is read of one file. */
export type Texts = { texts: string[]; cut: boolean } | { why: UnreadableFile['why'] };

/** How the base64 of an Outlook message begins. */
const OUTLOOK_IN_BASE64 = '0M8R4KGxGuE';
/** Loaded for the first file that holds one: it is large, and most people never have any. */
let Outlook: OutlookReader | null = null;

/** The texts of the messages in a file. Never rejects. */
export async function readMailFile(name: string, bytes: Uint8Array): Promise<Texts> {
  const kind = kindOfFile(name);
  if (kind === null) return { why: 'type' };
  if (bytes.length === 0) return { why: 'empty' };
  if (bytes.length > LARGEST_FILE) return { why: 'size' };
  if (kind === 'outlook') {
    Outlook ??= await outlookReader();
    return told(textsOfOutlook(bytes, Outlook));
  }
  if (kind === 'tnef') return isTnef(bytes) ? told(textsOfTnef(bytes, readAttached)) : { why: 'type' };
  const text = textOf(bytes);
  if (text.trim() === '') return { why: 'empty' };
  // Text has no NUL: this is something else under a wrong name.
  if (text.slice(0, 4096).includes('\0')) return { why: kind === 'mailbox-or-nothing' ? 'type' : 'broken' };
  if (kind === 'mailbox-or-nothing' && !isMailbox(text)) return { why: 'type' };
  await prepareFor(text);
  const texts = splitMailbox(text);
  return texts === null ? { why: 'size' } : { texts, cut: false };
}

function told(read: { texts: string[]; cut: boolean } | null): Texts {
  if (read === null) return { why: 'broken' };
  return read.texts.length === 0 ? { why: 'empty' } : read;
}

/** To be called before a text is looked through with `messagesAttached`. */
export async function prepareFor(text: string): Promise<void> {
  if (text.includes(OUTLOOK_IN_BASE64)) Outlook ??= await outlookReader();
}

/** The messages in an attachment of an e-mail that is no text: Outlook's, or what Outlook wrapped them in. */
export function messagesAttached(bytes: Uint8Array): string[] {
  if (isTnef(bytes)) return textsOfTnef(bytes, readAttached)?.texts ?? [];
  return Outlook === null ? [] : (textsOfOutlook(bytes, Outlook)?.texts ?? []);
}

function readAttached(title: string, bytes: Uint8Array): string[] {
  return kindOfFile(title) === 'message' ? [textOf(bytes)] : [];
}

/** UTF-16 where it is, else as any bytes. */
function textOf(bytes: Uint8Array): string {
  const order = utf16OrderOf(bytes);
  return order === null ? textOfBytes(bytes) : decodeUtf16(bytes, order);
}
