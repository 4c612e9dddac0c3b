/** What handing over everything of somebody would mean. */
import { describe, expect, it } from 'vitest';
import { forecast, rolesHeld, servicesOf } from '../../../renderer/handover/handover-leaver-view.ts';
import type { Service } from '../../../shared/service.ts';
import { account, accountId, request, service } from '../../fakes/world.ts';

const ME = 'ac21874-ovh';
const LEAVER = 'jd55210-ovh';
const NEXT = 'lr88120-ovh';

function held(id: number, roles: (string | null)[], more: Partial<Service> = {}): Service {
  const [contactAdmin = null, contactTech = null, contactBilling = null] = roles;
  return service(id, `s${id}.es`, '/domain', {
    contacts: { contactAdmin, contactTech, contactBilling },
    seenBy: [accountId(ME)],
    ...more,
  });
}

const services = [
  held(1, [ME, LEAVER, ME]),
  held(2, [ME, ME, LEAVER.toUpperCase()]),
  held(3, [LEAVER, LEAVER, ME]),
  held(4, [ME, LEAVER, ME], { status: 'unPaid' }),
  held(5, [ME, ME, ME]),
  service(6, 's1.es', '/domain/zone', {
    contacts: { contactAdmin: ME, contactTech: LEAVER, contactBilling: ME },
    seenBy: [accountId(ME)],
  }),
];
const accounts = [account(ME)];

describe('everything of somebody', () => {
  it('is each service they hold any contact of, handles in either case', () => {
    expect(servicesOf(LEAVER, services).map(({ serviceId }) => serviceId)).toEqual([1, 2, 3, 4, 6]);
  });
  it('is counted by role, with what can be named from here', () => {
    expect(rolesHeld(LEAVER, services, accounts)).toEqual([
      { type: 'contactAdmin', held: 1, mine: 0 },
      { type: 'contactTech', held: 4, mine: 3 },
      { type: 'contactBilling', held: 1, mine: 1 },
    ]);
  });
  it('is forecast: what goes, what is blocked and why, what only they can, and whose codes it takes', () => {
    const running = request(1, 0, { serviceKey: services[1]?.key ?? null, state: 'validatingByCustomers' });
    expect(
      forecast({
        from: LEAVER,
        to: NEXT,
        roles: ['contactTech', 'contactBilling'],
        services: servicesOf(LEAVER, services),
        accounts,
        requests: [running],
      }),
    ).toEqual({
      total: 5,
      ready: 2,
      blocked: {
        count: 2,
        reasons: [
          { kind: 'running', count: 1 },
          { kind: 'service-unpaid', count: 1 },
        ],
      },
      theirs: 1,
      codes: [
        { nichandle: ME, count: 2 },
        { nichandle: NEXT, count: 2 },
      ],
      informed: [LEAVER],
      zones: 1,
    });
  });
  it('leaves out what holds none of the roles asked for', () => {
    const told = forecast({
      from: LEAVER,
      to: NEXT,
      roles: ['contactBilling'],
      services: servicesOf(LEAVER, services),
      accounts,
      requests: [],
    });
    expect(told).toMatchObject({ total: 1, ready: 1, theirs: 0, zones: 0 });
  });
});
