/** Looks for codes in what a person pasted, short or long. Sends nothing. */
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import { mergeRecognitions } from '../../shared/found-code.ts';
import type { Codes, Meant } from './codes.ts';
import type { ReadingRoom } from './reading-room.ts';

/** Longer texts are read in a room of their own: nobody waits for them, and nothing waits behind them. */
const LONG_TEXT = 50_000;

/** `from`: where the text came from; a person pasted it, unless said otherwise. */
export type Recognise = (
  text: string,
  meant?: Meant,
  from?: 'text' | 'history',
) => Promise<Result<Recognition>>;

export function openRecognise(codes: Codes, room: ReadingRoom): Recognise {
  return async (text, meant = {}, from = 'text') => {
    if (text.length <= LONG_TEXT) return ok(codes.recognise(text, meant, from));
    const reading = await room.read({ kind: 'text', text });
    if ('why' in reading) return fail('too-heavy', 'retry');
    return ok(mergeRecognitions(reading.found.map((found) => codes.take(found, meant, from))));
  };
}
