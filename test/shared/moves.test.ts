/** Moving or closing an account: what is left by what can be done, how much is moved, and when it will be done at this pace. */
import { describe, expect, it } from 'vitest';
import {
  doneBy,
  type LeftService,
  leftOf,
  type Move,
  movedOf,
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
    ['is not active', of({ ...contacts(ME, ME, ME), state: 'suspended' }), null, 'blocked'],
    ['is of a kind the API does not change', of(contacts(ME, ME, ME), '/sms'), null, 'by-hand'],
  ])('%s', (_what, one, request, group) => {
    expect(left(one, request)?.group).toBe(group);
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
