/** Looks for codes in files with e-mails, one after the other: what cannot be read is named, the rest goes on. Opens no file itself. */
import type { FileRecognition, Recognition, UnreadableFile } from '../../shared/found-code.ts';
import { mergeRecognitions } from '../../shared/found-code.ts';
import type { JudgedCodes } from '../../shared/judged-codes.ts';
import type { ReadingRoom } from './reading-room.ts';

/** `content` in base64. */
export type MailFile = { name: string; content: string };

/** Every code of the files; each message was read on its own, so that its receiver belongs to its code. */
export async function recogniseFiles(
  files: readonly MailFile[],
  read: ReadingRoom['read'],
  take: (found: JudgedCodes) => Recognition,
): Promise<FileRecognition> {
  const all: Recognition[] = [];
  const unreadable: UnreadableFile[] = [];
  const nothingIn: string[] = [];
  const cut: string[] = [];
  for (const { name, content } of files) {
    // A buffer of its own, which can be given away: a small `Buffer` shares one with others.
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    const reading = await read({ kind: 'file', name, bytes });
    if ('why' in reading) {
      unreadable.push({ name, why: reading.why });
      continue;
    }
    if (reading.cut) cut.push(name);
    if (reading.found.every(({ codes }) => codes.length === 0)) nothingIn.push(name);
    all.push(...reading.found.map(take));
  }
  return { ...mergeRecognitions(all), unreadable, nothingIn, cut };
}
