/** A desk whose answers a test sets, for the shells' tests: it knows no rule and keeps what it was asked. */
import type { Desk } from '../../electron/desk/ports.ts';
import type { EventName } from '../../shared/channels.ts';
import { CHANNELS } from '../../shared/channels.ts';
import type { EventPayload, Handlers } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';

export type FakeDesk = Desk & {
  asked: { channel: string; input: unknown }[];
  links: string[];
  /** What the shell said of who is there. */
  attentions: string[];
  listeners: number;
  tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
};

/** Channels without an answer of the test's say `internal`. */
export function fakeDesk(
  answers: Partial<Record<keyof Handlers, (input: unknown) => unknown>> = {},
): FakeDesk {
  const listeners = new Set<(event: EventName, payload: never) => void>();
  const asked: FakeDesk['asked'] = [];
  const links: string[] = [];
  const attentions: string[] = [];
  const handlers = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      async (input: unknown) => {
        asked.push({ channel, input });
        return answers[channel]?.(input) ?? fail('internal', 'report');
      },
    ]),
  ) as unknown as Handlers;
  return {
    handlers,
    asked,
    links,
    get listeners() {
      return listeners.size;
    },
    listen(listener) {
      listeners.add(listener as (event: EventName, payload: never) => void);
      return () => listeners.delete(listener as (event: EventName, payload: never) => void);
    },
    tell(event, payload) {
      for (const listener of listeners) listener(event, payload as never);
    },
    attentions,
    attention: (who) => {
      attentions.push(who);
    },
    start() {},
    screenLocked() {},
    sleeps() {},
    woke() {},
    openLink: (url) => {
      links.push(url);
    },
    openFiles() {},
    underWay: () => 0,
    close: async () => {},
  };
}
