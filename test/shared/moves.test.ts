/** Moving or closing an account: what is left by what can be done, how much is moved, and when it will be done at this pace. */
import { describe, expect, it } from 'vitest';
import {
  closingReadSchema,
  countLeft,
  doneBy,
  type LeftService,
  leftOf,
  MOST_MOVES,
  type Move,
  movedOf,
  moveSchema,
  movesSchema,
  namesAccount,
  targetFor,
} from '../../shared/moves.ts';
import type { Service } from '../../shared/service.ts';
import { account, service } from '../fakes/world.ts';
import { aRequest, NOW } from './samples.ts';

const ME = 'ac21874-ovh';
const TO = 'ac44920-ovh';
const OTHER = 'ps19953-ovh';
const DAY = 24 * 3_600_000;
const accounts = [account(ME)];
const [first] = accounts;
const mine = new Set([ME]);

const contacts = (admin: string, tech: string, billing: string) => ({
  contacts: { contactAdmin: admin, contactTech: tech, contactBilling: billing },
});
const of = (more: Partial<Service>, family = '/domain', id = 1): Service =>
  service(id, `s${id}.es`, family, { seenBy: [first?.id ?? ''], ...more });
const own = of(contacts(ME, ME, ME));
const move: Move = {
  id: 'm',
  nichandle: ME,
  api: own.api,
  target: TO,
  kind: 'close',
  day: null,
  begun: new Date(NOW - 10 * DAY).toISOString(),
  paused: false,
  ended: null,
  services: [own.key, `${own.api}/2`],
  ticked: {},
};
const running = (change: object) =>
  aRequest({
    askingAccount: ME,
    fromAccount: ME,
    toAccount: TO,
    dateRequest: new Date(NOW - DAY).toISOString(),
    ...change,
  });
const left = (one: Service, request = null as ReturnType<typeof running> | null): LeftService | null =>
  leftOf(move, one, { accounts, running: request, mine, now: NOW });

describe('what is left', () => {
  it.each<[string, Service, ReturnType<typeof running> | null, string]>([
    ['is ready', own, null, 'ready'],
    ['names me in one role alone', of(contacts(OTHER, ME, OTHER)), null, 'ready'],
    ['waits for my code', own, running({}), 'yours'],
    [
      'waits for the other side',
      own,
      running({
        confirmations: [{ nichandle: ME, decision: 'accept', at: move.begun, certain: true }],
      }),
      'theirs',
    ],
    ['has a request to somebody else', own, running({ toAccount: OTHER }), 'running'],
    ['has a request from somebody else', own, running({ fromAccount: OTHER }), 'running'],
    ['has a request that is over', own, running({ state: 'done' }), 'ready'],
    ['is not paid', of({ ...contacts(ME, ME, ME), status: 'unPaid' }), null, 'unpaid'],
    ['has no call of its own', { ...own, route: null }, null, 'by-hand'],
    ['is not active', of({ ...contacts(ME, ME, ME), state: 'suspended' }), null, 'blocked'],
    ['is of a kind the API does not change', of(contacts(ME, ME, ME), '/sms'), null, 'by-hand'],
  ])('%s', (_what, one, request, group) => {
    expect(left(one, request)?.group).toBe(group);
  });
  it('is not paid where an account here owes OVHcloud', () => {
    const owing = accounts.map((one) => ({
      ...one,
      debt: { value: 5, currencyCode: 'EUR', text: '5.00 €' },
    }));
    expect(leftOf(move, own, { accounts: owing, running: null, mine, now: NOW })?.group).toBe('unpaid');
  });
  it('is not yours where none of the accounts here may ask for it', () => {
    const theirs = of(contacts(OTHER, OTHER, OTHER));
    const found = leftOf({ ...move, nichandle: OTHER }, theirs, { accounts, running: null, mine, now: NOW });
    expect(found).toMatchObject({
      group: 'not-yours',
      roles: ['contactAdmin', 'contactTech', 'contactBilling'],
    });
  });
  it('names who holds it up, where that is certain', () => {
    const request = running({
      confirmations: [{ nichandle: ME, decision: 'accept', at: move.begun, certain: true }],
    });
    expect(left(own, request)?.with).toBe(TO);
    expect(left(own, running({}))?.with).toBeNull();
    expect(left(own)?.with).toBeNull();
  });
  it('is nothing where the account stands nowhere, or in another API', () => {
    expect(left(of(contacts(OTHER, OTHER, OTHER)))).toBeNull();
    expect(left({ ...own, api: 'ovh-ca' })).toBeNull();
  });
  it('asks for the roles it holds, and for no other', () => {
    expect(targetFor(move, ['contactTech'])).toEqual({ contactTech: TO, replaces: ME });
  });
});

describe('how far it is', () => {
  it('counts those of the beginning that name it no more', () => {
    const still = left(own);
    expect(movedOf(move, still === null ? [] : [still])).toBe(1);
    expect(movedOf(move, [])).toBe(2);
  });
  it('goes on as it went: five in ten days, five more in ten', () => {
    expect(doneBy(move, 5, 5, NOW)).toBe(NOW + 10 * DAY);
  });
  it('tells no day before anything was moved, or within the first one', () => {
    expect(doneBy(move, 0, 5, NOW)).toBeNull();
    expect(doneBy({ ...move, begun: new Date(NOW - DAY / 2).toISOString() }, 5, 5, NOW)).toBeNull();
    expect(doneBy({ ...move, begun: new Date(NOW - DAY).toISOString() }, 5, 5, NOW)).toBe(NOW + DAY);
    expect(doneBy({ ...move, begun: 'never' }, 5, 5, NOW)).toBeNull();
  });
  it('tells no day where nothing is left', () => {
    expect(doneBy(move, 5, 0, NOW)).toBeNull();
  });
});

describe('a service names an account', () => {
  it.each([
    ['in any role', contacts(OTHER, OTHER, ME), ME, true],
    ['however it is written', contacts(ME, OTHER, OTHER), ME.toUpperCase(), true],
    ['not where others have all three', contacts(OTHER, OTHER, OTHER), ME, false],
    ['not where its contacts are not known', { contacts: null }, ME, false],
  ])('%s', (_what, known, nichandle, names) => {
    const one = of(known);
    expect(namesAccount(one, one.api, nichandle)).toBe(names);
    expect(namesAccount(one, 'ovh-ca', nichandle)).toBe(false);
  });
});

describe('what is kept of a move', () => {
  it('is read as it was written', () => {
    const kept: Move = {
      ...move,
      day: '2026-12-31',
      ticked: { invoices: '2026-11-20', balance: '2026-11-21' },
    };
    expect(moveSchema.parse(kept)).toEqual(kept);
    expect(movesSchema.safeParse(Array.from({ length: MOST_MOVES }, () => kept)).success).toBe(true);
    expect(movesSchema.safeParse(Array.from({ length: MOST_MOVES + 1 }, () => kept)).success).toBe(false);
  });
  it.each<[string, object]>([
    ['without a name', { id: '' }],
    ['with a name of 65 letters', { id: 'x'.repeat(65) }],
    ['of nobody', { nichandle: '' }],
    ['to nobody', { target: '' }],
    ['to a handle of 65 letters', { target: 'x'.repeat(65) }],
    ['in an API of 201 letters', { api: 'x'.repeat(201) }],
    ['of another kind', { kind: 'sell' }],
    ['by a day that is none', { day: '2026-02-30' }],
    ['with a service of 121 letters', { services: ['x'.repeat(121)] }],
    ['with a tick at something else', { ticked: { mood: '2026-11-20' } }],
    ['with a tick on no day', { ticked: { orders: 'yes' } }],
  ])('is refused %s', (_what, change) => {
    expect(moveSchema.safeParse({ ...move, ...change }).success).toBe(false);
  });
  it('may be as long as is allowed', () => {
    const long = {
      id: 'x'.repeat(64),
      target: 'x'.repeat(64),
      api: 'x'.repeat(200),
      services: ['x'.repeat(120)],
    };
    expect(moveSchema.safeParse({ ...move, ...long }).success).toBe(true);
  });
  it.each(['clear', 'open', 'by-hand'])('a fact is %s', (state) => {
    const read = { fact: 'orders', state, text: null, why: null, at: move.begun };
    expect(closingReadSchema.parse(read)).toEqual(read);
    for (const why of ['not-granted', 'no-answer', 'no-account'])
      expect(closingReadSchema.safeParse({ ...read, why }).success).toBe(true);
    expect(closingReadSchema.safeParse({ ...read, why: 'unknown' }).success).toBe(false);
    expect(closingReadSchema.safeParse({ ...read, state: 'perhaps' }).success).toBe(false);
  });
});

it('what is left is counted by group', () => {
  const [ready, sms] = [left(own), left(of(contacts(ME, ME, ME), '/sms', 2))];
  const both = [ready, sms, ready].filter((one) => one !== null);
  expect(countLeft(both)).toMatchObject({ ready: 2, 'by-hand': 1, yours: 0, blocked: 0 });
});
