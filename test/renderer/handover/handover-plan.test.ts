/** Rules of the hand-over dialog: what is chosen becomes a target, what will happen is told truly, nothing is sent twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountsFor,
  checkNichandle,
  groupOutcomes,
  KEEP_ALL,
  keysToCheckAgain,
  keysToSendAgain,
  missingTwins,
  orderPlan,
  storyOf,
  summarisePlan,
  tallyOf,
  targetOf,
  verdictTone,
  whoIs,
  withTwins,
} from '../../../renderer/handover/handover-plan.ts';
import type { SendOutcome } from '../../../shared/contract.ts';
import { type BlockReason, type PlanRow, planHandover } from '../../../shared/handover.ts';
import { account, accountId, service } from '../../fakes/world.ts';

const ME = 'ac21874-ovh';
const OTHER = 'mp40311-ovh';
const mine = new Set([ME, 'ac90002-ovh']);
const askerOf = (id: string | null) => id?.split('@')[0] ?? null;

function planRow(change: Partial<PlanRow> = {}): PlanRow {
  return {
    serviceKey: 'sandbox/1',
    accountId: accountId(ME),
    myRoles: ['contactAdmin'],
    changes: [{ contactType: 'contactTech', from: ME, to: OTHER }],
    confirmers: [ME, OTHER],
    informed: [],
    requestCount: 1,
    verdict: 'ready',
    reason: null,
    unsure: false,
    ...change,
  };
}
const outcome = (id: number, what: SendOutcome['outcome'], requestIds: number[] = []): SendOutcome => ({
  serviceKey: `sandbox/${id}`,
  outcome: what,
  requestIds,
  failure: null,
});

describe('a typed NIC handle', () => {
  it.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['mp 40311-ovh', 'impossible'],
    ['<mp40311-ovh>', 'impossible'],
    // A word alone is a name; it must not become somebody's handle.
    ['marta', 'impossible'],
    ['marta1', 'unusual'],
    ['agencia-norte', 'unusual'],
    [' MP40311-OVH ', 'usual'],
    ['ovhtel-12345-1', 'usual'],
    ['Jane@example.ca', 'email'],
    ['jane@', 'impossible'],
  ])('%j is %s', (text, check) => {
    expect(checkNichandle(text)).toBe(check);
  });
});

describe('the target', () => {
  it('holds only what changes, in lower case', () => {
    expect(
      targetOf({
        ...KEEP_ALL,
        contactTech: { kind: 'named', text: ' MP40311-OVH ' },
        contactBilling: { kind: 'me', nichandle: ME },
      }),
    ).toEqual({ contactTech: OTHER, contactBilling: ME });
  });
  it('is none while nothing is chosen, and while one of the handles cannot be one', () => {
    expect(targetOf(KEEP_ALL)).toBeNull();
    expect(
      targetOf({
        contactAdmin: { kind: 'me', nichandle: ME },
        contactTech: { kind: 'named', text: 'a b' },
        contactBilling: { kind: 'keep' },
      }),
    ).toBeNull();
  });
  it('takes an unusual handle, since OVHcloud decides, and never a word alone', () => {
    const named = (text: string) => targetOf({ ...KEEP_ALL, contactAdmin: { kind: 'named', text } });
    expect(named('marta1')).toEqual({ contactAdmin: 'marta1' });
    expect(named('mar')).toBeNull();
  });
});

describe('twins', () => {
  const domain = service(1, 'faro.es', '/domain');
  const zone = service(2, 'faro.es', '/domain/zone');
  const elsewhere = service(3, 'faro.es', '/domain/zone', { key: 'ovh-ca/3', api: 'ovh-ca' });
  it('are found from either side, in the same API alone', () => {
    const all = [domain, zone, elsewhere];
    expect(missingTwins([domain.key], all)).toEqual([zone]);
    expect(missingTwins([zone.key], all)).toEqual([domain]);
    expect(missingTwins([elsewhere.key], all)).toEqual([]);
  });
  it('stand right after their own, each service once', () => {
    const vps = service(4, 'b.net', '/vps');
    const all = [zone, vps, domain];
    expect(withTwins([domain.key, vps.key], all)).toEqual([domain.key, zone.key, vps.key]);
    expect(withTwins([domain.key, vps.key, zone.key], all)).toEqual([domain.key, zone.key, vps.key]);
  });
  it('that are selected already are not missing', () => {
    expect(missingTwins([domain.key, zone.key], [domain, zone])).toEqual([]);
  });
});

it('only my accounts of the API concerned can be put in', () => {
  const european = account(ME);
  const canadian = account('ac90002-ovh', { api: 'ovh-ca' });
  expect(accountsFor([service(1, 'a', '/vps')], [european, canadian])).toEqual([european]);
});

describe('who somebody is', () => {
  it('is told from the one who sends, whatever the case', () => {
    expect(whoIs('AC21874-OVH', ME, mine).is).toBe('you');
    expect(whoIs('ac90002-ovh', ME, mine).is).toBe('yours');
    expect(whoIs(OTHER, ME, mine).is).toBe('other');
  });
});

describe('what will happen', () => {
  it('says which role I name my successor in where I am not the administrator', () => {
    expect(storyOf(planRow({ myRoles: ['contactTech'] }), ME, mine).successorOf).toEqual(['contactTech']);
    expect(storyOf(planRow({ myRoles: ['contactAdmin', 'contactTech'] }), ME, mine).successorOf).toEqual([]);
  });
  it('has a tone for every reason: amber only for what passes', () => {
    const amber: BlockReason['kind'][] = ['running', 'contacts-unknown', 'in-creation', 'no-credential'];
    const all: BlockReason[] = [
      { kind: 'running', requestId: 1 },
      { kind: 'debt', nichandle: ME, amount: '1 €' },
      { kind: 'service-unpaid' },
      { kind: 'contacts-unknown' },
      { kind: 'in-creation' },
      { kind: 'not-active', state: 'suspended' },
      { kind: 'other-zone', nichandle: OTHER },
      { kind: 'no-route' },
      { kind: 'no-credential' },
    ];
    for (const reason of all)
      expect(verdictTone(planRow({ verdict: 'blocked', reason })), reason.kind).toBe(
        amber.includes(reason.kind) ? 'you' : 'bad',
      );
    expect(verdictTone(planRow())).toBe('good');
    expect(verdictTone(planRow({ verdict: 'nothing', reason: { kind: 'nothing' } }))).toBe('mute');
  });
  it('shows ready services first and loses none', () => {
    const rows = (['nothing', 'blocked', 'ready', 'not-yours', 'ready'] as const).map((verdict, index) =>
      planRow({ serviceKey: `sandbox/${index}`, verdict }),
    );
    expect(orderPlan(rows).map((row) => row.serviceKey)).toEqual(
      [2, 4, 1, 3, 0].map((id) => `sandbox/${id}`),
    );
  });
});

describe('the sum of a plan', () => {
  const rows = [
    planRow(),
    planRow({ serviceKey: 'sandbox/2', requestCount: 2, confirmers: [ME, OTHER, 'tb10094-ovh'] }),
    planRow({ serviceKey: 'sandbox/3', verdict: 'blocked', reason: { kind: 'service-unpaid' } }),
  ];
  it('counts requests, not services, and leaves out what is not ready', () => {
    expect(summarisePlan(rows, new Set(), askerOf, mine)).toMatchObject({
      keys: ['sandbox/1', 'sandbox/2'],
      leftOut: 1,
      requests: 3,
      allGetAll: false,
    });
  });
  it('does not count what was taken off the list, nor name those who would have got codes for it', () => {
    const summary = summarisePlan(rows, new Set(['sandbox/2']), askerOf, mine);
    expect(summary).toMatchObject({ keys: ['sandbox/1'], leftOut: 2, requests: 1, allGetAll: true });
    expect(summary.codesTo.map((who) => [who.nichandle, who.is])).toEqual([
      [ME, 'you'],
      [OTHER, 'other'],
    ]);
  });
  it('says "you" of an account that sends one service and confirms another', () => {
    const both = [
      planRow({ accountId: accountId('ac90002-ovh'), confirmers: ['ac90002-ovh', ME] }),
      planRow({ serviceKey: 'sandbox/2', confirmers: [ME, OTHER] }),
    ];
    expect(summarisePlan(both, new Set(), askerOf, mine).codesTo.map((who) => who.is)).toEqual([
      'you',
      'you',
      'other',
    ]);
  });
  it('of a plan of the rules adds up for any choice', () => {
    const services = [1, 2, 3].map((id) => service(id, `s${id}.es`, '/domain'));
    const handle = fc.constantFrom(ME, OTHER, 'tb10094-ovh');
    fc.assert(
      fc.property(
        fc.record(
          { contactAdmin: handle, contactTech: handle, contactBilling: handle },
          { requiredKeys: [] },
        ),
        fc.subarray(services.map((one) => one.key)),
        (target, left) => {
          const plan = services.map((one) =>
            planHandover({ service: one, target, accounts: [account(ME)], running: null }),
          );
          const summary = summarisePlan(plan, new Set(left), askerOf, mine);
          expect(summary.keys.length + summary.leftOut).toBe(plan.length);
          expect(summary.requests >= summary.keys.length).toBe(true);
          expect(summary.codesTo.length > 0).toBe(summary.keys.length > 0);
        },
      ),
    );
  });
});

describe('after sending', () => {
  it('what failed or is not known stands first, then what was not sent, then what went through', () => {
    const came = [
      outcome(1, 'sent', [11]),
      outcome(2, 'failed'),
      outcome(3, 'found', [13]),
      outcome(4, 'stopped'),
      outcome(5, 'unknown'),
      outcome(6, 'sent', [16]),
    ];
    const keys = came.map(({ serviceKey }) => serviceKey);
    const groups = groupOutcomes(keys, Object.fromEntries(came.map((one) => [one.serviceKey, one])));
    expect(
      groups.map((group) => [group.outcome, group.keys.map((key) => Number(key.split('/')[1]))]),
    ).toEqual([
      ['failed', [2]],
      ['unknown', [5]],
      ['stopped', [4]],
      ['found', [3]],
      ['sent', [1, 6]],
    ]);
  });
  const outcomes = [
    outcome(1, 'sent', [10, 11]),
    outcome(2, 'found', [12]),
    outcome(3, 'unknown'),
    outcome(4, 'failed'),
    outcome(5, 'stopped'),
    outcome(6, 'left-out'),
  ];
  it('what may have happened is never sent again', () => {
    expect(keysToSendAgain(outcomes)).toEqual(['sandbox/4', 'sandbox/5']);
  });
  it('everything without a request is looked at again', () => {
    expect(keysToCheckAgain(outcomes)).toEqual(['sandbox/3', 'sandbox/4', 'sandbox/5', 'sandbox/6']);
  });
  it('every outcome is counted once', () => {
    expect(tallyOf(outcomes)).toEqual({
      made: 2,
      requestIds: [10, 11, 12],
      failed: 1,
      unknown: 1,
      stopped: 1,
      leftOut: 1,
    });
  });
});
