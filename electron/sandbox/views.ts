/** The shapes in which the API tells accounts, services and tasks. Must not decide who sees them. */
import { dateTime } from './clock.ts';
import { FAMILIES } from './families.ts';
import {
  type Account,
  contactsAt,
  isFinal,
  routeUrl,
  type Service,
  stateAt,
  subsidiaryOf,
  type Task,
} from './model.ts';

type View = Record<string, unknown>;

const LOCALES: Record<string, string> = { CA: 'fr_CA', IE: 'en_GB' };
const TERRITORY: Record<Account['language'], string> = {
  en: 'GB',
  es: 'ES',
  fr: 'FR',
  de: 'DE',
  it: 'IT',
  pl: 'PL',
  pt: 'PT',
};

const currencyOf = (account: Account): { code: string; symbol: string } =>
  account.zone === 'CA'
    ? { code: 'CAD', symbol: '$' }
    : account.country === 'GB'
      ? { code: 'GBP', symbol: '£' }
      : { code: 'EUR', symbol: '€' };

export function viewAccount(account: Account): View {
  return {
    nichandle: account.nichandle,
    customerCode: account.nichandle.replace(/\D/g, '').padStart(9, '0'),
    email: account.email,
    spareEmail: account.spareEmail,
    firstname: account.firstname,
    name: account.name,
    organisation: account.organisation,
    legalform: 'corporation',
    country: account.country,
    language: LOCALES[account.country] ?? `${account.language}_${TERRITORY[account.language]}`,
    ovhSubsidiary: subsidiaryOf(account),
    ovhCompany: account.zone === 'CA' ? 'ovhCanada' : 'ovh',
    currency: currencyOf(account),
    state: 'complete',
    kycValidated: true,
    enterprise: false,
  };
}

export function viewDebt(account: Account): View {
  const { code, symbol } = currencyOf(account);
  const amount = (value: number): View => ({
    currencyCode: code,
    text: `${value.toFixed(2)} ${symbol}`,
    value,
  });
  return {
    active: account.debt > 0,
    dueAmount: amount(account.debt),
    pendingAmount: amount(0),
    todoAmount: amount(account.debt),
    unmaturedAmount: amount(0),
  };
}

export function viewTask(task: Task, at: number): View {
  const state = stateAt(task, at);
  const end = task.course.findLast((step) => step.at <= at);
  return {
    id: task.id,
    askingAccount: task.asking,
    fromAccount: task.from,
    toAccount: task.to,
    contactTypes: task.fields,
    serviceDomain: task.serviceDomain,
    state,
    dateRequest: dateTime(task.requested),
    dateDone: isFinal(state) && end ? dateTime(end.at) : null,
  };
}

/** A card that ran out stands there as well: what is listed is not what works. */
export function viewPaymentMethod(account: Account, id: number): View {
  return {
    paymentMethodId: id,
    paymentType: 'CREDIT_CARD',
    status: account.canPay ? 'VALID' : 'EXPIRED',
    default: true,
    label: 'XXXX XXXX XXXX 4242',
    description: null,
    expirationDate: account.canPay ? '2031-06-30' : '2025-01-31',
    oneclick: false,
  };
}

/** The holder is a customer of the agency's, whoever the contacts are. */
export function viewDomain(service: Service): View {
  return {
    domain: service.name,
    whoisOwner: String(30_000_000 + service.serviceId),
    offer: 'gold',
    state: 'ok',
    transferLockStatus: 'locked',
    nameServerType: 'hosted',
    dnssecSupported: true,
  };
}

const LIFECYCLE: Partial<Record<Service['status'], string>> = {
  unPaid: 'unpaid',
  pendingDebt: 'unpaid',
  expired: 'unrenewed',
};
const PLANS = new Map(FAMILIES.map((family) => [family.family, family.plan]));

export function viewService(service: Service, at: number): View {
  const contacts = contactsAt(service, at);
  const variable = /\{(\w+)\}/.exec(service.path)?.[1] ?? 'serviceName';
  return {
    serviceId: service.serviceId,
    parentServiceId: null,
    tags: service.tags,
    route: {
      path: service.path,
      url: routeUrl(service),
      vars: [{ key: variable, value: service.name }],
    },
    resource: {
      name: service.name,
      displayName: service.displayName,
      state: service.state,
      product: { name: PLANS.get(service.family) ?? service.product, description: service.product },
    },
    customer: service.tellsContacts
      ? {
          contacts: [
            { customerCode: contacts.contactAdmin, type: 'administrator' },
            { customerCode: contacts.contactTech, type: 'technical' },
            { customerCode: contacts.contactBilling, type: 'billing' },
          ],
        }
      : {},
    billing: {
      creationDate: dateTime(service.creation),
      expirationDate: dateTime(service.expiration),
      nextBillingDate: dateTime(service.expiration),
      plan: { code: PLANS.get(service.family) ?? null, invoiceName: service.product },
      renew: {
        current: {
          mode: service.automatic ? 'automatic' : 'manual',
          nextDate: dateTime(service.expiration),
          period: 'P1Y',
        },
      },
      lifecycle: {
        current: { state: LIFECYCLE[service.status] ?? 'active', pendingActions: [] },
      },
    },
  };
}

export function viewServiceInfos(service: Service, at: number): View {
  const contacts = contactsAt(service, at);
  return {
    serviceId: service.serviceId,
    domain: service.name,
    ...contacts,
    status: service.status,
    creation: dateTime(service.creation).slice(0, 10),
    expiration: dateTime(service.expiration).slice(0, 10),
    canDeleteAtExpiration: true,
    engagedUpTo: null,
    possibleRenewPeriod: [1, 12, 24],
    renewalType: service.automatic ? 'automaticV2024' : 'manual',
    renew: {
      automatic: service.automatic,
      deleteAtExpiration: false,
      forced: false,
      manualPayment: !service.automatic,
      period: 12,
    },
  };
}
