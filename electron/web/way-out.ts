/**
 * Which proxy Node's own `fetch` takes, told for calls that have sockets of their own: none, unless Node was started to
 * honour the environment's. Reads the environment and nothing else.
 */
import { globalAgent } from 'node:https';
import type { Ports } from '../desk/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Node's list of authorities is what its `fetch` trusts, whatever it was started with. */
export function webWayOut(environment: () => Environment | null = nodesEnvironment): Ports['wayOut'] {
  return {
    proxies: async (origin) => proxyFor(new URL(origin), environment() ?? {}),
    authorities: () => null,
  };
}

/** What Node reads proxies from under `NODE_USE_ENV_PROXY=1` or `--use-env-proxy`, which it says nowhere else; `null` without. */
function nodesEnvironment(): Environment | null {
  return globalAgent.options.proxyEnv ?? null;
}

/** By the rules of Undici, which is Node's `fetch` (`lib/dispatcher/env-http-proxy-agent.js`). */
function proxyFor({ protocol, hostname, port }: URL, environment: Environment): string {
  const told = (name: string): string => environment[name] ?? environment[name.toUpperCase()] ?? '';
  const proxy = (protocol === 'https:' && told('https_proxy')) || told('http_proxy');
  if (proxy === '') return 'DIRECT';
  const number = port || (protocol === 'https:' ? '443' : '80');
  const isSpared = told('no_proxy')
    .split(/[,\s]/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = '', only] = /^(.+?)(?::(\d+))?$/.exec(entry.toLowerCase().replace(/^\*?\./, '')) ?? [];
      return (
        host !== '' &&
        (only === undefined || only === number) &&
        (hostname === host || hostname.endsWith(`.${host}`))
      );
    });
  if (isSpared) return 'DIRECT';
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}
