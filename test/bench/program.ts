/** The built web shell as a program of its own, spoken to over its real HTTP as its page would. Measures and judges nothing. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { startBuilt } from '../e2e/processes.ts';
import type { SandboxKeys } from '../e2e/sandbox.ts';
import { peakAtExit, readPeak } from './peak.ts';

export type Program = {
  /** Where its page is, and the token that opens it. */
  origin: string;
  token: string;
  /** The value of a good answer; throws for a failure, and where the program is gone. */
  call: <C extends Channel>(channel: C, input: Input<C>) => Promise<Output<C>>;
  /** Ends it and answers the most memory it ever held, in bytes; `null` where it could not tell (SIGKILL, Windows). */
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
};

/** Keys go through the environment, as they must survive a restart without a key ring. @param url base of the API */
export async function startProgram(dataFolder: string, url: string, keys: SandboxKeys): Promise<Program> {
  const told = join(dataFolder, 'peak');
  const running = await startBuilt('serve', ['--port', '0', '--no-open', '--data', dataFolder], {
    OVH_ENDPOINT: url,
    OVH_APPLICATION_KEY: keys.applicationKey,
    OVH_APPLICATION_SECRET: keys.applicationSecret,
    OVH_CONSUMER_KEY: keys.consumerKey,
    NODE_OPTIONS: peakAtExit(told),
  });
  const { origin, hash } = new URL((running.first as { url: string }).url);
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ key: hash.slice('#key='.length) }),
  });
  if (!session.ok) throw new Error(`no session: ${session.status} ${running.said()}`);
  const { token } = (await session.json()) as { token: string };

  return {
    origin,
    token,
    async call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
      const answer = await fetch(`${origin}/ipc/${channel}`, {
        method: 'POST',
        headers: { origin, 'x-relevo-session': token, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const result = (await answer.json()) as Result<Output<C>>;
      if (!result.ok) throw new Error(`${channel}: ${result.error.code} ${result.error.message ?? ''}`);
      return result.value;
    },
    async stop(signal = 'SIGTERM') {
      await running.stop(signal);
      return readPeak(told);
    },
  };
}

/**
 * Answers when services and requests have been read. Takes the keys of the environment once; on a data folder that knows
 * the account, they are found again by themselves.
 */
export async function connect(program: Program): Promise<void> {
  const { accounts } = await program.call('app:open', {});
  if (accounts.length === 0) {
    const offers = await program.call('accounts:offers', {});
    const own = offers.find(({ source }) => source === 'environment');
    if (!own) throw new Error('the keys of the environment are not offered');
    await program.call('accounts:takeOffer', { offer: own.id });
  }
  await until('all is read', async () => {
    const { sync } = await program.call('app:open', {});
    return (
      sync.length > 0 &&
      sync.every(
        ({ phase, online, servicesAt }) => phase === 'idle' && online === true && servicesAt !== null,
      )
    );
  });
}

/** Looks now and again; throws after half a minute. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not so after 30 s: ${what}`);
    await wait(50);
  }
}
