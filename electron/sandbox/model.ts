/** The things of the stand-in world: accounts, services, tasks, letters. Types and the smallest of questions; no rules. */

export const CONTACT_FIELDS = ['contactAdmin', 'contactTech', 'contactBilling'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
export type Contacts = Record<ContactField, string>;

export type Language = 'en' | 'es' | 'fr' | 'de' | 'it' | 'pl' | 'pt';

export type Account = {
  nichandle: string;
  email: string;
  spareEmail: string;
  firstname: string;
  name: string;
  organisation: string;
  /** ISO 3166, two letters. */
  country: string;
  language: Language;
  zone: 'EU' | 'CA';
  /** Unpaid invoices, in the account's currency; 0 for most. */
  debt: number;
  /** Whether it has a valid means of payment. */
  canPay: boolean;
  /** One of the agency's own: never answered for by the counterparts. */
  agency: boolean;
};

/** The company of OVHcloud's that an account is a customer of: one for each country, here. */
export const subsidiaryOf = (account: Pick<Account, 'country'>): string => account.country;

type ServiceStatus = 'autorenewInProgress' | 'expired' | 'inCreation' | 'ok' | 'pendingDebt' | 'unPaid';
type ResourceState = 'active' | 'deleted' | 'suspended' | 'toActivate' | 'toDelete' | 'toSuspend';

export type Service = {
  serviceId: number;
  /** `/domain/zone` */
  family: string;
  /** `/domain/zone/{zoneName}` */
  path: string;
  product: string;
  name: string;
  displayName: string;
  contacts: Contacts;
  /** Former contacts with the moment they ceased to hold, oldest first; most services have none. */
  former: { until: number; contacts: Contacts }[];
  status: ServiceStatus;
  state: ResourceState;
  creation: number;
  expiration: number;
  automatic: boolean;
  tags: string[];
  /** Not every product tells its contacts in the expanded list. */
  tellsContacts: boolean;
};

export type TaskState =
  | 'todo'
  | 'checkValidity'
  | 'validatingByCustomers'
  | 'doing'
  | 'done'
  | 'refused'
  | 'aborted'
  | 'expired'
  | 'error';

const FINAL: readonly TaskState[] = ['done', 'refused', 'aborted', 'expired', 'error'];
export const isFinal = (state: TaskState): boolean => FINAL.includes(state);

/** One account whose code the task needs. */
export type Side = {
  nichandle: string;
  /** The last code that was mailed; `null` before the first e-mail. */
  code: string | null;
  used: boolean;
  confirmedAt: number | null;
};

export type Task = {
  id: number;
  asking: string | null;
  from: string;
  to: string;
  fields: ContactField[];
  /** `null`: the service is gone. */
  service: Service | null;
  /** As the task tells it; stays when the service is gone. */
  serviceDomain: string | null;
  requested: number;
  /** Oldest first. An entry in the future is what is decided already but not shown yet. */
  course: { state: TaskState; at: number }[];
  sides: Side[];
};

export type Letter = {
  id: number;
  to: string;
  task: Task;
  date: number;
  /** `null`: it only informs. */
  code: string | null;
  /** Used and thrown away by its reader before the world began: the mailbox no longer holds it, OVHcloud's copy remains. */
  thrownAway: boolean;
};

/** The state that is shown at `at`. */
export function stateAt(task: Task, at: number): TaskState {
  for (let i = task.course.length - 1; i >= 0; i--) {
    const step = task.course[i];
    if (step && step.at <= at) return step.state;
  }
  return task.course[0]?.state ?? 'todo';
}

/** Where the task will end up by what is decided so far, shown or not. */
export function decidedState(task: Task): TaskState {
  return task.course.at(-1)?.state ?? 'todo';
}

/** The contacts as they were at `at`. */
export function contactsAt(service: Service, at: number): Contacts {
  for (const was of service.former) {
    if (at < was.until) return was.contacts;
  }
  return service.contacts;
}

/** `/domain/example.com`, the name encoded as one path segment. */
export function routeUrl(service: Service): string {
  return `${service.family}/${encodeURIComponent(service.name)}`;
}
