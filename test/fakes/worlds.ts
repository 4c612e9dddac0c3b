/** The made-up worlds by name, for the page that shows one and the page that shows all. */
import { VAULT_TROUBLES } from '../../shared/account.ts';
import { type FakeOptions, namedOptions } from './bridge.ts';
import { expectedOptions } from './expected.ts';
import { stateOptions } from './states.ts';
import { smallWorld } from './world.ts';

export const WORLDS: readonly string[] = [
  'usual',
  'moving',
  'expected',
  'empty',
  'none',
  'loading',
  'offline',
  'failing',
  'broken',
  'one',
  'many',
  'locked',
  'locked-mac',
  'locked-waiting',
  'locked-damaged',
  'locked-newer',
  'locked-owed',
  'lock-set',
  'managed',
  ...VAULT_TROUBLES.map((trouble) => `vault-${trouble}`),
  'vault-memory',
  'vault-lacking',
  'unsent-ended',
  'unsent-locked',
  'outbox-waiting',
  'outbox-memory',
  'outbox-offline',
  'outbox-changed',
  'outbox-locked',
  'outbox-damaged',
  'outbox-sending',
  'outbox-partly',
];

/** @param now milliseconds since 1970. Any other name is the usual world. */
export function worldOptions(name: string, now: number): FakeOptions {
  if (name === 'expected') return expectedOptions(smallWorld(now), now);
  return stateOptions(name, now) ?? namedOptions(name, now);
}
