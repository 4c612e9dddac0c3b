/** The bridge over the loopback web server: calls as POST, events as one event stream. Used where no preload is. */
import { EVENTS, type EventName } from '../shared/channels.ts';
import type { Bridge } from '../shared/contract.ts';
import { fail } from '../shared/failure.ts';

/** Told on `window` when the session is not, or no longer, ours: only a new address from the terminal helps. */
export const SESSION_LOST = 'relevo:session-lost';
/** Told on `window` when the program behind the page is gone, and when it is there again (events were missed meanwhile). */
export const SHELL_LOST = 'relevo:shell-lost';
export const SHELL_BACK = 'relevo:shell-back';

export function webBridge(): Bridge {
  let stream: EventSource | null = null;
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>();

  function openStream(): void {
    if (stream !== null) return;
    stream = new EventSource('/events');
    let lost = false;
    stream.addEventListener('error', () => {
      // The browser tries again by itself; one word about it is enough.
      if (!lost) window.dispatchEvent(new Event(SHELL_LOST));
      lost = true;
    });
    stream.addEventListener('open', () => {
      if (lost) window.dispatchEvent(new Event(SHELL_BACK));
      lost = false;
    });
    for (const event of EVENTS) {
      stream.addEventListener(event, (message: MessageEvent<string>) => {
        const payload: unknown = JSON.parse(message.data);
        for (const listener of listeners.get(event) ?? []) listener(payload);
      });
    }
  }

  return {
    async invoke(channel, input) {
      let response: Response;
      try {
        response = await fetch(`/ipc/${encodeURIComponent(channel)}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
          credentials: 'same-origin',
        });
      } catch {
        // The program behind this page has ended, or the computer sleeps.
        return fail('internal', 'retry');
      }
      if (response.status === 401) {
        window.dispatchEvent(new Event(SESSION_LOST));
        return fail('not-allowed', 'connect', { status: 401 });
      }
      if (response.status === 403) return fail('not-allowed', 'report', { status: 403 });
      return response.json();
    },
    on(event, listener) {
      openStream();
      const known = listeners.get(event) ?? new Set();
      known.add(listener);
      listeners.set(event, known);
      return () => known.delete(listener);
    },
  };
}

/**
 * Takes the one-use key out of the address (`#key=…`) and exchanges it for the session's cookie.
 * `false`: the key was refused or the server could not be reached.
 */
export async function takeSessionKey(): Promise<boolean> {
  const key = new URLSearchParams(location.hash.replace(/^#/, '')).get('key');
  if (key === null) return true;
  // SECURITY: out of the address before anything else happens, so that neither history nor a screenshot keeps it.
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
      credentials: 'same-origin',
    });
    return response.ok;
  } catch {
    return false;
  }
}
