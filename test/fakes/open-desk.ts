/** A desk under test: opened on fake ports, started, spoken to as a page does, and closed when its test is over. */
import { onTestFinished } from 'vitest';
import { openDesk } from '../../electron/desk/desk.ts';
import type { Desk, Ports } from '../../electron/desk/ports.ts';
import type { Sandbox, SandboxOptions } from '../../electron/sandbox/server.ts';
import { startSandbox } from '../../electron/sandbox/server.ts';
import type { Channel, EventName } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import { type FakePorts, fakePorts } from './ports.ts';

export type OpenDesk = Desk & { events: EventName[]; ports: FakePorts };
export type Call = <C extends Channel>(channel: C, input: Input<C>) => Promise<Output<C>>;

/** A world that does nothing by itself and keeps no answer, fifty times as fast as OVHcloud. `close` as of `runDesk`. */
export async function stillSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox({ counterparts: 'idle', pace: 0.02, lag: 0.02, cache: 0, ...options });
  const close = once(sandbox.close);
  onTestFinished(() => close());
  return { ...sandbox, close };
}

/** `close` may be called before the test is over, and more than once. */
export async function runDesk(folder: string, change: Partial<Ports> = {}): Promise<OpenDesk> {
  const ports = fakePorts(folder, change);
  const desk = await openDesk(ports);
  const events: EventName[] = [];
  desk.listen((event) => events.push(event));
  desk.start();
  const close = once(desk.close);
  onTestFinished(() => close());
  return { ...desk, close, events, ports };
}

/** What it answers; throws where that is a failure. */
export async function call<C extends Channel>(desk: Desk, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await desk.handlers[channel](input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message ?? ''}`);
  return answer.value;
}

/** As `call`, of whichever desk is the test's now. */
export function callOf(desk: () => Desk): Call {
  return (channel, input) => call(desk(), channel, input);
}

/** What connects an account of the sandbox as one of one's own; `url` where it is reached another way. */
export function keysOf(sandbox: Sandbox, index = 0, url = sandbox.url): Input<'accounts:connectKeys'> {
  const keys = sandbox.accounts[index];
  if (!keys) throw new Error(`the sandbox has no account ${index}`);
  const { applicationKey, applicationSecret, consumerKey } = keys;
  return { endpoint: 'loopback', url, applicationKey, applicationSecret, consumerKey };
}

function once<G extends unknown[]>(close: (...given: G) => Promise<void>): (...given: G) => Promise<void> {
  let closed: Promise<void> | null = null;
  return (...given) => {
    closed ??= close(...given);
    return closed;
  };
}
