/** Reads an Outlook message (.msg) and those attached to it into texts. Trusts no file before its structure was looked at; never throws. */
import type { FieldsData } from '@kenjiuno/msgreader';
import { textOfBytes } from './bytes-text.ts';
import { isSoundCompoundFile } from './compound-file.ts';
import { oneLine, receiversIn, sourceOf } from './mail-source.ts';
import { pageOfCompressedRtf } from './rtf-text.ts';

/** Messages attached to messages are read as deep as people forward them. */
const DEEPEST = 4;
const MOST_ATTACHED = 200;

export type OutlookReader = { new (buffer: ArrayBuffer): { getFileData: () => FieldsData } };
export type OutlookTexts = { texts: string[]; cut: boolean };

/** Its CommonJS default export comes wrapped once or twice, by Node and by the bundler. */
export async function outlookReader(): Promise<OutlookReader> {
  let found: unknown = await import('@kenjiuno/msgreader');
  for (let depth = 0; depth < 3 && typeof found !== 'function'; depth += 1) {
    found = typeof found === 'object' && found !== null && 'default' in found ? found.default : null;
  }
  if (typeof found !== 'function') throw new TypeError('no reader of Outlook messages');
  return found as OutlookReader;
}

/** `null`: damaged, or no Outlook message at all. */
export function textsOfOutlook(bytes: Uint8Array, Reader: OutlookReader): OutlookTexts | null {
  // SECURITY: what is looked at is what is read. The reader takes a whole buffer, a small `Buffer` is a window on one that it
  // shares with others, and `slice` of it only another window.
  const own = new Uint8Array(bytes);
  if (!isSoundCompoundFile(own)) return null;
  try {
    return messagesOf(new Reader(own.buffer).getFileData(), 0);
  } catch {
    // The reader says in its own words what is wrong inside; none of it helps the person, and it may quote the message.
    return null;
  }
}

/** The message, then those attached to it. */
function messagesOf(fields: FieldsData, depth: number): OutlookTexts {
  const inner = (fields.attachments ?? []).flatMap(
    ({ innerMsgContentFields }) => innerMsgContentFields ?? [],
  );
  const own = sourceOf({
    subject: fields.subject ?? '',
    to: receiversOf(fields),
    body: fields.body ?? '',
    html: pageOf(fields),
  });
  const texts = own === null ? [] : [own];
  if (depth >= DEEPEST) return { texts, cut: inner.length > 0 };
  const attached = inner.slice(0, MOST_ATTACHED).map((message) => messagesOf(message, depth + 1));
  return {
    texts: [...texts, ...attached.flatMap((message) => message.texts)],
    cut: inner.length > MOST_ATTACHED || attached.some(({ cut }) => cut),
  };
}

function pageOf({ bodyHtml, html, body, compressedRtf }: FieldsData): string {
  if (bodyHtml !== undefined) return bodyHtml;
  if (html instanceof Uint8Array && html.length > 0) return textOfBytes(html);
  // The words of a message are kept beside its RTF; only where they are not is the RTF worth its while.
  const isNeeded = (body ?? '').trim() === '' && compressedRtf !== undefined;
  return isNeeded ? pageOfCompressedRtf(compressedRtf) : '';
}

/** Addresses of the receivers; inside one organisation Outlook keeps directory names instead, which say nothing here. */
function receiversOf(fields: FieldsData): string {
  const addresses = (fields.recipients ?? [])
    .filter(({ recipType }) => recipType === undefined || recipType === 'to')
    .map(({ smtpAddress, email }) => [smtpAddress, email].find((address) => address?.includes('@')) ?? '')
    .filter((address) => address !== '');
  if (addresses.length > 0) return addresses.map(oneLine).join(', ');
  return receiversIn(fields.headers ?? '');
}
