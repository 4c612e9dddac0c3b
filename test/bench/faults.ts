/**
 * How often a POST leaves where the line goes wrong: six for each fault, over a connection that is in use. Sets the network
 * stacks that repeat beside the way Relevo's decisions take, in the program itself on Electron and in Node.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import { type Program, startProgram } from '../desktop/program.ts';
import { FAULTS } from '../fakes/bad-line.ts';
import { type Ask, keysFor, startWeather, type Weather } from '../fakes/bad-weather.ts';
import { lettersTo } from '../fakes/mailbox.ts';
import { directWays } from '../fakes/way-out.ts';

const TIMES = 6;
/** Without those that make nobody ask again: late ones, and a second answer that the next call on the connection would take for its own. */
const STRIKES = [...FAULTS.filter((fault) => !/late$|twice$/.test(fault)), 'stale'] as const;
/** A read, which leaves a connection behind, and the POST after it. */
type Pair = [read: string, post: string];

/** `false`: a decision of Relevo's left more than once. Runs in the desktop of the Electron it measures. */
export async function compareFaults(say: (line: string) => void): Promise<boolean> {
  const weather = await startWeather(0, { waiting: TIMES * STRIKES.length + 10, services: 400 });
  const program = await startProgram();
  try {
    const rows = new Map<string, number[]>();
    rows.set('session.fetch', await count(weather, 'chromium', overChromium));
    rows.set('Undici', await count(weather, 'undici', overUndici));
    const own = [await onNode(weather), await inProgram(program, weather)] as const;
    rows.set('Relevo, Node', own[0]);
    rows.set('Relevo, Electron', own[1]);
    say(['fault'.padEnd(28), ...rows.keys()].join(' | '));
    for (const [i, fault] of STRIKES.entries()) {
      say(
        [
          fault.padEnd(28),
          ...[...rows].map(([name, counts]) => String(counts[i]).padStart(name.length)),
        ].join(' | '),
      );
    }
    return own.flat().every((count) => count === TIMES);
  } finally {
    await program.end();
    await weather.close();
  }
}

/** Six POSTs under each fault; how many of them came over the line. */
async function count(
  { line }: Weather,
  label: string,
  send: (pairs: readonly Pair[]) => Promise<unknown>,
): Promise<number[]> {
  const counts: number[] = [];
  for (const [at, fault] of STRIKES.entries()) {
    line.strike(({ method }) => (method === 'POST' ? fault : null));
    const paths = Array.from({ length: TIMES }, (_, i) => `/1.0/${label}/${at}/${i}`);
    await send(paths.map((path) => [`${line.origin}/1.0/auth/time`, `${line.origin}${path}`]));
    await line.settled();
    counts.push(paths.reduce((sum, path) => sum + (line.posts().get(path) ?? 0), 0));
  }
  return counts;
}

/** In an Electron of its own: nothing of the program, nor of a debugger, stands beside it. */
async function overChromium(pairs: readonly Pair[]): Promise<void> {
  const folder = join(import.meta.dirname, 'chromium');
  const electron = spawn(process.env['RELEVO_ELECTRON'] ?? '', [folder, JSON.stringify(pairs)], {
    stdio: 'ignore',
  });
  await once(electron, 'exit');
}

async function overUndici(pairs: readonly Pair[]): Promise<void> {
  for (const [read, post] of pairs) {
    await (await fetch(read)).text();
    // What comes of it is counted where it arrives.
    await fetch(post, { method: 'POST', body: '{}', signal: AbortSignal.timeout(5_000) })
      .then((answer) => answer.text())
      .catch(() => {});
  }
}

function onNode(weather: Weather): Promise<number[]> {
  const clock = {
    now: Date.now,
    steady: () => performance.now(),
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
  const { sendOnce } = directWays(clock);
  return count(weather, 'relevo', async (pairs) => {
    for (const [read, url] of pairs) {
      await (await fetch(read)).text();
      await sendOnce({ url, headers: {}, body: '{}', largest: 10_000 }, new AbortController().signal);
    }
  });
}

/** Real decisions, of the account that is connected to the sandbox. */
async function inProgram(program: Program, weather: Weather): Promise<number[]> {
  const { line, sandbox } = weather;
  const ask: Ask = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const answer = await program.ask(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
    return answer.value as Output<C>;
  };
  line.strike(() => null);
  const { nichandle } = await ask('accounts:connectKeys', keysFor(weather));
  await ask('sync:now', {});
  const items: { id: number; requestKey: string; accountId: string; handle: string; decision: 'accept' }[] =
    [];
  for (const { raw, requestId: id } of await lettersTo(sandbox.origin, nichandle)) {
    const [code] = (await ask('codes:recognise', { text: raw })).codes;
    if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId === null) continue;
    const { requestKey, accountId, handle } = code;
    items.push({ id, requestKey, accountId, handle, decision: 'accept' });
  }
  const counts: number[] = [];
  for (const fault of STRIKES) {
    line.strike(({ method }) => (method === 'POST' ? fault : null));
    const these = items.splice(0, TIMES);
    await ask('requests:decide', {
      job: fault,
      items: these.map(({ requestKey, accountId, handle, decision }) => ({
        requestKey,
        accountId,
        handle,
        decision,
      })),
    });
    await line.settled();
    const paths = these.map(({ id }) => `/1.0/me/task/contactChange/${id}/accept`);
    counts.push(paths.reduce((sum, path) => sum + (line.posts().get(path) ?? 0), 0));
  }
  return counts;
}
