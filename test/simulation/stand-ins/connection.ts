/** Stands for `electron/ovh/connection.ts`: connections over the history's network, for Node's own HTTP to speak on. */
import { Duplex } from 'node:stream';
import type { Connect, Connection, WayOut } from '../../../electron/ovh/connection.ts';
import { here } from '../machine/computer.ts';
import type { Came } from '../machine/network.ts';

export type { WayOut } from '../../../electron/ovh/connection.ts';

export function openConnect(_options: { way: WayOut; clock: unknown }): Connect {
  return async (_url, signal): Promise<Connection> => {
    const computer = here();
    await computer.slowly('network: connect');
    if (!computer.isOnline || signal.aborted) return { kind: 'none', why: 'unreached' };
    if (computer.around.chance(computer.trouble.network / 10)) {
      computer.trace.count('network proxy login');
      return { kind: 'none', why: 'proxy-login' };
    }
    return { kind: 'ready', socket: new Line() as unknown as (Connection & { kind: 'ready' })['socket'] };
  };
}

/** Node's HTTP holds a connection until it is closed. */
const open = new Set<Line>();

/** After the history: nothing hears of it any more. */
export function hangUp(): void {
  for (const line of open) line.destroy();
  open.clear();
}

/** The program's end of a connection: a whole request goes to the service, what comes back is written as HTTP. */
class Line extends Duplex {
  #bytes = Buffer.alloc(0);

  constructor() {
    super();
    open.add(this);
    this.once('close', () => open.delete(this));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    done();
    const call = callIn(this.#bytes.toString('latin1'));
    if (call === null) return;
    this.#bytes = Buffer.alloc(0);
    here().network.send(call, (came) => this.#answer(came));
  }

  /** Answers whether the program had not given it up. */
  #answer(came: Came): boolean {
    if (this.destroyed) return false;
    if (came.kind === 'broken') {
      this.destroy(new Error('ECONNRESET'));
      return true;
    }
    const { status, headers, text, isCut } = came;
    const body = Buffer.from(text);
    // One byte more than comes: a cut answer is seen to be one.
    const fields = { ...headers, 'content-length': String(body.length + (isCut ? 1 : 0)) };
    const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    this.push(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} .\r\n${head.join('')}\r\n`), body]));
    if (isCut) this.push(null);
    return true;
  }
}

/** `null`: its end has not come yet. */
function callIn(text: string) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = text.slice(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return null;
  const [method = '', path = ''] = first.split(' ');
  return { method, url: `http://${headers['host']}${path}`, headers, body };
}
