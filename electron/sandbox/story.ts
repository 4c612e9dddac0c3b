/** What a request of the first day is drafted from, and what every story shares: whom it may involve, which services are taken. */
import type { Account, ContactField, Contacts, Service, TaskState } from './model.ts';
import type { World } from './world.ts';

export type Draft = {
  asking: string | null;
  from: string;
  to: string;
  fields: ContactField[];
  service: Service | null;
  serviceDomain: string | null;
  requested: number;
  state: TaskState;
  ended: number | null;
  confirmed: string[];
  endsIn?: number;
};

/** Services with a story of their own. */
export const STAGED = new Set([
  'clinicanorte.es',
  'vps-5d1b0c7e.vps.ovh.net',
  'tiendadelbarrio.com',
  'ns3120884.ip-51-91-14.eu',
  'cobalto-mail.eu',
  'estudiolumen.fr',
  'puertosol.com',
  'viverosanz.es',
]);

/** Gives a service the contacts its story needs, as if it had always had them. */
export function recast(world: World, service: Service, contacts: Contacts): void {
  world.setContacts(service, contacts, 0);
  service.former.length = 0;
}

/** Nobody with debts, nobody who cannot pay, nobody in the other zone. */
export function customersFor(world: World): Account[] {
  return [...world.accounts.values()].filter(
    (account) => !account.agency && account.debt === 0 && account.canPay && account.zone === 'EU',
  );
}
