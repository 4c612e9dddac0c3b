/** The bridge over the loopback web server: calls as POST, events as one stream. Used where no preload is. */
import { EVENTS, type EventName } from '../../shared/channels.ts';
import type { Bridge } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';
import { readEvents } from './event-reader.ts';
import { openLaterAnswers } from './later-answers.ts';
import { SESSION_LOST, sessionHeaders } from './web-session.ts';

/** Told on `window` when the program behind the page is gone, and when it is there again (events were missed meanwhile). */
export const SHELL_LOST = 'relevo:shell-lost';
export const SHELL_BACK = 'relevo:shell-back';

/** Until a stream that ended is asked for again. */
const AGAIN_MS = 2_000;

export function webBridge(): Bridge {
  let listening = false;
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  const later = openLaterAnswers();
  const tell = (name: string, data: string): void => {
    if (name === 'answered') return later.isReady(JSON.parse(data) as string);
    const event = EVENTS.find((one) => one === name);
    if (event === undefined) return;
    const payload: unknown = JSON.parse(data);
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };

  async function follow(): Promise<void> {
    let lost = false;
    for (;;) {
      try {
        // Not an EventSource: it could send no token.
        const response = await fetch('/events', { headers: sessionHeaders(), credentials: 'omit' });
        if (response.status === 401) {
          window.dispatchEvent(new Event(SESSION_LOST));
          return;
        }
        if (response.ok && response.body !== null) {
          if (lost) window.dispatchEvent(new Event(SHELL_BACK));
          later.lookAgain();
          lost = false;
          await readEvents(response.body, tell);
        }
      } catch {
        // The program behind this page has ended, or the computer slept: what follows says so.
      }
      // One word about it is enough.
      if (!lost) window.dispatchEvent(new Event(SHELL_LOST));
      lost = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** `null`: the answer is not there yet. */
  async function ask(path: string, body: unknown): Promise<{ later: string } | { now: unknown } | null> {
    let response: Response;
    try {
      response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-relevo-later': '1', ...sessionHeaders() },
        body: JSON.stringify(body),
        credentials: 'omit',
      });
      if (response.status === 202) {
        const told = (await response.json()) as { later?: string };
        return told.later === undefined ? null : { later: told.later };
      }
      if (response.status === 401) {
        window.dispatchEvent(new Event(SESSION_LOST));
        return { now: fail('not-allowed', 'connect', { status: 401 }) };
      }
      if (response.status === 403) return { now: fail('not-allowed', 'report', { status: 403 }) };
      return { now: await response.json() };
    } catch {
      // The program behind this page has ended, or the computer sleeps.
      return { now: fail('internal', 'retry') };
    }
  }

  return {
    async invoke(channel, input) {
      let told = await ask(`/ipc/${encodeURIComponent(channel)}`, input);
      if (told !== null && 'later' in told) {
        const { later: name } = told;
        told = await later.wait(name, () => ask('/later', { later: name }));
      }
      return told !== null && 'now' in told ? told.now : fail('internal', 'retry');
    },
    on(event, listener) {
      if (!listening) {
        listening = true;
        void follow();
      }
      const known = listeners.get(event) ?? new Set();
      known.add(listener);
      listeners.set(event, known);
      return () => known.delete(listener);
    },
  };
}
