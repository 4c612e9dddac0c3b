/** A service: something of OVHcloud's with three contacts, as the desk knows it and the screens show it. */
import { z } from 'zod';
import { contactsSchema } from './contact.ts';

export const serviceSchema = z.object({
  /** `api/serviceId`: the same service seen by two of my accounts is one row. */
  key: z.string(),
  api: z.string(),
  serviceId: z.number().int(),
  /** `resource.name`, as the API spells it. */
  name: z.string(),
  displayName: z.string(),
  /** The route's family, `/domain`, `/hosting/web`, `/ip/service` …; `null` when the API gave no route. */
  family: z.string().nullable(),
  /** `route.url`: `/domain/example.com`; `null` when the API gave none, and then no contact can be changed. */
  route: z.string().nullable(),
  /** Product as OVHcloud names it, where told. */
  product: z.string().nullable(),
  /** `resource.state`, unknown values kept: active, deleted, suspended, toActivate, toDelete, toSuspend. */
  state: z.string(),
  /** `billing.lifecycle.current.state`, unknown values kept: active, error, rupture, terminated, toRenew, unpaid, unrenewed. */
  lifecycle: z.string().nullable(),
  /** `serviceInfos.status`, where it was read: autorenewInProgress, expired, inCreation, ok, pendingDebt, unPaid. */
  status: z.string().nullable(),
  /** ISO 8601, or `null` when not told. */
  expires: z.string().nullable(),
  /** `null` = not known yet. */
  contacts: contactsSchema.nullable(),
  /** Words OVHcloud keeps with it, in its order; what was kept of a service before they were read has none. */
  tags: z.array(z.string()).default([]),
  /** Ids of my accounts that see it. */
  seenBy: z.array(z.string()),
});
export type Service = z.infer<typeof serviceSchema>;
