/** Reads the sandbox's command line. Must not start anything. */
import { parseArgs } from 'node:util';
import { FEWEST_ACCOUNTS } from './cast.ts';
import type { SandboxOptions } from './server.ts';

export const USAGE = `usage: sandbox [--port 0] [--services 1248] [--requests 201] [--waiting 0] [--accounts 30] [--seed 7]
               [--latency 0] [--counterparts auto|idle] [--pace 1] [--lag 1.5] [--cache 2] [--notices 40] [--log-delay 180]
               [--forgeries] [--with-parent] [--help]

--waiting N: N requests more than --requests, each on a service of its own and waiting for the first account's code
--notices N: messages OVHcloud keeps of each of the agency's accounts, beside those about contact changes
--forgeries: forged e-mails lie in the agency's mailboxes, as in the demo`;

export type Command = { options: SandboxOptions; withParent: boolean; help: boolean };

/** Throws an Error with a sentence for the user. */
export function readCommand(args: string[]): Command {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '0' },
      services: { type: 'string', default: '1248' },
      requests: { type: 'string', default: '201' },
      waiting: { type: 'string', default: '0' },
      accounts: { type: 'string', default: '30' },
      seed: { type: 'string', default: '7' },
      latency: { type: 'string', default: '0' },
      counterparts: { type: 'string', default: 'auto' },
      pace: { type: 'string', default: '1' },
      lag: { type: 'string', default: '1.5' },
      cache: { type: 'string', default: '2' },
      notices: { type: 'string', default: '40' },
      'log-delay': { type: 'string', default: '180' },
      forgeries: { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const whole = (
    name: 'port' | 'services' | 'requests' | 'waiting' | 'accounts' | 'seed' | 'latency' | 'notices',
    least: number,
    most: number,
  ) => {
    const value = Number(values[name]);
    if (!/^\d+$/.test(values[name]) || value < least || value > most) {
      throw new Error(`--${name} must be a whole number from ${least} to ${most}, not "${values[name]}"`);
    }
    return value;
  };
  const amount = (name: 'pace' | 'lag' | 'cache' | 'log-delay'): number => {
    const value = Number(values[name]);
    if (!/^\d+(\.\d+)?$/.test(values[name]) || value > 3600) {
      throw new Error(`--${name} must be a number from 0 to 3600, not "${values[name]}"`);
    }
    return value;
  };
  const { counterparts } = values;
  if (counterparts !== 'auto' && counterparts !== 'idle') {
    throw new Error(`--counterparts must be auto or idle, not "${counterparts}"`);
  }
  return {
    options: {
      port: whole('port', 0, 65_535),
      services: whole('services', 0, 1_000_000),
      requests: whole('requests', 0, 200_000),
      waiting: whole('waiting', 0, 200_000),
      accounts: whole('accounts', FEWEST_ACCOUNTS, 10_000),
      seed: whole('seed', 0, 4_294_967_295),
      latency: whole('latency', 0, 600_000),
      counterparts,
      pace: amount('pace'),
      lag: amount('lag'),
      cache: amount('cache'),
      notices: whole('notices', 0, 1_000_000),
      logDelay: amount('log-delay'),
      forgeries: values.forgeries,
    },
    withParent: values['with-parent'],
    help: values.help,
  };
}
