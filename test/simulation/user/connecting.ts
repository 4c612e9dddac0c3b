/** Accounts: connecting them by keys or as a service account, forgetting them, and small changes to them. */
import type { Chance } from '../chance.ts';
import { API } from '../machine/server.ts';
import { type Action, atTheWindow, isUnderWay, type Life, told } from './action.ts';
import { accountIdOf, nichandleOf } from './person.ts';

const firstName = (life: Life, nichandle: string): string =>
  life.computer.server.universe.world.accounts.get(nichandle)?.firstname ?? nichandle;

/** A key that was logged out is dead: then a new one is made in the control panel. */
function consumerKeyOf({ computer, person }: Life, nichandle: string): string {
  const { universe, agency } = computer.server;
  const account = agency.find((one) => one.nichandle === nichandle);
  if (account === undefined) throw new Error(`no account ${nichandle}`);
  const known = person.consumerKeys.get(nichandle) ?? account.consumerKey;
  const credential = universe.keyring.credential(known);
  if (credential === undefined) throw new Error('no such key');
  if (credential.expiration === null) return known;
  const now = universe.clock.now();
  const fresh = universe.keyring.ask(credential.application, { accessRules: credential.rules }, now);
  universe.keyring.settle(fresh, nichandle, true, null, now);
  person.secrets.add(fresh.consumerKey);
  person.consumerKeys.set(nichandle, fresh.consumerKey);
  return fresh.consumerKey;
}

export async function connect(life: Life, nichandle: string, chance: Chance): Promise<void> {
  const account = life.computer.server.agency.find((one) => one.nichandle === nichandle);
  if (account === undefined) return;
  const { applicationKey, applicationSecret, clientId, clientSecret } = account;
  const where = { endpoint: 'loopback', url: API } as const;
  const { forgets } = life.person;
  const byService = chance.chance(0.25);
  const answer = byService
    ? await life.call('accounts:connectOAuth2', { ...where, clientId, clientSecret })
    : await life.call('accounts:connectKeys', {
        ...where,
        applicationKey,
        applicationSecret,
        consumerKey: consumerKeyOf(life, nichandle),
      });
  life.say(
    `connects ${firstName(life, nichandle)}'s account${byService ? ' as a service account' : ''}: ${told(answer)}`,
  );
  // Forgotten while it was being connected, it may be there or not.
  const isForgetting = forgets !== life.person.forgets || isUnderWay(life, 'accounts:forget');
  if (answer?.ok && !isForgetting) life.person.connected.add(answer.value.id);
}

export const CONNECTING: readonly Action[] = [
  {
    name: 'connect',
    weight: 14,
    can: (life) => atTheWindow(life) && life.person.connected.size < life.computer.server.agency.length,
    async run(life, chance) {
      const missing = life.computer.server.agency.find(
        ({ nichandle }) => !life.person.connected.has(accountIdOf(nichandle)),
      );
      if (missing !== undefined) await connect(life, missing.nichandle, chance);
    },
  },
  {
    name: 'connect anew',
    weight: 1,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    run: (life, chance) => connect(life, nichandleOf(chance.pick([...life.person.connected])), chance),
  },
  {
    name: 'give keys that are missing',
    weight: 30,
    can: (life) => atTheWindow(life) && life.person.keyless.size > 0,
    run: (life, chance) => connect(life, nichandleOf(chance.pick([...life.person.keyless])), chance),
  },
  {
    name: 'forget an account',
    weight: 1,
    can: (life) => atTheWindow(life) && life.person.connected.size > 1,
    async run(life, chance) {
      const { person, computer } = life;
      const accountId = chance.pick([...person.connected]);
      const nichandle = nichandleOf(accountId);
      const record = chance.chance(0.3);
      // From here on it may be gone, whatever the answer is, and its codes and what waits with it.
      person.connected.delete(accountId);
      person.forgets += 1;
      for (const kept of person.kept.values()) if (kept.accountId === accountId) kept.mayBeGone = true;
      person.forgotten.push({ life: computer.life, handle: null, at: computer.scheduler.now() });
      if (record) person.wiped.set(nichandle, computer.scheduler.now());
      const answer = await life.call('accounts:forget', { accountId, record });
      if (record) person.wiped.set(nichandle, computer.scheduler.now());
      person.forgotten.push({ life: computer.life, handle: null, at: computer.scheduler.now() });
      life.say(
        `forgets ${firstName(life, nichandle)}'s account${record ? ' with its record' : ''}: ${told(answer)}`,
      );
      person.forgets += 1;
      const list = await life.call('app:open', {});
      if (!list?.ok) return;
      // Connected anew meanwhile, it may be gone with the rest: what is shown counts from here on.
      const isConnecting =
        isUnderWay(life, 'accounts:connectKeys') || isUnderWay(life, 'accounts:connectOAuth2');
      const isThere = list.value.accounts.some(({ id }) => id === accountId);
      // What is being connected is shown before it is told.
      if (isThere && !isConnecting) person.connected.add(accountId);
      else person.connected.delete(accountId);
    },
  },
  {
    name: 'take up a credential again',
    weight: 1,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const accountId = chance.pick([...life.person.connected]);
      const answer = await life.call('accounts:reopen', { accountId });
      const state = answer?.ok ? answer.value.credential.state : told(answer);
      life.say(`tries the credential of ${firstName(life, nichandleOf(accountId))} again: ${state}`);
    },
  },
  {
    name: 'name somebody',
    weight: 1,
    can: atTheWindow,
    async run(life, chance) {
      const { nichandle } = chance.pick(life.computer.server.universe.accounts);
      const name = `friend ${chance.int(1, 99)}`;
      life.person.labels.delete(nichandle);
      life.person.nameless.delete(nichandle);
      const answer = await life.call('people:change', { people: [{ nichandle, name }] });
      life.say(`calls ${nichandle} «${name}»: ${told(answer)}`);
      // Without an answer either may be there afterwards.
      if (answer?.ok) life.person.labels.set(nichandle, name);
    },
  },
  {
    name: 'rename an account',
    weight: 1,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const accountId = chance.pick([...life.person.connected]);
      const answer = await life.call('accounts:change', {
        accountId,
        label: 'Cobalto',
        place: chance.int(0, 2),
      });
      life.say(`renames an account: ${told(answer)}`);
    },
  },
];
