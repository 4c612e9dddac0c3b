/** Makes requests, codes and entries for the tests of the request screens. */
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { FoundCode, Recognition } from '../../../shared/found-code.ts';
import type { ContactRequest } from '../../../shared/request.ts';

export const ME = 'ac21874-ovh';
export const OTHER_ME = 'ac30990-ovh';
export const THEM = 'mp40311-ovh';
export const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 24 * 3600_000;

export const mineOf = (): ReadonlySet<string> => new Set([ME, OTHER_ME]);

/** `asked` in days before NOW. */
export function request(change: Partial<ContactRequest> & { id: number; asked?: number }): ContactRequest {
  const { asked = 1, ...rest } = change;
  return {
    key: `sandbox/${rest.id}`,
    api: 'sandbox',
    askingAccount: ME,
    fromAccount: ME,
    toAccount: THEM,
    contactTypes: ['contactTech'],
    serviceDomain: 'clinicanorte.es',
    family: '/domain',
    serviceKey: null,
    state: 'validatingByCustomers',
    dateRequest: new Date(NOW - asked * DAY).toISOString(),
    dateDone: null,
    seenBy: [`${ME}@sandbox`],
    confirmations: [],
    resentAt: null,
    ...rest,
  };
}

export function confirmed(nichandle: string, certain = true): ContactRequest['confirmations'] {
  return [{ nichandle, decision: 'accept', at: new Date(NOW - 3600_000).toISOString(), certain }];
}

export function refused(nichandle: string): ContactRequest['confirmations'] {
  return [{ nichandle, decision: 'refuse', at: new Date(NOW - 3600_000).toISOString(), certain: true }];
}

export function found(change: Partial<FoundCode> & { handle: string }): FoundCode {
  return {
    masked: 'AbCd••2345',
    from: 'text',
    sentAt: null,
    source: 'bare',
    requestId: 1,
    verdict: 'fits',
    requestKey: 'sandbox/1',
    accountId: `${ME}@sandbox`,
    candidates: [],
    ...change,
  };
}

export function recognition(...codes: FoundCode[]): Recognition {
  return { codes, emails: 0, links: 0, bare: codes.length };
}

export function entry(change: Partial<ActivityEntry> & { id: string; at: string }): ActivityEntry {
  return {
    kind: 'accept',
    api: 'sandbox',
    nichandle: ME,
    serviceName: 'clinicanorte.es',
    requestKey: 'sandbox/1',
    requestIds: [1],
    changes: [],
    outcome: 'done',
    failure: null,
    group: null,
    ...change,
  };
}
