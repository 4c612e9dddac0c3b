/** What a hand-over asks for: one replaced by another, a table, and what is known to lead nowhere. */
import { describe, expect, it } from 'vitest';
import { groupPlan, KEEP_ALL, twinsApart } from '../../../renderer/handover/handover-plan.ts';
import {
  askedFor,
  askedOf,
  deadEndOf,
  holdersOf,
  standingOf,
  targetOfReplacement,
} from '../../../renderer/handover/handover-target.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import { CONTACT_TYPES } from '../../../shared/contact.ts';
import type { SendOutcome } from '../../../shared/contract.ts';
import { fail } from '../../../shared/failure.ts';
import type { PlanRow } from '../../../shared/handover.ts';
import { account, accountId, service } from '../../fakes/world.ts';

const ME = 'ac21874-ovh';
const A = 'mp40311-ovh';
const B = 'tb10094-ovh';
const held = (contactAdmin: string, contactTech: string, contactBilling: string) => ({
  contacts: { contactAdmin, contactTech, contactBilling },
});
const services = [
  service(1, 'faro.es', '/domain', held(ME, A, ME)),
  service(2, 'faro.es', '/domain/zone', held(ME, A.toUpperCase(), A)),
  service(3, 'b.net', '/vps', held(ME, ME, B)),
];

describe('one replaced by another', () => {
  it('asks for the roles chosen, where he holds them', () => {
    expect(targetOfReplacement({ from: ` ${A.toUpperCase()}`, to: B, roles: ['contactTech'] })).toEqual({
      contactTech: B,
      replaces: A,
    });
  });
  it.each([
    { from: '', to: B, roles: CONTACT_TYPES },
    { from: A, to: 'a b', roles: CONTACT_TYPES },
    { from: A, to: A.toUpperCase(), roles: CONTACT_TYPES },
    { from: A, to: B, roles: [] },
  ])('asks for nothing with %j', (replacement) => {
    expect(targetOfReplacement(replacement)).toBeNull();
  });
  it('tells where he stands, whatever the case, each service once', () => {
    expect(standingOf(A, services, ['contactTech', 'contactBilling'])).toEqual({
      byRole: { contactAdmin: 0, contactTech: 2, contactBilling: 1 },
      services: 2,
    });
    expect(standingOf(A, services, ['contactAdmin']).services).toBe(0);
  });
  it('offers those who stand there most first', () => {
    expect(holdersOf(services)).toEqual([ME, A, B]);
  });
});

describe('what is asked', () => {
  const lines = [
    {
      number: 1,
      service: 'b.net',
      family: '',
      wanted: {},
      target: { contactTech: B },
      serviceKeys: ['sandbox/3'],
      problem: null,
    },
    {
      number: 2,
      service: 'x',
      family: '',
      wanted: {},
      target: null,
      serviceKeys: [],
      problem: { kind: 'unknown-service' as const },
    },
  ];
  const given = {
    keys: ['sandbox/1'],
    choices: KEEP_ALL,
    replacement: { from: A, to: B, roles: CONTACT_TYPES },
    lines,
  };
  it('of a table is about its own services, and leaves out what was not understood', () => {
    expect(askedFor('table', given)).toEqual({
      serviceKeys: ['sandbox/3'],
      target: {},
      targets: [{ serviceKey: 'sandbox/3', target: { contactTech: B } }],
    });
    expect(askedFor('table', { ...given, lines: lines.slice(1) })).toBeNull();
  });
  it('is narrowed to some services with their own targets', () => {
    const asked = askedFor('table', given);
    expect(asked && askedOf(asked, [])).toEqual({ serviceKeys: [], target: {}, targets: [] });
  });
  it('is nothing by role while every contact is kept', () => {
    expect(askedFor('roles', given)).toBeNull();
  });
});

describe('a dead end', () => {
  const mine = account(ME);
  const known = { services, all: services, accounts: [mine], activity: [] };
  const entry = (change: Partial<ActivityEntry>): ActivityEntry => ({
    id: '1',
    at: '2026-11-01T10:00:00Z',
    kind: 'changeContact',
    api: 'sandbox',
    nichandle: ME,
    serviceName: 'b.net',
    requestKey: null,
    requestIds: [],
    changes: [{ contactType: 'contactTech', to: 'xx1-ovh' }],
    outcome: 'failed',
    failure: fail('not-found', 'read-again', { message: 'The account XX1-ovh does not exist' }).error,
    group: null,
    ...change,
  });
  it('is an account of mine across the ocean, or with unpaid invoices', () => {
    const canadian = account('qc1-ovh', { zone: 'CA', api: 'ovh-ca' });
    expect(deadEndOf('QC1-ovh', ['contactTech'], { ...known, accounts: [mine, canadian] })).toEqual({
      kind: 'other-zone',
      zone: 'CA',
      mine: true,
    });
    const debtor = account('dd1-ovh', { debt: { value: 3, currencyCode: 'EUR', text: '3.00 €' } });
    expect(deadEndOf('dd1-ovh', ['contactTech'], { ...known, accounts: [mine, debtor] })).toEqual({
      kind: 'debt',
      amount: '3.00 €',
    });
  });
  it('is an e-mail address where all of the services are in Europe', () => {
    expect(deadEndOf('Jane@example.com', ['contactTech'], known)).toEqual({ kind: 'email-elsewhere' });
    const canadian = { ...known, accounts: [{ ...mine, zone: 'CA' as const }] };
    expect(deadEndOf('jane@example.com', ['contactTech'], canadian)).toBeNull();
    // Half typed, it is not judged yet.
    expect(deadEndOf('jane@', ['contactTech'], known)).toBeNull();
  });
  it('is somebody known only from services across the ocean', () => {
    const canadian = account('qc1-ovh', { zone: 'CA' });
    const there = service(9, 'qc.ca', '/domain', {
      ...held('qc1-ovh', 'qc2-ovh', 'qc2-ovh'),
      seenBy: [canadian.id],
    });
    const given = { ...known, all: [...services, there], accounts: [mine, canadian] };
    expect(deadEndOf('qc2-ovh', ['contactTech'], given)).toEqual({
      kind: 'other-zone',
      zone: 'CA',
      mine: false,
    });
    const both = service(10, 'x.es', '/domain', { ...held(ME, 'qc2-ovh', ME), seenBy: [accountId(ME)] });
    expect(deadEndOf('qc2-ovh', ['contactTech'], { ...given, all: [...given.all, both] })).toBeNull();
  });
  it('is who holds the role everywhere already', () => {
    expect(deadEndOf(A, ['contactTech'], { ...known, services: services.slice(0, 2) })).toEqual({
      kind: 'already',
    });
    expect(deadEndOf(A, ['contactTech'], known)).toBeNull();
  });
  it('is whom OVHcloud refused by name, until it took him', () => {
    const refused = { ...known, activity: [entry({})] };
    expect(deadEndOf('xx1-ovh', ['contactTech'], refused)?.kind).toBe('refused-before');
    expect(
      deadEndOf('xx1-ovh', ['contactTech'], { ...known, activity: [entry({ outcome: 'done' }), entry({})] }),
    ).toBeNull();
    const other = entry({
      failure: fail('debt', 'pay-invoices', { message: 'The account yy2-ovh owes' }).error,
    });
    expect(deadEndOf('xx1-ovh', ['contactTech'], { ...known, activity: [other] })).toBeNull();
  });
  it('is nothing while nothing is typed', () => {
    expect(deadEndOf(' ', ['contactTech'], known)).toBeNull();
  });
});

it('the check counts verdicts and their reasons, the most frequent first', () => {
  const row = (verdict: PlanRow['verdict'], reason: PlanRow['reason']) =>
    ({ verdict, reason, serviceKey: `${verdict}${reason?.kind}` }) as PlanRow;
  const groups = groupPlan([
    row('blocked', { kind: 'service-unpaid' }),
    row('ready', null),
    row('blocked', { kind: 'in-creation' }),
    row('blocked', { kind: 'in-creation' }),
  ]);
  expect(groups.map(({ verdict, rows, reasons }) => [verdict, rows.length, reasons])).toEqual([
    ['ready', 1, []],
    [
      'blocked',
      3,
      [
        { kind: 'in-creation', count: 2 },
        { kind: 'service-unpaid', count: 1 },
      ],
    ],
  ]);
});

it('a domain and its zone that fared differently are told beside each other, and only they', () => {
  const came = (id: number, outcome: SendOutcome['outcome']): SendOutcome => ({
    serviceKey: `sandbox/${id}`,
    outcome,
    requestIds: [],
    failure: null,
  });
  const outcomes = {
    'sandbox/1': came(1, 'sent'),
    'sandbox/2': came(2, 'failed'),
    'sandbox/3': came(3, 'failed'),
  };
  const apart = twinsApart(outcomes, services);
  expect([...apart].map(([key, { is, twin }]) => [key, is, twin.key])).toEqual([
    ['sandbox/1', 'behind', 'sandbox/2'],
    ['sandbox/2', 'ahead', 'sandbox/1'],
  ]);
  expect(twinsApart({ ...outcomes, 'sandbox/2': came(2, 'found') }, services).size).toBe(0);
});
