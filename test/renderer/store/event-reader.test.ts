/** Events of the web shell's stream: whole and in order, wherever the pieces are cut. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../../renderer/store/event-reader.ts';

const STREAM =
  ': here\n\nevent: a\ndata: {"ä":"€ 1"}\n\n: here\n\nevent: b\ndata: [1,2]\n\nevent: a\ndata: "😀"\n\n';

function inPieces(
  bytes: Uint8Array<ArrayBuffer>,
  cuts: readonly number[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return new ReadableStream({
    start(controller) {
      places.slice(1).forEach((end, at) => controller.enqueue(bytes.slice(places[at], end)));
      controller.close();
    },
  });
}

test('are told whole and in order wherever the stream is cut, also within a letter', async () => {
  const bytes = new TextEncoder().encode(STREAM);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
      const told: [string, string][] = [];
      await readEvents(inPieces(bytes, cuts), (event, data) => told.push([event, data]));
      expect(told).toEqual([
        ['a', '{"ä":"€ 1"}'],
        ['b', '[1,2]'],
        ['a', '"😀"'],
      ]);
    }),
  );
});

test('that are not whole when the stream ends are not told, and a stream that breaks says so', async () => {
  const told: string[] = [];
  const bytes = new TextEncoder().encode('event: a\ndata: 1\n\nevent: b\ndata: 2\n');
  await readEvents(inPieces(bytes, []), (event) => told.push(event));
  expect(told).toEqual(['a']);
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.error(new Error('cut')),
  });
  await expect(readEvents(broken, () => {})).rejects.toThrow('cut');
});
