/** Rules of a hand-over under way: one call per job, late answers change nothing, what is not known is not claimed. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  checkHandover,
  checkMyPart,
  checkRestAgain,
  choose,
  closeHandover,
  goToContacts,
  listenForHandover,
  MOST_SERVICES,
  openHandover,
  resumeHandover,
  sendAgain,
  sendHandover,
  setWithTwins,
  stopHandover,
  toggleAllServices,
  toggleService,
} from '../../../renderer/handover/handover-state.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import type { Input, SendOutcome } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/failure.ts';
import { planHandover } from '../../../shared/handover.ts';
import { account, service } from '../../fakes/world.ts';

type Asked = { channel: string; input: unknown };
const SERVICES = [
  service(1, 'faro.es', '/domain'),
  service(2, 'faro.es', '/domain/zone'),
  service(3, 'b.net', '/vps'),
];
const [DOMAIN, ZONE, VPS] = ['sandbox/1', 'sandbox/2', 'sandbox/3'] as const;

/** A desk whose checks follow the rules; a test gives the answers to sending. */
function bridge(
  send: (input: Input<'handover:send'>) => unknown = () => ok([]),
  check?: () => unknown,
  services = SERVICES,
) {
  const asked: Asked[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  setBridge({
    invoke: async (channel, input) => {
      asked.push({ channel, input });
      if (channel === 'handover:send') return send(input as Input<'handover:send'>);
      if (channel !== 'handover:check') return ok({});
      if (check !== undefined) return check();
      const { serviceKeys, target, targets = [] } = input as Input<'handover:check'>;
      const rows = services
        .filter((one) => serviceKeys.includes(one.key))
        .map((one) =>
          planHandover({
            service: one,
            target: targets.find(({ serviceKey }) => serviceKey === one.key)?.target ?? target,
            accounts: [account('ac21874-ovh')],
            running: null,
          }),
        );
      return ok({ rows, fresh: true });
    },
    on: (event, listener) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  });
  listenForHandover();
  const inputs = <C extends 'handover:send' | 'handover:check'>(channel: C) =>
    asked.filter((one) => one.channel === channel).map((one) => one.input as Input<C>);
  return { asked, inputs, tell: (event: string, payload: unknown) => listeners.get(event)?.(payload) };
}
const now = () => {
  const { handover } = useStore.getState();
  if (handover === null) throw new Error('no hand-over');
  return handover;
};
const came = (
  serviceKey: string,
  outcome: SendOutcome['outcome'],
  requestIds: number[] = [],
): SendOutcome => ({
  serviceKey,
  outcome,
  requestIds,
  failure: null,
});
async function checked(keys: string[], text = 'mp40311-ovh') {
  openHandover(keys);
  choose('contactTech', { kind: 'named', text });
  await checkHandover();
}
/** An answer a test gives when it wants to. */
function later() {
  let give: (value: unknown) => void = () => {};
  const answer = new Promise((resolve) => {
    give = resolve;
  });
  return { answer, give };
}

beforeEach(() => useStore.setState({ ...initialState(), services: SERVICES }, true));

describe('checking', () => {
  it('takes the twin along by default, and not where that was taken back', async () => {
    const { inputs } = bridge();
    await checked([DOMAIN]);
    goToContacts();
    setWithTwins(false);
    await checkHandover();
    expect(inputs('handover:check').map((input) => input.serviceKeys)).toEqual([[DOMAIN, ZONE], [DOMAIN]]);
    expect(now().step).toBe('check');
  });
  it('asks nothing while there is no target', async () => {
    const { asked } = bridge();
    await checked([DOMAIN], 'not a handle');
    expect(asked).toEqual([]);
    expect(now().step).toBe('contacts');
  });
  it('asks for the part that is mine alone, of that service alone, where the person says so', async () => {
    const theirs = service(4, 'c.net', '/vps', {
      contacts: { contactAdmin: 'aa1-ovh', contactTech: 'ac21874-ovh', contactBilling: 'bb1-ovh' },
    });
    const { inputs } = bridge(undefined, undefined, [...SERVICES, theirs]);
    useStore.setState({ services: [...SERVICES, theirs] });
    openHandover([VPS, theirs.key]);
    choose('contactTech', { kind: 'named', text: 'new1-ovh' });
    choose('contactBilling', { kind: 'named', text: 'new1-ovh' });
    await checkHandover();
    const verdicts = () => now().plan?.rows.map(({ serviceKey, verdict }) => [serviceKey, verdict]);
    expect(verdicts()).toEqual([
      [VPS, 'ready'],
      [theirs.key, 'not-yours'],
    ]);
    await checkMyPart(now().plan?.rows.slice(1) ?? []);
    expect(inputs('handover:check')[1]).toMatchObject({
      target: { contactTech: 'new1-ovh', contactBilling: 'new1-ovh' },
      targets: [{ serviceKey: theirs.key, target: { contactTech: 'new1-ovh' } }],
    });
    expect(verdicts()).toEqual([
      [VPS, 'ready'],
      [theirs.key, 'ready'],
    ]);
    expect(now().plan?.rows[1]?.changes).toHaveLength(1);
  });
  it('stays where it was and says why it failed', async () => {
    bridge(undefined, () => fail('storage', 'check-disk'));
    await checked([VPS]);
    expect(now()).toMatchObject({
      step: 'contacts',
      checking: false,
      failure: { code: 'storage' },
      plan: null,
    });
  });
  it('lets a late answer change nothing after going back or closing', async () => {
    const { answer, give } = later();
    bridge(undefined, () => answer);
    const check = checked([VPS]);
    goToContacts();
    give(ok({ rows: [], fresh: true }));
    await check;
    expect(now()).toMatchObject({ step: 'contacts', plan: null });
    closeHandover();
    expect(useStore.getState().handover).toBeNull();
  });
  it('never takes a part of too many in silence', async () => {
    const { asked } = bridge();
    await checked(Array.from({ length: MOST_SERVICES + 1 }, (_, index) => `sandbox/${index + 10}`));
    expect(asked).toEqual([]);
    expect(now()).toMatchObject({ step: 'contacts', checking: false, tooMany: MOST_SERVICES + 1 });
  });
});

describe('sending', () => {
  it('sends only what is ready and on the list, once', async () => {
    const { inputs } = bridge(() => ok([came(VPS, 'sent', [7])]));
    await checked([DOMAIN, VPS]);
    toggleAllServices(false);
    toggleService(VPS);
    await Promise.all([sendHandover(), sendHandover()]);
    expect(inputs('handover:send').map((input) => input.serviceKeys)).toEqual([[VPS]]);
    expect(now()).toMatchObject({ step: 'send', job: { running: false, done: 1 } });
  });
  it('sends nothing where nothing is left', async () => {
    const { inputs } = bridge();
    await checked([VPS]);
    toggleAllServices(false);
    await sendHandover();
    expect(inputs('handover:send')).toEqual([]);
  });
  it('shows how it goes, of its own job alone', async () => {
    const { answer, give } = later();
    const { tell, inputs } = bridge(() => answer);
    await checked([DOMAIN]);
    const sending = sendHandover();
    const job = inputs('handover:send')[0]?.job;
    tell('jobs:progress', {
      of: 'handover',
      job: 'another',
      done: 2,
      total: 2,
      last: came(ZONE, 'sent', [1]),
    });
    tell('jobs:progress', { of: 'handover', job, done: 1, total: 2, last: came(DOMAIN, 'sent', [2]) });
    expect(now().job).toMatchObject({ done: 1, running: true });
    expect(Object.keys(now().job?.outcomes ?? {})).toEqual([DOMAIN]);
    give(ok([came(DOMAIN, 'sent', [2]), came(ZONE, 'failed')]));
    await sending;
    expect(now().job).toMatchObject({ done: 2, running: false });
  });
  it('stops through the desk and only once it is running', async () => {
    const { answer, give } = later();
    const { asked, inputs } = bridge(() => answer);
    await checked([VPS]);
    stopHandover();
    const sending = sendHandover();
    stopHandover();
    expect(now().job?.stopping).toBe(true);
    give(ok([came(VPS, 'stopped')]));
    await sending;
    const stops = asked.filter((one) => one.channel === 'jobs:stop');
    expect(stops.map((one) => one.input)).toEqual([{ job: inputs('handover:send')[0]?.job }]);
  });
  it('goes on when the dialog is closed, and a new one cannot begin meanwhile', async () => {
    const { answer, give } = later();
    bridge(() => answer);
    await checked([VPS]);
    const sending = sendHandover();
    closeHandover();
    expect(now().hidden).toBe(true);
    openHandover([DOMAIN]);
    expect(now()).toMatchObject({ hidden: false, step: 'send', selected: [VPS] });
    give(ok([came(VPS, 'sent', [7])]));
    await sending;
    closeHandover();
    expect(useStore.getState().handover).toBeNull();
  });
  it('does not claim to know what came of it when the shell was lost', async () => {
    const { answer, give } = later();
    const { tell, inputs } = bridge(() => answer);
    await checked([DOMAIN]);
    const sending = sendHandover();
    const job = inputs('handover:send')[0]?.job;
    tell('jobs:progress', { of: 'handover', job, done: 1, total: 2, last: came(DOMAIN, 'sent', [2]) });
    give(fail('internal', 'retry'));
    await sending;
    const outcomes = now().job?.outcomes ?? {};
    expect([outcomes[DOMAIN]?.outcome, outcomes[ZONE]?.outcome]).toEqual(['sent', 'unknown']);
  });
  it('knows that nothing was sent where the desk refused the input', async () => {
    bridge(() => fail('bad-input', 'fix-input'));
    await checked([VPS]);
    await sendHandover();
    expect(now().job?.outcomes[VPS]?.outcome).toBe('failed');
  });
});

describe('what did not work', () => {
  const first = [came(DOMAIN, 'sent', [1]), came(ZONE, 'failed'), came(VPS, 'unknown')];
  it('is sent again alone, and what was made stays on the list', async () => {
    let times = 0;
    const { inputs } = bridge(({ serviceKeys }) => {
      times += 1;
      return ok(times === 1 ? first : serviceKeys.map((key) => came(key, 'sent', [9])));
    });
    await checked([DOMAIN, VPS]);
    await sendHandover();
    await sendAgain();
    expect(inputs('handover:send')[1]?.serviceKeys).toEqual([ZONE]);
    expect(inputs('handover:send')[1]?.job).not.toBe(inputs('handover:send')[0]?.job);
    const outcomes = now().job?.outcomes ?? {};
    expect([DOMAIN, ZONE, VPS].map((key) => outcomes[key]?.outcome)).toEqual(['sent', 'sent', 'unknown']);
  });
  it('is checked again with the target it was sent with, without its twins', async () => {
    const { inputs } = bridge(() => ok(first));
    await checked([DOMAIN, VPS]);
    await sendHandover();
    await checkRestAgain();
    expect(inputs('handover:check')[1]).toEqual({
      serviceKeys: [ZONE, VPS],
      target: { contactTech: 'mp40311-ovh' },
    });
    expect(now()).toMatchObject({ step: 'check', job: null });
  });
});

describe('going on with one that stands in Activity', () => {
  const rest = {
    table: 'service,type,admin,tech,billing\nb.net,/vps,,mp40311-ovh,\n',
    targets: [{ serviceKey: VPS, target: { contactTech: 'mp40311-ovh' } }],
  };
  it('checks what is left in the group it belongs to, and sends nothing by itself', async () => {
    const { inputs } = bridge();
    await resumeHandover('group-of-old', rest);
    expect(inputs('handover:check')).toEqual([{ serviceKeys: [VPS], target: {}, targets: rest.targets }]);
    expect(inputs('handover:send')).toEqual([]);
    expect(now()).toMatchObject({
      group: 'group-of-old',
      step: 'check',
      mode: 'table',
      table: rest.table,
      withTwins: false,
    });
    await sendHandover();
    expect(inputs('handover:send')).toMatchObject([{ group: 'group-of-old', targets: rest.targets }]);
  });
  it('shows the one that is being sent instead', async () => {
    let end = (_answer: unknown): void => {};
    const { inputs } = bridge(() => new Promise((resolve) => (end = resolve)));
    openHandover([VPS]);
    choose('contactTech', { kind: 'named', text: 'mp40311-ovh' });
    await checkHandover();
    const sending = sendHandover();
    closeHandover();
    const { group } = now();
    await resumeHandover('other', rest);
    expect(now()).toMatchObject({ group, hidden: false });
    expect(inputs('handover:check')).toHaveLength(1);
    end(ok([came(VPS, 'sent', [1])]));
    await sending;
  });
});
