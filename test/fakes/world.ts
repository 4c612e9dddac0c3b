/** A small world for the screens: the services and requests of an agency, in every state, at a time that is passed in. */
import type { Account, SyncState } from '../../shared/account.ts';
import type { ActivityEntry } from '../../shared/activity.ts';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { SandboxMessage } from '../../shared/sandbox-message.ts';
import type { Service } from '../../shared/service.ts';

export const API = 'sandbox';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type World = {
  accounts: Account[];
  sync: SyncState[];
  services: Service[];
  requests: ContactRequest[];
  activity: ActivityEntry[];
  mail: SandboxMessage[];
  /** The code each side of a request waits for, by `requestKey nichandle`. */
  codes: Map<string, string>;
};

export function accountId(nichandle: string): string {
  return `${nichandle}@${API}`;
}

export function account(nichandle: string, more: Partial<Account> = {}): Account {
  return {
    id: accountId(nichandle),
    nichandle,
    endpoint: 'sandbox',
    api: API,
    zone: 'EU',
    name: 'Agencia Cobalto',
    label: '',
    colour: 'indigo',
    rights: null,
    refusedActions: [],
    emailMasked: 'm•••@cobalto.es',
    language: 'es_ES',
    credential: { kind: 'application', state: 'valid', expiration: null, kept: 'sandbox' },
    debt: { value: 0, currencyCode: 'EUR', text: '0.00 €' },
    ...more,
  };
}

export function request(id: number, at: number, more: Partial<ContactRequest> = {}): ContactRequest {
  return {
    key: `${API}/${id}`,
    api: API,
    id,
    askingAccount: 'ac21874-ovh',
    fromAccount: 'ac21874-ovh',
    toAccount: 'mp40311-ovh',
    contactTypes: ['contactTech'],
    serviceDomain: 'clinicanorte.es',
    family: '/domain',
    serviceKey: null,
    state: 'validatingByCustomers',
    dateRequest: new Date(at).toISOString(),
    dateDone: null,
    seenBy: [accountId('ac21874-ovh')],
    confirmations: [],
    resentAt: null,
    ...more,
  };
}

export function service(id: number, name: string, family: string, more: Partial<Service> = {}): Service {
  return {
    key: `${API}/${id}`,
    api: API,
    serviceId: id,
    name,
    displayName: name,
    family,
    route: `${family}/${name}`,
    product: null,
    state: 'active',
    lifecycle: 'active',
    status: null,
    expires: '2027-03-14T00:00:00.000Z',
    contacts: { contactAdmin: 'ac21874-ovh', contactTech: 'ac21874-ovh', contactBilling: 'ac21874-ovh' },
    tags: [],
    seenBy: [accountId('ac21874-ovh')],
    ...more,
  };
}

/** The same number, the same world. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const OTHERS = [
  'mp40311-ovh',
  'tb10094-ovh',
  'jd55210-ovh',
  'fv70912-ovh',
  'el30277-ovh',
  'ps19953-ovh',
  'lr88120-ovh',
  'vs66201-ovh',
];
const FAMILIES = [
  '/domain',
  '/domain/zone',
  '/hosting/web',
  '/email/domain',
  '/vps',
  '/dedicated/server',
  '/ip/service',
  '/cloud/project',
];
const STEMS = [
  'olivar',
  'faro',
  'mercado',
  'puerto',
  'sierra',
  'huerta',
  'taller',
  'clinica',
  'estudio',
  'librería',
];

/** `services` and `requests`: how many there are in all. */
export function smallWorld(
  now: number,
  {
    services: serviceCount = 1248,
    requests: requestCount = 201,
  }: { services?: number; requests?: number } = {},
): World {
  const roll = dice(7);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const me = 'ac21874-ovh';

  const three = (admin: string, tech: string, billing: string) => ({
    contactAdmin: admin,
    contactTech: tech,
    contactBilling: billing,
  });
  const services: Service[] = [
    service(1, 'clinicanorte.es', '/domain'),
    service(2, 'clinicanorte.es', '/domain/zone'),
    service(3, 'cobalto-mail.eu', '/email/domain', {
      contacts: three(me, 'fv70912-ovh', me),
      expires: '2027-01-02T00:00:00.000Z',
    }),
    service(4, 'estudiolumen.fr', '/hosting/web', {
      contacts: three('el30277-ovh', me, 'el30277-ovh'),
      expires: '2026-11-30T00:00:00.000Z',
    }),
    service(5, 'ns3120884.ip-51-91-14.eu', '/dedicated/server', {
      contacts: three(me, 'jd55210-ovh', me),
      expires: '2026-12-01T00:00:00.000Z',
    }),
    service(6, 'puertosol.com', '/domain', {
      contacts: three('ps19953-ovh', me, 'ps19953-ovh'),
      expires: '2027-06-08T00:00:00.000Z',
    }),
    service(7, 'tiendadelbarrio.com', '/domain', { expires: '2027-09-19T00:00:00.000Z' }),
    service(8, 'vps-5d1b0c7e.vps.ovh.net', '/vps', {
      contacts: three('lr88120-ovh', me, 'lr88120-ovh'),
      expires: '2026-12-01T00:00:00.000Z',
    }),
    service(9, 'viverosanz.es', '/domain', {
      expires: '2027-05-03T00:00:00.000Z',
      status: 'unPaid',
      lifecycle: 'unpaid',
    }),
    service(10, 'xn--librera-9ya.es', '/domain', { displayName: 'librería.es' }),
    service(11, 'ip-2001:41d0:0001:2f7b:0000:0000:0000:0000/64', '/ip/service', { contacts: null }),
    service(
      12,
      'un-nombre-verdaderamente-largo-que-no-cabe-en-ninguna-columna.sociedad-anonima-de-responsabilidad.example.eu',
      '/hosting/web',
      {
        state: 'suspended',
      },
    ),
    service(13, 'nuevo.es', '/domain', { status: 'inCreation', state: 'toActivate', expires: null }),
  ];
  while (services.length < serviceCount) {
    const id = services.length + 1;
    const family = pick(FAMILIES);
    const name = `${pick(STEMS)}-${id}.${pick(['es', 'com', 'fr', 'eu'])}`
      .normalize('NFD')
      .replace(/\p{M}/gu, '');
    services.push(
      service(id, name, family, {
        contacts: three(
          roll(4) === 0 ? pick(OTHERS) : me,
          roll(2) === 0 ? pick(OTHERS) : me,
          roll(3) === 0 ? pick(OTHERS) : me,
        ),
        expires: new Date(now + (30 + roll(700)) * DAY).toISOString(),
      }),
    );
  }

  const left = (ms: number) => now - 7 * DAY + ms;
  const requests: ContactRequest[] = [
    request(2298243, left(2 * DAY + 4 * HOUR + MINUTE), { serviceKey: 'sandbox/1' }),
    request(2298244, left(2 * DAY + 4 * HOUR + MINUTE), { family: '/domain/zone', serviceKey: 'sandbox/2' }),
    request(2297760, left(9 * HOUR + MINUTE), {
      askingAccount: 'lr88120-ovh',
      fromAccount: 'lr88120-ovh',
      toAccount: me,
      contactTypes: ['contactAdmin', 'contactBilling'],
      serviceDomain: 'vps-5d1b0c7e.vps.ovh.net',
      family: '/vps',
      serviceKey: 'sandbox/8',
    }),
    request(2298101, left(5 * DAY + MINUTE), {
      toAccount: 'tb10094-ovh',
      contactTypes: ['contactBilling'],
      serviceDomain: 'tiendadelbarrio.com',
      serviceKey: 'sandbox/7',
      confirmations: [{ nichandle: me, decision: 'accept', at: ago(DAY), certain: true }],
    }),
    request(2298290, left(6 * DAY + MINUTE), {
      fromAccount: 'jd55210-ovh',
      askingAccount: 'jd55210-ovh',
      toAccount: me,
      serviceDomain: 'ns3120884.ip-51-91-14.eu',
      family: '/dedicated/server',
      serviceKey: 'sandbox/5',
      confirmations: [{ nichandle: me, decision: 'accept', at: ago(3 * HOUR), certain: true }],
    }),
    request(2298001, now - 3 * DAY, {
      toAccount: 'fv70912-ovh',
      contactTypes: [...CONTACT_TYPES],
      serviceDomain: 'cobalto-mail.eu',
      family: '/email/domain',
      serviceKey: 'sandbox/3',
      state: 'doing',
    }),
    request(2291002, now - 6 * DAY, {
      toAccount: 'el30277-ovh',
      serviceDomain: 'estudiolumen.fr',
      family: '/hosting/web',
      serviceKey: 'sandbox/4',
      state: 'done',
      dateDone: ago(2 * DAY),
    }),
    request(2290455, now - 5 * DAY, {
      fromAccount: 'ps19953-ovh',
      askingAccount: 'ps19953-ovh',
      toAccount: me,
      contactTypes: ['contactAdmin'],
      serviceDomain: 'puertosol.com',
      serviceKey: 'sandbox/6',
      state: 'refused',
      dateDone: ago(3 * DAY),
    }),
    request(2287310, now - 13 * DAY, {
      toAccount: 'vs66201-ovh',
      contactTypes: ['contactBilling'],
      serviceDomain: 'viverosanz.es',
      serviceKey: 'sandbox/9',
      state: 'expired',
      dateDone: ago(6 * DAY),
    }),
    // Both sides mine, one asked for by me between others, one I am only told about, one OVHcloud still checks.
    request(2298300, now - 2 * DAY, {
      toAccount: 'ac90001-ovh',
      serviceDomain: 'nuevo.es',
      seenBy: [accountId(me), accountId('ac90001-ovh')],
    }),
    request(2298310, now - DAY, {
      fromAccount: 'fv70912-ovh',
      toAccount: 'mp40311-ovh',
      serviceDomain: 'cobalto-mail.eu',
      family: '/email/domain',
    }),
    request(2298320, now - DAY, {
      askingAccount: 'el30277-ovh',
      toAccount: 'el30277-ovh',
      serviceDomain: 'estudiolumen.fr',
      family: '/hosting/web',
    }),
    request(2298330, now - MINUTE, { state: 'checkValidity', serviceDomain: 'olivar-14.es' }),
    request(2298340, now - 4 * DAY, {
      state: 'error',
      serviceDomain: 'xn--80ak6aa92e.com',
      dateDone: ago(3 * DAY),
    }),
    request(2298350, now - 4 * DAY, {
      state: 'aborted',
      serviceDomain: 'faro-16.com',
      dateDone: ago(3 * DAY),
    }),
    request(2298360, now - 4 * DAY, { state: 'frozenByMagic', serviceDomain: 'faro-17.com' }),
  ];
  const ended = ['done', 'done', 'done', 'refused', 'expired', 'aborted'];
  while (requests.length < requestCount) {
    const one = pick(services);
    const out = roll(2) === 0;
    const other = pick(OTHERS);
    const at = now - (8 + roll(300)) * DAY;
    const contactType: ContactType = pick(CONTACT_TYPES);
    requests.push(
      request(2200000 + requests.length, at, {
        askingAccount: out ? me : other,
        fromAccount: out ? me : other,
        toAccount: out ? other : me,
        contactTypes: [contactType],
        serviceDomain: one.name,
        family: one.family,
        serviceKey: one.key,
        state: pick(ended),
        dateDone: new Date(at + 2 * DAY).toISOString(),
      }),
    );
  }

  const codes = new Map<string, string>();
  for (const one of requests) {
    if (one.state !== 'validatingByCustomers') continue;
    for (const side of new Set([one.askingAccount, one.fromAccount, one.toAccount])) {
      if (side !== null) codes.set(`${one.key} ${side}`, fakeCode(one.id, side));
    }
  }
  const mail = requests.slice(0, 9).map((one, index): SandboxMessage => {
    const code = codes.get(`${one.key} ${me}`) ?? fakeCode(one.id, me);
    return {
      id: `m${one.id}`,
      accountId: accountId(me),
      to: 'maria@cobalto.es',
      subject: `Solicitud de cambio de contacto n.º ${one.id}`,
      date: ago((index + 1) * HOUR),
      text: `Servicio: ${one.serviceDomain} (Dominio)\n\nhttps://www.ovh.com/manager/#/useraccount/contacts/${one.id}?tab=REQUESTS&token=${code}\n\nTambién puede terminar con la API de OVH; el código que debe usar es:\n\n${code}\n`,
    };
  });

  const activity: ActivityEntry[] = [
    {
      id: 'a1',
      at: ago(3 * HOUR),
      kind: 'accept',
      api: API,
      nichandle: me,
      serviceName: 'ns3120884.ip-51-91-14.eu',
      requestKey: 'sandbox/2298290',
      requestIds: [2298290],
      changes: [],
      outcome: 'done',
      failure: null,
      group: null,
    },
    {
      id: 'a2',
      at: ago(5 * HOUR),
      kind: 'changeContact',
      api: API,
      nichandle: me,
      serviceName: 'clinicanorte.es',
      requestKey: null,
      requestIds: [2298243, 2298244],
      changes: [{ contactType: 'contactTech', to: 'mp40311-ovh' }],
      outcome: 'done',
      failure: null,
      group: 'g1',
    },
    {
      id: 'a3',
      at: ago(DAY + 2 * HOUR),
      kind: 'refuse',
      api: API,
      nichandle: me,
      serviceName: 'viverosanz.es',
      requestKey: 'sandbox/2287310',
      requestIds: [2287310],
      changes: [],
      outcome: 'failed',
      failure: { code: 'not-waiting', next: 'read-again', queryId: 'EU.ext-3.6b1f' },
      group: null,
    },
    {
      id: 'a4',
      at: ago(2 * DAY),
      kind: 'changeContact',
      api: API,
      nichandle: me,
      serviceName: 'cobalto-mail.eu',
      requestKey: null,
      requestIds: [],
      changes: [{ contactType: 'contactAdmin', to: 'fv70912-ovh' }],
      outcome: 'unknown',
      failure: { code: 'outcome-unknown', next: 'read-again' },
      group: null,
    },
  ];

  const accounts = [
    account(me),
    account('ac90001-ovh', { emailMasked: 'h•••@cobalto.es' }),
    account('ac90002-ovh', { zone: 'CA', name: 'Cobalto Canadá', emailMasked: 'c•••@cobalto.ca' }),
  ];
  return {
    accounts,
    sync: accounts.map((one) => ({
      accountId: one.id,
      phase: 'idle',
      clockAhead: 0,
      online: true,
      servicesAt: ago(12_000),
      requestsAt: ago(12_000),
      failure: null,
      nextAt: null,
    })),
    services,
    requests,
    activity,
    mail,
    codes,
  };
}

/** 32 letters and digits that nobody could take for a real one. */
export function fakeCode(id: number, nichandle: string): string {
  const roll = dice(id + nichandle.length * 7919 + (nichandle.codePointAt(0) ?? 0));
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  return Array.from({ length: 32 }, () => letters[roll(letters.length)]).join('');
}
