/**
 * Server-sent events: what the desk tells, to every open window, and that an answer is there to be called for. Sends nothing the
 * contract does not have.
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Log } from '../desk/dispatch.ts';
import { checkEvent } from '../desk/dispatch.ts';
import type { Clock, Desk } from '../desk/ports.ts';

/** Shorter than what proxies and browsers take for a dead connection. */
const HEARTBEAT_MS = 15_000;

export type EventStream = {
  open: (context: Context) => Response;
  /** Tells every window; only the one that asked knows the name. */
  answered: (name: string) => void;
  /** Ends every stream and stops listening to the desk. */
  close: () => void;
};

export function eventStream(desk: Desk, clock: Clock, log: Log): EventStream {
  /** What to write to each open window, and how to end it. */
  const windows = new Map<(text: string) => void, () => void>();
  let isAlone = false;

  const stopListening = desk.listen((event, payload) => {
    const checked = checkEvent(event, payload, log);
    if (checked === null) return;
    const text = `event: ${event}\ndata: ${JSON.stringify(checked)}\n\n`;
    for (const write of windows.keys()) write(text);
  });

  return {
    open: (context) =>
      streamSSE(context, (stream) => {
        // Writes keep their order; one to a window that is gone comes to nothing, its abort follows.
        const write = (text: string): void => void stream.write(text);
        let stopBeat = (): void => {};
        const beat = (): void => {
          write(': here\n\n');
          stopBeat = clock.after(HEARTBEAT_MS, beat);
        };
        return new Promise<void>((resolve) => {
          const end = (): void => {
            stopBeat();
            windows.delete(write);
            // The pages tell the news here: without one there is nobody to tell.
            if (windows.size > 0) return resolve();
            isAlone = true;
            desk.attention('nobody');
            resolve();
          };
          // That it is looked at, it tells itself.
          if (isAlone) desk.attention('aside');
          isAlone = false;
          windows.set(write, end);
          stream.onAbort(end);
          beat();
        });
      }),
    answered(name) {
      for (const write of windows.keys()) write(`event: answered\ndata: ${JSON.stringify(name)}\n\n`);
    },
    close() {
      stopListening();
      for (const end of windows.values()) end();
    },
  };
}
