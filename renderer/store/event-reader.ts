/** Reads a stream of server-sent events as this program's own server writes them: `event:` and one `data:` line each. Knows no event. */

/** Calls `tell` for each event, in order, until the stream ends; rejects where it breaks. Comments and other fields are passed over. */
export async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  tell: (event: string, data: string) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let parts: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    // A long event comes in many pieces: joined once, when its end is there.
    parts.push(value);
    if (!value.includes('\n')) continue;
    const blocks = parts.join('').split('\n\n');
    parts = [blocks.pop() ?? ''];
    for (const block of blocks) {
      const lines = block.split('\n');
      const event = lines.find((line) => line.startsWith('event: '))?.slice('event: '.length);
      const data = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
      if (event !== undefined && data !== undefined) tell(event, data);
    }
  }
}
