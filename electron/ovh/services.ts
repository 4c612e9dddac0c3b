/** Services and their contacts: list all, read one's `serviceInfos`, ask for new contacts. Who may do what is not decided here. */
import { z } from 'zod';
import type { Contacts } from '../../shared/contact.ts';
import { type Failure, ok, type Result } from '../../shared/failure.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import type { Client } from './client.ts';
import { failWith } from './failures.ts';
import { type ListOptions, readBatches, readPages } from './lists.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
  .catch(null);

const routeSchema = z
  .object({
    path: text,
    url: text,
    vars: z.array(z.object({ key: z.string(), value: z.coerce.string() })).catch([]),
  })
  .nullish()
  .catch(null);
type Route = z.infer<typeof routeSchema>;

const serviceSchema = z
  .object({
    serviceId: z.number().int(),
    // Published as a list without a shape: what is no word is passed over.
    tags: z
      .array(z.unknown())
      .catch([])
      .transform((tags) => tags.filter((tag): tag is string => typeof tag === 'string' && tag !== '')),
    route: routeSchema,
    resource: z.object({
      name: z.string(),
      displayName: text,
      state: z.string().catch('unknown'),
      product: z.object({ name: text, description: text }).nullish().catch(null),
    }),
    customer: z
      .object({
        contacts: z
          .array(z.object({ customerCode: text, type: z.string() }).nullable().catch(null))
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
    billing: z
      .object({
        expirationDate: text,
        lifecycle: z
          .object({ current: z.object({ state: text }).nullish().catch(null) })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  })
  .transform(
    ({ serviceId, tags, route, resource, customer, billing }): ServiceFacts => ({
      serviceId,
      name: resource.name,
      displayName: resource.displayName ?? resource.name,
      family: familyOf(route),
      route: urlOfRoute(route),
      product: resource.product?.description ?? resource.product?.name ?? null,
      state: resource.state,
      lifecycle: billing?.lifecycle?.current?.state ?? null,
      status: null,
      expires: billing?.expirationDate ?? null,
      contacts: contactsOf(customer?.contacts ?? []),
      tags,
    }),
  );

const infosSchema = z.object({
  serviceId: z.number().int().nullish().catch(null),
  domain: text,
  contactAdmin: text,
  contactTech: text,
  contactBilling: text,
  /** autorenewInProgress, expired, inCreation, ok, pendingDebt, unPaid; others are kept. */
  status: text,
  creation: text,
  expiration: text,
});
export type ServiceInfos = z.infer<typeof infosSchema>;

/** `unknown`: ids of the services whose contacts could not be read, or not all three. */
export type ServiceList = { services: ServiceFacts[]; unknown: number[] };

/**
 * All services the account sees, or those that `filter` lets through (as in `ListOptions`): expanded, 5,000 a call, each id
 * once, past the service's cache unless `fresh` is `false`. Where the list told no contacts they are read from
 * `serviceInfos`, 50 of a family a call; what stays unknown after that has `contacts: null` (or a `null` in its place).
 */
export async function listServices(
  client: Client,
  options: Pick<ListOptions, 'fresh' | 'filter' | 'counted'> = {},
): Promise<Result<ServiceList>> {
  const answer = await readPages(client, '/services', serviceSchema.transform(openSameWords()), options);
  if (!answer.ok) return answer;
  const listed = [...new Map(answer.value.map((service) => [service.serviceId, service])).values()];
  const incomplete = listed.filter(({ contacts }) => !isComplete(contacts));
  const { read } = await readInfos(client, incomplete);
  const services = listed.map((service) => read.get(service.serviceId) ?? service);
  const unknown = services.filter(({ contacts }) => !isComplete(contacts)).map(({ serviceId }) => serviceId);
  if (unknown.length > 0) client.note(`contacts of ${unknown.length} of ${services.length} services unknown`);
  return ok({ services, unknown });
}

/**
 * Words that stand in many services are kept once: of a hundred thousand services, each with its own copy of "active", half
 * the memory would be copies.
 */
function openSameWords(): (service: ServiceFacts) => ServiceFacts {
  const words = new Map<string, string>();
  const same = <Word extends string | null>(word: Word): Word => {
    if (word === null) return word;
    const known = words.get(word);
    if (known !== undefined) return known as Word;
    words.set(word, word);
    return word;
  };
  return (service) => ({
    ...service,
    displayName: service.displayName === service.name ? service.name : service.displayName,
    family: same(service.family),
    product: same(service.product),
    state: same(service.state),
    lifecycle: same(service.lifecycle),
    contacts: service.contacts && {
      contactAdmin: same(service.contacts.contactAdmin),
      contactTech: same(service.contacts.contactTech),
      contactBilling: same(service.contacts.contactBilling),
    },
    tags: service.tags.length === 0 ? NO_TAGS : service.tags.map(same),
  });
}
const NO_TAGS: string[] = [];

/**
 * Reads the contacts of these services anew (`serviceInfos`, 50 of a family a call, past the cache). Only those that
 * could be read come back. Fails where there were some and none could be read, with the first reason.
 */
export async function readServiceContacts(
  client: Client,
  services: readonly ServiceFacts[],
): Promise<Result<ServiceList>> {
  const { read, failure } = await readInfos(client, services);
  if (read.size === 0 && failure !== null) return { ok: false, error: failure };
  const unknown = services.filter((service) => !isComplete(read.get(service.serviceId)?.contacts ?? null));
  return ok({ services: [...read.values()], unknown: unknown.map(({ serviceId }) => serviceId) });
}

/** `route` as in `Service.route`. */
export function readServiceInfos(
  client: Client,
  route: string,
  options: { fresh?: boolean } = {},
): Promise<Result<ServiceInfos>> {
  const headers = options.fresh ? { headers: { Pragma: 'no-cache' } } : {};
  return client.get(`${route}/serviceInfos`, infosSchema, headers);
}

/**
 * Asks for new contacts; a role that is absent is kept. Answers the ids of the tasks that were made, one per pair of
 * accounts. Sent once: after `outcome-unknown` look for the service's tasks.
 */
export async function changeContact(
  client: Client,
  route: string,
  to: { contactAdmin?: string; contactTech?: string; contactBilling?: string },
): Promise<Result<number[]>> {
  const body = Object.fromEntries(Object.entries(to).filter(([, handle]) => handle !== undefined));
  if (Object.keys(body).length === 0) return failWith('bad-input');
  return client.post(`${route}/changeContact`, body, z.array(z.number().int()));
}

/** What `serviceInfos` adds to a service. Field by field: what is given may carry more than a `ServiceFacts`. */
function withInfos(service: ServiceFacts, infos: ServiceInfos): ServiceFacts {
  const { serviceId, name, displayName, family, route, product, state, lifecycle, contacts, tags } = service;
  return {
    serviceId,
    name,
    displayName,
    family,
    route,
    product,
    state,
    lifecycle,
    status: infos.status ?? service.status,
    expires: service.expires ?? infos.expiration,
    contacts: {
      contactAdmin: infos.contactAdmin ?? contacts?.contactAdmin ?? null,
      contactTech: infos.contactTech ?? contacts?.contactTech ?? null,
      contactBilling: infos.contactBilling ?? contacts?.contactBilling ?? null,
    },
    tags,
  };
}

function isComplete(contacts: Contacts | null): boolean {
  return contacts !== null && Object.values(contacts).every((handle) => handle !== null);
}

async function readInfos(
  client: Client,
  services: readonly ServiceFacts[],
): Promise<{ read: Map<number, ServiceFacts>; failure: Failure | null }> {
  /** Everything of a route but its last segment → last segment, decoded → service. */
  const groups = new Map<string, Map<string, ServiceFacts>>();
  for (const service of services) {
    if (service.route === null) continue;
    const cut = service.route.lastIndexOf('/');
    const parent = service.route.slice(0, cut);
    const group = groups.get(parent) ?? new Map<string, ServiceFacts>();
    group.set(decode(service.route.slice(cut + 1)), service);
    groups.set(parent, group);
  }
  const read = new Map<number, ServiceFacts>();
  let failure: Failure | null = null;
  await Promise.all(
    [...groups].map(async ([parent, group]) => {
      const path = (keys: string) => `${parent}/${keys}/serviceInfos`;
      const answer = await readBatches(client, [...group.keys()], path, infosSchema, { fresh: true });
      if (!answer.ok) {
        failure ??= answer.error;
        return;
      }
      for (const each of answer.value.failed.values()) failure ??= each;
      for (const [name, infos] of answer.value.found) {
        const service = group.get(name);
        if (service !== undefined) read.set(service.serviceId, withInfos(service, infos));
      }
    }),
  );
  return { read, failure };
}

const ROLES: Record<string, keyof Contacts> = {
  administrator: 'contactAdmin',
  technical: 'contactTech',
  billing: 'contactBilling',
};

function contactsOf(list: ({ customerCode: string | null; type: string } | null)[]): Contacts | null {
  const contacts: Contacts = { contactAdmin: null, contactTech: null, contactBilling: null };
  for (const entry of list) {
    const role = entry === null ? undefined : ROLES[entry.type];
    if (entry !== null && role !== undefined) contacts[role] = entry.customerCode;
  }
  return Object.values(contacts).some((handle) => handle !== null) ? contacts : null;
}

/** `/domain/zone/{zoneName}` → `/domain/zone`; without a pattern, the address without its last segment. */
function familyOf(route: Route): string | null {
  if (route?.path) {
    const fixed = route.path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
    return fixed.length === 0 ? null : `/${fixed.join('/')}`;
  }
  const cut = route?.url?.lastIndexOf('/') ?? -1;
  return cut > 0 ? (route?.url?.slice(0, cut) ?? null) : null;
}

/**
 * The service's own address. Made from pattern and names where all are told, so that a name with a slash is one segment
 * (`/ip/service/ip-1.2.3.4%2F32`) whether the service encoded it or not.
 */
function urlOfRoute(route: Route): string | null {
  if (route?.path) {
    const names = new Map(route.vars.map(({ key, value }) => [key, value]));
    const parts = route.path.split('/').map((part) => {
      const key = /^\{(.+)\}$/.exec(part)?.[1];
      if (key === undefined) return part;
      const name = names.get(key);
      return name === undefined ? null : encodeURIComponent(name);
    });
    if (parts.every((part) => part !== null)) return parts.join('/');
  }
  return route?.url?.startsWith('/') ? route.url : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
