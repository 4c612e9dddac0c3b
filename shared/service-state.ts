/** What is wrong or unusual with a service, from the three places the API tells it in. Judges no contact change. */
import { CONTACT_TYPES, type Contacts } from './contact.ts';
import type { Service } from './service.ts';

/** Worst first in a row. `other`: a state this program does not know, as OVHcloud writes it. */
export type Condition =
  | { kind: 'debt' | 'unpaid' | 'suspended' | 'expired' | 'ended' | 'creation' | 'unknown-contacts' }
  | { kind: 'other'; state: string };

const KNOWN_STATES = new Set(['active', 'deleted', 'suspended', 'toActivate', 'toDelete', 'toSuspend']);

/** `active` and `ok` say nothing. */
export function conditionsOf(service: Service): Condition[] {
  const conditions: Condition[] = [];
  const { state, lifecycle, status } = service;
  if (status === 'pendingDebt') conditions.push({ kind: 'debt' });
  if (status === 'unPaid' || lifecycle === 'unpaid') conditions.push({ kind: 'unpaid' });
  if (state === 'suspended' || state === 'toSuspend') conditions.push({ kind: 'suspended' });
  if (status === 'expired') conditions.push({ kind: 'expired' });
  if (state === 'deleted' || state === 'toDelete' || lifecycle === 'terminated')
    conditions.push({ kind: 'ended' });
  if (status === 'inCreation' || state === 'toActivate') conditions.push({ kind: 'creation' });
  if (!KNOWN_STATES.has(state)) conditions.push({ kind: 'other', state });
  if (!areKnown(service.contacts)) conditions.push({ kind: 'unknown-contacts' });
  return conditions;
}

/** What a service is filed under in counts and filters: its worst condition, in one word. */
export const SERVICE_STATES = [
  'ok',
  'debt',
  'unpaid',
  'suspended',
  'expired',
  'ended',
  'creation',
  'other',
  'unknown-contacts',
] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export function stateOf(service: Service): ServiceState {
  return conditionsOf(service)[0]?.kind ?? 'ok';
}

function areKnown(contacts: Contacts | null): contacts is Contacts {
  return contacts !== null && CONTACT_TYPES.some((type) => contacts[type] !== null);
}
