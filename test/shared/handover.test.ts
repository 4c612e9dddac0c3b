/** The plan of a hand-over: the role table of the guide, and every reason why not, in its order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../shared/account.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import {
  askedSchema,
  type HandoverTarget,
  myPartOf,
  planHandover,
  planRowSchema,
} from '../../shared/handover.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { mayName, rolesOf } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { anAccount, aRequest, aService } from './samples.ts';

const me = anAccount('me1-ovh');

function plan(
  target: HandoverTarget,
  service: Partial<Service> = {},
  more: { accounts?: Account[]; running?: ContactRequest | null } = {},
) {
  return planHandover({
    service: aService(service),
    target,
    accounts: more.accounts ?? [me],
    running: more.running ?? null,
  });
}

const contacts = (contactAdmin: string, contactTech: string, contactBilling: string) => ({
  contacts: { contactAdmin, contactTech, contactBilling },
});

describe('planHandover, the role table', () => {
  it('administrator names a new technical and billing contact: he and each new one confirm, the old are informed', () => {
    const row = plan(
      { contactTech: 'tt1-ovh', contactBilling: 'bb1-ovh' },
      contacts('me1-ovh', 'old1-ovh', 'old2-ovh'),
    );
    expect(row).toMatchObject({
      verdict: 'ready',
      reason: null,
      accountId: 'me1-ovh@ovh-eu',
      confirmers: ['me1-ovh', 'tt1-ovh', 'bb1-ovh'],
      informed: ['old1-ovh', 'old2-ovh'],
      requestCount: 2,
      unsure: false,
    });
  });
  it('administrator takes technical and billing himself: only he confirms, the old ones are informed', () => {
    const row = plan(
      { contactTech: 'me1-ovh', contactBilling: 'me1-ovh' },
      contacts('me1-ovh', 'old1-ovh', 'old1-ovh'),
    );
    expect(row).toMatchObject({
      verdict: 'ready',
      confirmers: ['me1-ovh'],
      informed: ['old1-ovh'],
      requestCount: 1,
    });
  });
  it('administrator names his successor: both confirm, nobody else is told', () => {
    const row = plan({ contactAdmin: 'new1-ovh' });
    expect(row).toMatchObject({ verdict: 'ready', confirmers: ['me1-ovh', 'new1-ovh'], informed: [] });
  });
  for (const [contactType, held] of [
    ['contactTech', contacts('aa1-ovh', 'me1-ovh', 'bb1-ovh')],
    ['contactBilling', contacts('aa1-ovh', 'bb1-ovh', 'me1-ovh')],
  ] as const) {
    it(`${contactType} names a successor of his own: both confirm`, () => {
      const row = plan({ [contactType]: 'new1-ovh' }, held);
      expect(row).toMatchObject({
        verdict: 'ready',
        confirmers: ['me1-ovh', 'new1-ovh'],
        myRoles: [contactType],
      });
    });
    for (const other of CONTACT_TYPES.filter((type) => type !== contactType)) {
      it(`${contactType} may not name another ${other}, and hears who may`, () => {
        const row = plan({ [other]: 'new1-ovh' }, held);
        expect(row).toMatchObject({
          verdict: 'not-yours',
          accountId: null,
          confirmers: [],
          reason: {
            kind: 'role',
            contactType: other,
            administrator: 'aa1-ovh',
            holder: held.contacts[other],
          },
        });
      });
    }
  }
});

describe('the part that is mine', () => {
  const both = { contactTech: 'new1-ovh', contactBilling: 'new1-ovh' };
  it('is the role I hold, where I may not name another of those asked for', () => {
    const row = plan(both, contacts('aa1-ovh', 'me1-ovh', 'bb1-ovh'));
    expect([row.verdict, myPartOf(row)]).toEqual(['not-yours', ['contactTech']]);
  });
  it('is nothing where none of it is mine, and where all of it is', () => {
    expect(myPartOf(plan(both, contacts('aa1-ovh', 'tt1-ovh', 'bb1-ovh')))).toEqual([]);
    expect(myPartOf(plan(both, contacts('me1-ovh', 'tt1-ovh', 'bb1-ovh')))).toEqual([]);
  });
});

describe('planHandover, which account', () => {
  const service = {
    ...contacts('aa1-ovh', 'me1-ovh', 'me2-ovh'),
    seenBy: ['me1-ovh@ovh-eu', 'me2-ovh@ovh-eu'],
  };
  const accounts = [me, anAccount('me2-ovh')];
  it('takes the one of my accounts that may', () => {
    expect(plan({ contactBilling: 'new1-ovh' }, service, { accounts }).accountId).toBe('me2-ovh@ovh-eu');
    expect(plan({ contactTech: 'new1-ovh' }, service, { accounts }).accountId).toBe('me1-ovh@ovh-eu');
  });
  it('does not take one that may only do half of it', () => {
    const row = plan({ contactTech: 'new1-ovh', contactBilling: 'new1-ovh' }, service, { accounts });
    expect(row).toMatchObject({ verdict: 'not-yours', accountId: null });
  });
  it('prefers a usable credential among those that may', () => {
    const locked = anAccount('me1-ovh', { credential: { ...me.credential, state: 'locked' } });
    const shared = { ...contacts('me2-ovh', 'me1-ovh', 'zz1-ovh'), seenBy: service.seenBy };
    const row = plan({ contactTech: 'new1-ovh' }, shared, { accounts: [locked, anAccount('me2-ovh')] });
    expect(row).toMatchObject({ verdict: 'ready', accountId: 'me2-ovh@ovh-eu' });
  });
  it('names the one that may, though its credential has to be renewed first', () => {
    const expired = anAccount('me1-ovh', { credential: { ...me.credential, state: 'expired' } });
    const row = plan({ contactTech: 'new1-ovh' }, {}, { accounts: [expired] });
    expect(row).toMatchObject({
      verdict: 'blocked',
      accountId: 'me1-ovh@ovh-eu',
      reason: { kind: 'no-credential' },
    });
  });
  it('never sends through an account that does not see the service', () => {
    const row = plan({ contactTech: 'new1-ovh' }, { seenBy: ['somebody@ovh-eu'] });
    expect(row).toMatchObject({ verdict: 'blocked', accountId: null, reason: { kind: 'no-credential' } });
  });
});

describe('planHandover, reasons why not', () => {
  const debt = { value: 84.7, currencyCode: 'EUR', text: '84.70 €' };
  const target = { contactTech: 'new1-ovh' };
  it('has nothing to do where the one named holds the role already, however spelled', () => {
    expect(plan({ contactTech: ' ME1-ovh ' })).toMatchObject({
      verdict: 'nothing',
      reason: { kind: 'nothing' },
      changes: [],
      requestCount: 0,
    });
    expect(plan({}).verdict).toBe('nothing');
  });
  it('plans only what changes', () => {
    const row = plan({ contactAdmin: 'me1-ovh', contactTech: 'new1-ovh' });
    expect(row.changes).toEqual([{ contactType: 'contactTech', from: 'me1-ovh', to: 'new1-ovh' }]);
  });
  it('names debts of each account of mine that is concerned, old contact and new contact, and lets an administrator who is neither ask in spite of his own', () => {
    const accounts = (debtor: string) =>
      ['me1-ovh', 'old1-ovh', 'new1-ovh', 'other1-ovh'].map((nichandle) =>
        anAccount(nichandle, { debt: nichandle === debtor ? debt : { ...debt, value: 0 } }),
      );
    const service = contacts('me1-ovh', 'old1-ovh', 'me1-ovh');
    for (const debtor of ['old1-ovh', 'new1-ovh']) {
      expect(plan(target, service, { accounts: accounts(debtor) }).reason).toEqual({
        kind: 'debt',
        nichandle: debtor,
        amount: '84.70 €',
      });
    }
    for (const debtor of ['me1-ovh', 'other1-ovh'])
      expect(plan(target, service, { accounts: accounts(debtor) }).verdict).toBe('ready');
    expect(
      plan({ contactBilling: 'new1-ovh' }, service, { accounts: accounts('me1-ovh') }).reason?.kind,
    ).toBe('debt');
  });
  it('does not take the debt of a namesake at another API for this one’s', () => {
    const namesake = anAccount('me1-ovh', { id: 'me1-ovh@ovh-ca', api: 'ovh-ca', debt });
    expect(plan(target, {}, { accounts: [namesake, me] }).verdict).toBe('ready');
  });
  it('does not cross zones, where both are known', () => {
    const inCanada = anAccount('new1-ovh', { id: 'new1-ovh@ovh-ca', api: 'ovh-ca', zone: 'CA' });
    expect(plan(target, {}, { accounts: [me, inCanada] }).reason).toEqual({
      kind: 'other-zone',
      nichandle: 'new1-ovh',
    });
    const somewhere = { ...inCanada, zone: 'unknown' as const };
    expect(plan(target, {}, { accounts: [me, somewhere] }).verdict).toBe('ready');
  });
  it('takes an e-mail address in Canada and where the zone is not known, and in Europe says why not', () => {
    const named = { contactTech: 'Jane@Example.CA' };
    expect(plan(named).reason).toEqual({ kind: 'email-elsewhere', email: 'jane@example.ca' });
    for (const zone of ['CA', 'unknown'] as const) {
      const row = plan(named, {}, { accounts: [{ ...me, zone }] });
      expect(row.verdict).toBe('ready');
      expect(row.changes).toMatchObject([{ contactType: 'contactTech', to: 'jane@example.ca' }]);
      expect(row.confirmers).toEqual(['me1-ovh', 'jane@example.ca']);
    }
  });
  it('is not stopped by a request that has ended', () => {
    expect(plan(target, {}, { running: aRequest({ state: 'done' }) }).verdict).toBe('ready');
  });
  it('tells the states in which nothing can change', () => {
    expect(plan(target, { state: 'toActivate' }).reason).toEqual({ kind: 'in-creation' });
    expect(plan(target, { status: 'inCreation' }).reason).toEqual({ kind: 'in-creation' });
    for (const state of ['suspended', 'deleted', 'toDelete']) {
      expect(plan(target, { state }).reason).toEqual({ kind: 'not-active', state });
    }
    expect(plan(target, { status: 'expired' }).reason).toEqual({ kind: 'not-active', state: 'expired' });
    for (const unpaid of [{ status: 'unPaid' }, { status: 'pendingDebt' }, { lifecycle: 'unpaid' }]) {
      expect(plan(target, unpaid).reason).toEqual({ kind: 'service-unpaid' });
    }
  });
  it('tries unknown families, and says that it is not sure', () => {
    expect(plan(target, { family: '/brand/new' })).toMatchObject({ verdict: 'ready', unsure: true });
  });

  it('tells the reasons in a fixed order: each stands until it is mended', () => {
    const bad = {
      contacts: null,
      route: null,
      state: 'suspended',
      lifecycle: 'unpaid',
      seenBy: ['me1-ovh@ovh-eu'],
    };
    const inCanada = anAccount('new1-ovh', { id: 'new1-ovh@ovh-ca', api: 'ovh-ca', zone: 'CA' });
    const poor = { ...me, debt };
    const expired = { ...poor, credential: { ...me.credential, state: 'expired' as const } };
    const mend: [string, Partial<Service>, Account, ContactRequest | null][] = [
      ['contacts-unknown', bad, expired, aRequest()],
      ['no-route', { ...bad, ...contacts('aa1-ovh', 'bb1-ovh', 'cc1-ovh') }, expired, aRequest()],
      [
        'role',
        { ...bad, ...contacts('aa1-ovh', 'bb1-ovh', 'cc1-ovh'), route: '/domain/x' },
        expired,
        aRequest(),
      ],
      ['no-credential', { state: 'suspended', lifecycle: 'unpaid' }, expired, aRequest()],
      ['running', { state: 'suspended', lifecycle: 'unpaid' }, poor, aRequest()],
      ['not-active', { state: 'suspended', lifecycle: 'unpaid' }, poor, null],
      ['service-unpaid', { lifecycle: 'unpaid' }, poor, null],
      ['debt', contacts('me1-ovh', 'me1-ovh', 'me1-ovh'), poor, null],
      ['other-zone', {}, me, null],
    ];
    for (const [kind, service, account, running] of mend) {
      expect(plan(target, service, { accounts: [account, inCanada], running }).reason?.kind).toBe(kind);
    }
  });
});

describe('planHandover, replacing one by another', () => {
  const replace = { contactAdmin: 'new1-ovh', contactTech: 'new1-ovh', contactBilling: 'new1-ovh' };
  it('changes only the roles that he holds, however spelled', () => {
    const row = plan({ ...replace, replaces: ' Old1-OVH' }, contacts('me1-ovh', 'old1-ovh', 'bb1-ovh'));
    expect(row).toMatchObject({
      verdict: 'ready',
      changes: [{ contactType: 'contactTech', from: 'old1-ovh', to: 'new1-ovh' }],
    });
  });
  it('says that he is not there, and does not call a contact that is not known by that name', () => {
    const target = { contactTech: 'new1-ovh', replaces: 'old1-ovh' };
    expect(plan(target, contacts('old1-ovh', 'me1-ovh', 'me1-ovh'))).toMatchObject({
      verdict: 'nothing',
      reason: { kind: 'not-there', nichandle: 'old1-ovh' },
    });
    expect(plan(target, { contacts: null }).reason).toEqual({ kind: 'contacts-unknown' });
    expect(
      plan(target, {
        contacts: { contactAdmin: 'me1-ovh', contactTech: null, contactBilling: null },
      }).reason,
    ).toEqual({ kind: 'contacts-unknown' });
  });
});

describe('planHandover, whatever is asked', () => {
  const handle = fc.constantFrom('me1-ovh', 'me2-ovh', 'aa1-ovh', 'bb1-ovh');
  const anyContacts = fc.record({
    contactAdmin: fc.option(handle),
    contactTech: fc.option(handle),
    contactBilling: fc.option(handle),
  });
  const anyTarget = fc.record(
    { contactAdmin: handle, contactTech: handle, contactBilling: handle },
    { requiredKeys: [] },
  );
  it('fits its schema, and is ready only with an account that may name every contact asked for', () => {
    fc.assert(
      fc.property(fc.option(anyContacts), anyTarget, fc.boolean(), (given, target, seesBoth) => {
        const accounts = [me, anAccount('me2-ovh')];
        const seenBy = seesBoth ? accounts.map((account) => account.id) : ['me1-ovh@ovh-eu'];
        const row = plan(target, { contacts: given, seenBy }, { accounts });
        expect(planRowSchema.parse(row)).toEqual(row);
        expect(row.verdict === 'ready').toBe(row.reason === null);
        expect(new Set(row.confirmers).size).toBe(row.confirmers.length);
        expect(row.informed.some((nichandle) => row.confirmers.includes(nichandle))).toBe(false);
        if (row.verdict !== 'ready') return;
        const sender = accounts.find((account) => account.id === row.accountId);
        expect(sender).toBeDefined();
        expect(row.confirmers[0]).toBe(sender?.nichandle);
        const roles = rolesOf(given, sender?.nichandle ?? '');
        expect(row.myRoles).toEqual(roles);
        for (const change of row.changes) {
          expect(mayName(roles, change.contactType)).toBe(true);
          expect(row.confirmers).toContain(change.to);
        }
      }),
    );
  });
});

describe('planHandover, what is easily mistaken', () => {
  const both = { contactTech: 'tt1-ovh', contactBilling: 'bb1-ovh' };
  const seenBy = ['me1-ovh@ovh-eu', 'me2-ovh@ovh-eu'];
  const with2 = (first: Partial<Account>, second: Partial<Account>) => [
    anAccount('me1-ovh', first),
    anAccount('me2-ovh', second),
  ];
  const lost = { credential: { ...me.credential, state: 'expired' as const } };

  it('sends from the account that may do all, of several from the first whose credential is good', () => {
    const service = { ...contacts('me2-ovh', 'me1-ovh', 'x1-ovh'), seenBy };
    const senderOf = (...accounts: Account[]) => plan(both, service, { accounts }).accountId;
    expect(senderOf(...with2({}, {}))).toBe('me2-ovh@ovh-eu');
    expect(senderOf(...with2({}, lost))).toBe('me2-ovh@ovh-eu');
    const equal = { ...contacts('me1-ovh', 'me2-ovh', 'x1-ovh'), seenBy };
    const tech = (...accounts: Account[]) => plan({ contactTech: 'tt1-ovh' }, equal, { accounts }).accountId;
    expect(tech(...with2({}, {}))).toBe('me1-ovh@ovh-eu');
    expect(tech(...with2(lost, {}))).toBe('me2-ovh@ovh-eu');
    expect(tech(...with2({}, lost))).toBe('me1-ovh@ovh-eu');
    expect(tech(...with2(lost, lost))).toBe('me1-ovh@ovh-eu');
  });

  it('counts one request for each pair of contacts, whatever their case', () => {
    const target = { contactTech: 'New1-ovh', contactBilling: 'new1-ovh' };
    expect(plan(target, contacts('me1-ovh', 'Old1-ovh', 'old1-OVH')).requestCount).toBe(1);
    expect(plan(target, contacts('me1-ovh', 'old1-ovh', 'old2-ovh')).requestCount).toBe(2);
  });

  it('informs each old contact once, and none who confirms', () => {
    const row = plan(both, contacts('me1-ovh', 'Old1-ovh', 'old1-ovh'));
    expect(row.informed).toEqual(['Old1-ovh']);
    expect(plan(both, contacts('me1-ovh', 'me1-ovh', 'BB1-ovh')).informed).toEqual([]);
    expect(plan(both, contacts('x1-ovh', 'x2-ovh', 'x3-ovh'))).toMatchObject({
      informed: [],
      confirmers: [],
    });
  });

  it('replaces somebody where they stand, and says where they do not', () => {
    const target = { contactTech: 'new1-ovh', contactBilling: 'new1-ovh', replaces: ' Old1-ovh ' };
    const types = (service: Partial<Service>) =>
      plan(target, service).changes.map(({ contactType }) => contactType);
    expect(types(contacts('me1-ovh', 'old1-ovh', 'x1-ovh'))).toEqual(['contactTech']);
    expect(types(contacts('old1-ovh', 'x1-ovh', 'x1-ovh'))).toEqual([]);
    expect(plan(target, contacts('me1-ovh', 'x1-ovh', 'x2-ovh'))).toMatchObject({
      verdict: 'nothing',
      reason: { kind: 'not-there', nichandle: ' Old1-ovh ' },
    });
    const unknown = { contactAdmin: 'me1-ovh', contactTech: 'x1-ovh', contactBilling: null };
    expect(plan(target, { contacts: unknown })).toMatchObject({
      verdict: 'blocked',
      reason: { kind: 'contacts-unknown' },
    });
    // The role that is not known is not one that was asked for.
    expect(plan({ contactTech: 'new1-ovh', replaces: 'old1-ovh' }, { contacts: unknown }).verdict).toBe(
      'nothing',
    );
    const same = { contactTech: 'old1-ovh', replaces: 'old1-ovh' };
    expect(plan(same, contacts('me1-ovh', 'old1-ovh', 'x1-ovh')).reason).toEqual({ kind: 'nothing' });
  });

  it('goes on where some contacts are known, and not where none is', () => {
    const some = { contactAdmin: 'me1-ovh', contactTech: null, contactBilling: null };
    expect(plan({ contactTech: 'tt1-ovh' }, { contacts: some }).verdict).toBe('ready');
    const none = { contactAdmin: null, contactTech: null, contactBilling: null };
    for (const known of [none, null])
      expect(plan({ contactTech: 'tt1-ovh' }, { contacts: known })).toMatchObject({
        verdict: 'blocked',
        reason: { kind: 'contacts-unknown' },
      });
  });

  it('names the other zone only where it is known of both, and of every account of that handle', () => {
    const zones = (sender: Account['zone'], ...others: Account['zone'][]) =>
      plan(
        { contactTech: 'tt1-ovh' },
        {},
        {
          accounts: [
            anAccount('me1-ovh', { zone: sender }),
            ...others.map((zone, at) => anAccount('TT1-ovh', { id: `tt${at}`, zone })),
          ],
        },
      ).reason;
    const other = { kind: 'other-zone', nichandle: 'tt1-ovh' };
    expect(zones('EU', 'CA')).toEqual(other);
    expect(zones('EU', 'CA', 'CA')).toEqual(other);
    expect(zones('EU', 'CA', 'EU')).toBeNull();
    expect(zones('EU', 'unknown')).toBeNull();
    expect(zones('unknown', 'CA')).toBeNull();
    expect(zones('EU')).toBeNull();
  });

  it('tells each state of a service that stands in the way', () => {
    const reasonOf = (service: Partial<Service>) => plan({ contactTech: 'tt1-ovh' }, service).reason;
    expect(reasonOf({ status: 'inCreation' })).toEqual({ kind: 'in-creation' });
    expect(reasonOf({ state: 'toActivate' })).toEqual({ kind: 'in-creation' });
    for (const state of ['suspended', 'deleted', 'toDelete'])
      expect(reasonOf({ state })).toEqual({ kind: 'not-active', state });
    expect(reasonOf({ status: 'expired' })).toEqual({ kind: 'not-active', state: 'expired' });
    expect(reasonOf({ lifecycle: 'terminated' })).toEqual({ kind: 'not-active', state: 'terminated' });
    for (const status of ['unPaid', 'pendingDebt'])
      expect(reasonOf({ status })).toEqual({ kind: 'service-unpaid' });
    expect(reasonOf({ lifecycle: 'unpaid' })).toEqual({ kind: 'service-unpaid' });
  });

  it('a debt counts from a cent on, of old and new contacts of the same API', () => {
    const owing = (value: number, api = 'ovh-eu') =>
      plan(
        { contactTech: 'tt1-ovh' },
        {},
        {
          accounts: [
            me,
            anAccount('tt1-ovh', {
              api,
              debt: { value, currencyCode: 'EUR', text: `${value} €` } as NonNullable<Account['debt']>,
            }),
          ],
        },
      ).reason;
    expect(owing(0.01)).toEqual({ kind: 'debt', nichandle: 'tt1-ovh', amount: '0.01 €' });
    expect(owing(0)).toBeNull();
    expect(owing(5, 'ovh-ca')).toBeNull();
  });
});

describe('what stands in the way', () => {
  it('blocks, whatever it is, and is told whole', () => {
    const tech = { contactTech: 'tt1-ovh' };
    const told = (...given: Parameters<typeof plan>) => {
      const { verdict, reason } = plan(...given);
      return [verdict, reason];
    };
    expect(told(tech, { route: null })).toEqual(['blocked', { kind: 'no-route' }]);
    expect(told(tech, { seenBy: [] })).toEqual(['blocked', { kind: 'no-credential' }]);
    expect(told(tech, {}, { running: aRequest({ id: 7 }) })).toEqual([
      'blocked',
      { kind: 'running', requestId: 7 },
    ]);
    expect(told(tech, {}, { running: aRequest({ state: 'done' }) })).toEqual(['ready', null]);
    expect(told(tech, { state: 'suspended' })).toEqual([
      'blocked',
      { kind: 'not-active', state: 'suspended' },
    ]);
  });
});

describe('what may be asked for', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `ovh-eu/${at}`);
  const isAsked = (serviceKeys: string[], more: object = {}) =>
    askedSchema.safeParse({ serviceKeys, target: { contactTech: 'tt1-ovh' }, ...more }).success;
  it('is one service to five thousand', () => {
    expect([0, 1, 5000, 5001].map((count) => isAsked(keys(count)))).toEqual([false, true, true, false]);
    const targets = (count: number) =>
      keys(count).map((serviceKey) => ({ serviceKey, target: { contactTech: 'tt1-ovh' } }));
    expect([0, 5000, 5001].map((count) => isAsked(keys(1), { targets: targets(count) }))).toEqual([
      true,
      true,
      false,
    ]);
  });
  it('is for handles that can be some', () => {
    const names = (handle: string) => isAsked(keys(1), { target: { contactTech: handle } });
    expect(['', 'a', 'a'.repeat(64), 'a'.repeat(65)].map(names)).toEqual([false, true, true, false]);
    expect(isAsked(keys(1), { target: { contactTech: 7 } })).toBe(false);
    expect(isAsked(keys(1), { target: undefined })).toBe(false);
  });
});
