/** The built-in sandbox, started once and only when it is asked for, and the keys of its accounts. */
import type { Result } from '../../shared/failure.ts';
import { ok } from '../../shared/failure.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { parseLoopback } from '../ovh/endpoints.ts';
import type { Ports, RunningSandbox } from './ports.ts';

export type OwnSandbox = {
  run: () => Promise<{
    api: Result<Api>;
    /** The first three are one agency's. */
    accounts: { nichandle: string; credential: Credential }[];
  }>;
};

export function openSandbox(start: Ports['startSandbox']): OwnSandbox {
  let running: RunningSandbox | null = null;
  return {
    async run() {
      running ??= await start();
      const api = parseLoopback(running.url);
      return {
        api: api.ok ? ok({ ...api.value, name: 'sandbox', endpoint: 'sandbox' }) : api,
        accounts: running.accounts.map(({ nichandle, applicationKey, applicationSecret, consumerKey }) => ({
          nichandle,
          credential: { kind: 'application', applicationKey, applicationSecret, consumerKey },
        })),
      };
    },
  };
}
