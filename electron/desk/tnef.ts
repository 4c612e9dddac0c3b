/**
 * Reads TNEF ([MS-OXTNEF]), what Outlook wraps whole messages in on their way to other programs (`winmail.dat`): the texts of
 * the message and of those attached to it. Every length is held against the bytes that are there; it opens nothing else.
 */

import { latinOf, textOfBytes } from './bytes-text.ts';
import { type Message, receiversIn, sourceOf } from './mail-source.ts';
import { pageOfCompressedRtf } from './rtf-text.ts';

const SIGNATURE = 0x22_3e_9f_78;
/** Attributes of the message and of its attachments (2.1.3.1): number and type in one. */
const SUBJECT = 0x0001_8004;
const BODY = 0x0002_800c;
const PROPERTIES = 0x0006_9003;
const ATTACHMENT_BEGINS = 0x0006_9002;
const ATTACHMENT_TITLE = 0x0001_8010;
const ATTACHMENT_DATA = 0x0006_800f;
const ATTACHMENT_PROPERTIES = 0x0006_9005;

/** Properties ([MS-OXPROPS]). */
const P_SUBJECT = 0x0037;
const P_HEADERS = 0x007d;
const P_BODY = 0x1000;
const P_RTF = 0x1009;
const P_HTML = 0x1013;
const P_DATA = 0x3701;
const WANTED: ReadonlySet<number> = new Set([P_SUBJECT, P_HEADERS, P_BODY, P_RTF, P_HTML, P_DATA]);

const DEEPEST = 4;
const MOST_ATTACHED = 200;
/** Before an attached message: which kind of object it is. */
const OBJECT_ID = 16;

export type TnefTexts = { texts: string[]; cut: boolean };
/** An attached file, and how to read it; `[]` where it is none with an e-mail in it. */
type ReadAttached = (title: string, bytes: Uint8Array) => string[];

export function isTnef(bytes: Uint8Array): boolean {
  return bytes.length > 6 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === SIGNATURE;
}

/** `null` where it is no TNEF. What is cut off or damaged in it ends the reading, not what was read before. */
export function textsOfTnef(bytes: Uint8Array, readAttached: ReadAttached): TnefTexts | null {
  return isTnef(bytes) ? textsAt(bytes, readAttached, 0) : null;
}

function textsAt(bytes: Uint8Array, readAttached: ReadAttached, depth: number): TnefTexts {
  const message: Message = { subject: '', to: '', body: '', html: '' };
  let rtf: Uint8Array | null = null;
  const attached: string[] = [];
  let count = 0;
  let cut = false;
  let title = '';
  for (const { id, data } of attributesOf(bytes)) {
    if (id === SUBJECT) message.subject ||= latin(data);
    else if (id === BODY) message.body ||= latin(data);
    else if (id === PROPERTIES) {
      const found = propertiesOf(data);
      message.subject = textOf(found.get(P_SUBJECT)) || message.subject;
      message.body = textOf(found.get(P_BODY)) || message.body;
      message.html = textOf(found.get(P_HTML));
      message.to = receiversIn(textOf(found.get(P_HEADERS)));
      rtf = found.get(P_RTF)?.bytes ?? null;
    } else if (id === ATTACHMENT_BEGINS) {
      count += 1;
      title = '';
    } else if (id === ATTACHMENT_TITLE) title = latin(data);
    else if (id === ATTACHMENT_DATA || id === ATTACHMENT_PROPERTIES) {
      if (count > MOST_ATTACHED || depth >= DEEPEST) {
        cut = true;
        continue;
      }
      const inner = id === ATTACHMENT_DATA ? data : propertiesOf(data).get(P_DATA)?.bytes;
      if (inner === undefined) continue;
      const wrapped = [inner, inner.subarray(OBJECT_ID)].find(isTnef);
      if (wrapped === undefined) attached.push(...readAttached(title, inner));
      else {
        const read = textsAt(wrapped, readAttached, depth + 1);
        attached.push(...read.texts);
        cut ||= read.cut;
      }
    }
  }
  if (message.html.trim() === '' && rtf !== null) message.html = pageOfCompressedRtf(rtf);
  const own = sourceOf(message);
  return { texts: own === null ? attached : [own, ...attached], cut };
}

/** One after the other, up to where the bytes end. */
function* attributesOf(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Level, number, length; then the data and its check sum.
  for (let at = 6; at + 9 <= bytes.length; ) {
    const id = view.getUint32(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const start = at + 9;
    yield { id, data: bytes.subarray(start, Math.min(bytes.length, start + length)) };
    at = start + length + 2;
  }
}

type Value = { type: number; bytes: Uint8Array };

const UNICODE = 0x1f;
const BINARY = 0x0102;
const SIZES: Readonly<Record<number, number>> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
/** Texts, bytes and objects say their own lengths. */
const isVariable = (type: number): boolean =>
  type === 0x1e || type === UNICODE || type === BINARY || type === 0x0d;
const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Those of interest, each with its first value (2.1.3.4). */
function propertiesOf(data: Uint8Array): Map<number, Value> {
  const found = new Map<number, Value>();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 4;
  const number = (): number => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  try {
    for (let count = view.getUint32(0, true); count > 0 && at < data.length; count -= 1) {
      const kind = view.getUint16(at, true);
      const id = view.getUint16(at + 2, true);
      at += 4;
      if (id >= 0x8000) {
        at += OBJECT_ID;
        // A number, or a name with its length.
        const named = number();
        const length = named === 0 ? 4 : number();
        at += padded(length);
      }
      const type = kind & 0x0fff;
      const size = SIZES[type];
      const values = (kind & 0x1000) !== 0 || isVariable(type) ? number() : 1;
      if (size === undefined && !isVariable(type)) break;
      for (let index = 0; index < values && at < data.length; index += 1) {
        const length = size ?? number();
        const bytes = data.subarray(at, Math.min(data.length, at + length));
        if (index === 0 && WANTED.has(id) && !found.has(id)) found.set(id, { type, bytes });
        at += padded(length);
      }
    }
  } catch (error) {
    // A length that points outside: what stands before it is good.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  const text =
    value.type === UNICODE ? new TextDecoder('utf-16le').decode(value.bytes) : textOfBytes(value.bytes);
  return text.replace(/\0+$/, '');
}

/** A text without the zeros that end it. */
function latin(bytes: Uint8Array): string {
  return latinOf(bytes).replace(/\0+$/, '');
}
