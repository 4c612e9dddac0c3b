/**
 * Contacts of services that have just changed hands, read anew with few calls. For what a plan rests on (`status`) there
 * is `readServiceContacts`, which asks each family.
 */
import { ok, type Result } from '../../shared/failure.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import type { Client } from './client.ts';
import { listServices, readServiceContacts, type ServiceList } from './services.ts';

/** Up to so many families `serviceInfos` costs no more calls than the list, and tells more. */
const FEW_FAMILIES = 2;
/** Ids in one filter: a header of about 2 kB. */
const FILTER_SIZE = 200;

/**
 * As `readServiceContacts`; services of many families come from the expanded list, narrowed to them, 200 a call. What the
 * list does not tell stays as it was; a service that it no longer holds does not come back. Where the filter is refused
 * or finds none of them, `serviceInfos` is asked.
 */
export async function readMovedContacts(
  client: Client,
  services: readonly ServiceFacts[],
): Promise<Result<ServiceList>> {
  const families = new Set(services.map(({ family }) => family));
  if (families.size <= FEW_FAMILIES) return readServiceContacts(client, services);

  const known = new Map(services.map((service) => [service.serviceId, service]));
  const ids = [...known.keys()];
  const moved: ServiceFacts[] = [];
  const unknown: number[] = [];
  for (let at = 0; at < ids.length; at += FILTER_SIZE) {
    const filter = `serviceId:in=${ids.slice(at, at + FILTER_SIZE).join(',')}`;
    const listed = await listServices(client, { filter });
    if (!listed.ok) return listed.error.code === 'rejected' ? readServiceContacts(client, services) : listed;
    unknown.push(...listed.value.unknown.filter((id) => known.has(id)));
    for (const service of listed.value.services) {
      const before = known.get(service.serviceId);
      if (before === undefined) continue;
      const { status, expires } = before;
      moved.push({ ...service, status: service.status ?? status, expires: service.expires ?? expires });
    }
  }
  return moved.length === 0 ? readServiceContacts(client, services) : ok({ services: moved, unknown });
}
