/**
 * One run of the real desk on the history's computer, from its start to its end, spoken to as a window does: through the
 * contract's border. Knows what it answered and told; judges nothing.
 */

import type { openDesk } from '../../electron/desk/desk.ts';
import type { checkEvent, dispatch } from '../../electron/desk/dispatch.ts';
import type { Desk, Ports } from '../../electron/desk/ports.ts';
import { noAdministration } from '../../shared/administration.ts';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { type Computer, DATA } from './machine/computer.ts';
import { diskPortOf } from './machine/disk-port.ts';
import type { Came } from './machine/network.ts';

/** The parts of the program's sources that are loaded: as they are, or with a planted bug. */
export type Sources = {
  openDesk: typeof openDesk;
  dispatch: typeof dispatch;
  checkEvent: typeof checkEvent;
};

export async function loadSources(bug: string | null): Promise<Sources> {
  const query = bug === null ? '' : `?bug=${encodeURIComponent(bug)}`;
  const desk = (await import(`../../electron/desk/desk.ts${query}`)) as Sources;
  const border = (await import(`../../electron/desk/dispatch.ts${query}`)) as Sources;
  return { openDesk: desk.openDesk, dispatch: border.dispatch, checkEvent: border.checkEvent };
}

/** What left the program: for the checks. */
export type Said = {
  kind: 'event' | 'answer' | 'log' | 'notice';
  name: string;
  text: string;
  value: unknown;
};

export type Program = {
  life: number;
  /** `null` while it opens, and where it could not. */
  desk: () => Desk | null;
  state: () => 'opening' | 'open' | 'failed' | 'ended';
  /** `null`: the program ended before it answered. */
  call: <C extends Channel>(channel: C, input: Input<C>) => Promise<Result<Output<C>> | null>;
  /** Calls that are not answered yet, with when they were asked. */
  open: () => { channel: Channel; at: number }[];
  quit: () => Promise<void>;
  /** Everybody who waits for an answer is told that there is none. */
  ended: () => void;
};

export function startProgram(computer: Computer, sources: Sources, hear: (said: Said) => void): Program {
  computer.life += 1;
  const { life, scheduler } = computer;
  let state: ReturnType<Program['state']> = 'opening';
  let desk: Desk | null = null;
  const line: Line = { computer, held: new Set() };
  const waiting = new Map<(answer: null) => void, { channel: Channel; at: number }>();
  const say = (kind: Said['kind'], name: string, value: unknown): void => {
    if (computer.life !== life || state === 'ended') return;
    hear({ kind, name, value, text: typeof value === 'string' ? value : JSON.stringify(value) });
  };
  const log = (line: string): void => {
    computer.trace.note(`log: ${line}`);
    say('log', 'log', line);
  };

  sources
    .openDesk(portsOf(computer, life, line, say, log))
    .then((opened) => {
      desk = opened;
      state = 'open';
      opened.listen((event, payload) => {
        say(
          'event',
          event,
          sources.checkEvent(event, payload, (line) => say('log', 'misfit', line)),
        );
      });
      opened.start();
    })
    .catch((error: unknown) => {
      state = 'failed';
      computer.trace.say(`the program does not open: ${String(error)}`);
    });

  const call: Program['call'] = (channel, input) =>
    new Promise((resolve) => {
      if (desk === null || state === 'ended') {
        resolve(null);
        return;
      }
      const end = resolve as (answer: unknown) => void;
      waiting.set(end, { channel, at: scheduler.now() });
      void sources.dispatch(desk.handlers, channel, input, log).then((answer) => {
        if (!waiting.delete(end)) return;
        say('answer', channel, answer);
        end(answer);
      });
    });

  return {
    life,
    desk: () => desk,
    state: () => state,
    call,
    open: () => [...waiting.values()],
    async quit() {
      await desk?.close();
    },
    ended() {
      state = 'ended';
      line.computer = null;
      line.held.clear();
      for (const end of waiting.keys()) end(null);
      waiting.clear();
    },
  };
}

function portsOf(
  computer: Computer,
  life: number,
  line: Line,
  say: (kind: Said['kind'], name: string, value: unknown) => void,
  log: (line: string) => void,
): Ports {
  const { scheduler, disk } = computer;
  const settings = `${DATA}/settings.json`;
  return {
    shell: 'electron',
    version: '0.0.0',
    systemLocale: 'en-GB',
    dataFolder: DATA,
    disk: diskPortOf(computer),
    clock: {
      now: computer.clock,
      steady: scheduler.now,
      after: (ms, callback) => scheduler.after(ms, `timer ${ms}`, callback, life),
    },
    settingsStore: {
      read: () => {
        const file = disk.at(settings);
        return file === undefined ? undefined : JSON.parse(file.bytes.toString('utf8'));
      },
      // The shells' own stores replace their file whole and wait for it.
      write: (value) => {
        const file = disk.create(settings);
        disk.write(file, Buffer.from(JSON.stringify(value)));
        disk.sync(file);
        disk.syncFolder(DATA);
      },
      keepAside: () => {},
      damage: null,
    },
    secrets: computer.ring.boxFor(computer.slowly),
    systemAuthentication: null,
    tellsScreenLock: true,
    fetch: fetchOver(line),
    wayOut: { proxies: async () => 'DIRECT', authorities: () => null },
    environment: {},
    configurationFiles: [],
    openExternal: null,
    restart: null,
    askWhereToSave: null,
    printPage: null,
    desktop: null,
    releases: null,
    administration: noAdministration('policy.json'),
    startSandbox: () => Promise.reject(new Error('no built-in sandbox on this computer')),
    notify: (notice) => say('notice', 'notify', notice),
    log,
  };
}

/** axios keeps every `fetch` it was ever given: one that held its computer would hold those of thousands of histories. */
type Line = {
  computer: Computer | null;
  /** On their way: a request that nobody holds is collected, and then its signal is never told that it was given up. */
  held: Set<Request>;
};

function fetchOver(line: Line): typeof globalThis.fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    line.held.add(request);
    const body = request.method === 'GET' ? '' : await request.text();
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const { computer } = line;
    if (computer === null) return promise;
    // It may be given up before anybody waits for it.
    promise.catch(() => {}).finally(() => line.held.delete(request));
    request.signal.addEventListener('abort', () => reject(request.signal.reason as Error), { once: true });
    if (!computer.isOnline) {
      await computer.slowly('network: no way');
      throw brokenBy('ENETUNREACH');
    }
    const call = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body,
    };
    computer.network.send(call, (came) => {
      if (request.signal.aborted) return false;
      if (came.kind === 'broken') reject(brokenBy('ECONNRESET'));
      else resolve(responseOf(came));
      return true;
    });
    return promise;
  };
}

function brokenBy(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

/** A cut answer ends in an error in the middle of its body. */
function responseOf({ status, headers, text, isCut }: Came & { kind: 'answer' }): Response {
  if (!isCut) return new Response(text === '' ? null : text, { status, headers });
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { status, headers });
}
