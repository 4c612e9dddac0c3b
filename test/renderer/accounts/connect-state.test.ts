/** Rules of connecting: no secret stays in the store, one form at a time, waiting goes on over a lost look and ends at an end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isFirstVisit } from '../../../renderer/accounts/accounts.ts';
import {
  afterLook,
  cancelValidation,
  connectKeys,
  endFirstVisit,
  isLooking,
  lookAtValidation,
  openConnect,
  startValidation,
  trySandbox,
} from '../../../renderer/accounts/connect-state.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok } from '../../../shared/failure.ts';
import { account } from '../../fakes/world.ts';

const SECRETS = {
  applicationKey: 'AK-0123456789abcd',
  applicationSecret: 'AS-0123456789abcdef0123456789abc',
  consumerKey: 'CK-0123456789abcdef0123456789abc',
};
const KEYS = { endpoint: 'ovh-eu', ...SECRETS } as const;

function bridge(answers: Record<string, () => unknown>) {
  const asked: string[] = [];
  setBridge({
    invoke: async (channel) => {
      asked.push(channel);
      return answers[channel]?.() ?? fail('internal', 'report');
    },
    on: () => () => {},
  });
  return asked;
}
const state = () => useStore.getState().connect;
const opened = () => ok({ url: 'https://eu.api.ovh.com/auth/?credentialToken=x', opened: true });

beforeEach(() => useStore.setState(initialState(), true));

it('no secret is in the store, whether it worked or not', async () => {
  for (const answer of [ok(account('zz1-ovh')), fail('bad-signature', 'check-keys')]) {
    bridge({
      'accounts:connectKeys': () => answer,
      'accounts:startValidation': () => ok({ validation: 'v1' }),
      'links:open': opened,
    });
    await connectKeys('keys', KEYS);
    await startValidation({
      endpoint: 'ovh-eu',
      applicationKey: KEYS.applicationKey,
      applicationSecret: KEYS.applicationSecret,
    });
    const text = JSON.stringify(useStore.getState());
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  }
});
it('a failure belongs to the form it happened in, and is gone at the next try', async () => {
  bridge({ 'accounts:connectKeys': () => fail('offline', 'check-network') });
  expect(
    await connectKeys('loopback', { ...KEYS, endpoint: 'loopback', url: 'http://127.0.0.1:1' }),
  ).toBeNull();
  expect(state().failed).toMatchObject({ form: 'loopback', failure: { code: 'offline' } });
  bridge({ 'accounts:trySandbox': () => ok([account('zz1-ovh')]) });
  expect(await trySandbox()).toBe(true);
  expect(state()).toMatchObject({ failed: null, busy: null, connected: [{ nichandle: 'zz1-ovh' }] });
});
it('only one form is under way at a time', async () => {
  const asked = bridge({
    'accounts:trySandbox': () => ok([]),
    'accounts:connectKeys': () => ok(account('zz1-ovh')),
  });
  const first = trySandbox();
  expect(await connectKeys('keys', KEYS)).toBeNull();
  await first;
  expect(asked).toEqual(['accounts:trySandbox']);
});
it('stays the first visit while the accounts of the sandbox come in one after another, and until its screen is left', async () => {
  const seen: boolean[] = [];
  const look = () => seen.push(isFirstVisit(useStore.getState()));
  bridge({
    'accounts:trySandbox': () => {
      useStore.setState({ accounts: [account('zz1-ovh')] });
      look();
      return ok([account('zz1-ovh')]);
    },
  });
  look();
  await trySandbox();
  look();
  endFirstVisit();
  look();
  expect(seen).toEqual([true, true, true, false]);
});

it('a new visit shows nothing of the last one', async () => {
  bridge({ 'accounts:connectKeys': () => fail('offline', 'check-network') });
  await connectKeys('keys', KEYS);
  bridge({ 'accounts:offers': () => fail('storage', 'check-disk') });
  await openConnect();
  expect(state()).toMatchObject({ failed: null, validation: null, offers: [] });
});

describe('waiting for the validation page', () => {
  it.each([
    [ok({ state: 'pendingValidation' as const, account: null }), 'waiting', true],
    [ok({ state: 'validated' as const, account: account('zz1-ovh') }), 'validated', false],
    [ok({ state: 'refused' as const, account: null }), 'refused', false],
    [ok({ state: 'expired' as const, account: null }), 'expired', false],
    [fail('offline', 'check-network'), 'failing', true],
    [fail('server', 'retry'), 'failing', true],
    [fail('no-credential', 'connect'), 'lost', false],
  ])('%#: a look means %s', (answer, phase, goesOn) => {
    const after = afterLook(answer);
    expect(after.phase).toBe(phase);
    expect(isLooking(after)).toBe(goesOn);
  });
  it('ends with the account, and looks no further', async () => {
    const asked = bridge({
      'accounts:startValidation': () => ok({ validation: 'v1' }),
      'links:open': opened,
      'accounts:checkValidation': () => ok({ state: 'validated', account: account('zz1-ovh') }),
    });
    await startValidation({ endpoint: 'ovh-eu', applicationKey: 'a', applicationSecret: 'b' });
    expect(state().validation).toMatchObject({ phase: 'waiting' });
    await lookAtValidation();
    await lookAtValidation();
    expect(asked.filter((channel) => channel === 'accounts:checkValidation')).toHaveLength(1);
    expect(state()).toMatchObject({
      validation: { phase: 'validated' },
      connected: [{ nichandle: 'zz1-ovh' }],
    });
  });
  it('does not come back to life when it was cancelled during a look', async () => {
    bridge({
      'accounts:startValidation': () => ok({ validation: 'v1' }),
      'links:open': opened,
      'accounts:checkValidation': () => ok({ state: 'refused', account: null }),
    });
    await startValidation({ endpoint: 'ovh-eu', applicationKey: 'a', applicationSecret: 'b' });
    const look = lookAtValidation();
    cancelValidation();
    await look;
    expect(state().validation).toBeNull();
  });
});
