/**
 * What runs in the reading room's thread: reads one file or text after the other and answers with the codes in it. Knows no
 * request and no account; writes nothing, and says nothing but its answer.
 */
import { parentPort } from 'node:worker_threads';
import { findJudgedCodes } from '../../shared/judged-codes.ts';
import { messagesAttached, prepareFor, readMailFile } from './mail-files.ts';
import type { Reading, ToRead } from './reading-room.ts';

async function readingOf(toRead: ToRead): Promise<Reading> {
  try {
    if (toRead.kind === 'text') {
      await prepareFor(toRead.text);
      return { found: [findJudgedCodes(toRead.text, [], messagesAttached)], cut: false };
    }
    const read = await readMailFile(toRead.name, toRead.bytes);
    return 'why' in read
      ? read
      : { found: read.texts.map((text) => findJudgedCodes(text, [], messagesAttached)), cut: read.cut };
  } catch (error) {
    // A text or a buffer longer than there can be; anything else would be a fault of the readers, and this file's alone.
    const isTooLong = error instanceof RangeError && /length|allocation/i.test(error.message);
    return { why: isTooLong ? 'memory' : 'broken' };
  }
}

parentPort?.on('message', (toRead: ToRead) => {
  void readingOf(toRead).then((reading) => parentPort?.postMessage(reading));
});
parentPort?.postMessage('ready');
