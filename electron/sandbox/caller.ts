/** What every authenticated call has in common, whichever version of the API it is for: who calls, as of when. Must not answer. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { type Caller, identify } from './auth.ts';
import type { Credential } from './credentials.ts';
import type { Universe } from './universe.ts';

export type SandboxEnv = {
  Bindings: HttpBindings & {
    /** Seconds added to the server's clock for this call. */
    skew: number;
    /** Filled in when the caller is known, for the journal. */
    account: string | null;
  };
  Variables: { caller: Caller; pending: Credential };
};

export type Call = Context<SandboxEnv>;

export type CallerOptions = {
  /** Other bases than the Host header's under which clients may have signed. */
  aliases: readonly string[];
};

/** Of the first version: below `/1.0`. Those of the second keep their `/v2`, in the rights of a key as well. */
export const pathOf = (c: Call): string =>
  c.req.path.startsWith('/1.0/') ? c.req.path.slice('/1.0'.length) : c.req.path;

export function serverTime(universe: Universe, c: Call): number {
  return universe.live() + c.env.skew * 1000;
}

export function asCaller(universe: Universe, { aliases }: CallerOptions): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { incoming } = c.env;
    const caller = identify(
      {
        method: c.req.method,
        path: pathOf(c),
        rawUrl: incoming.url ?? '',
        bases: [`http://${incoming.headers.host ?? ''}`, ...aliases],
        header: (name) => c.req.header(name),
        body: new Uint8Array(await c.req.arrayBuffer()),
        now: serverTime(universe, c),
        address: incoming.socket.remoteAddress ?? '',
      },
      universe.keyring,
      universe.world,
    );
    if (caller.account === null) {
      c.set('pending', caller.credential);
    } else {
      c.set('caller', caller);
      c.env.account = caller.account.nichandle;
    }
    await next();
  };
}
