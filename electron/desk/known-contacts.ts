/**
 * The contacts of every service as they were last known, in columns: 100,000 services are compared within some
 * milliseconds and make no objects. Knows neither accounts nor why a contact changed.
 */
import { CONTACT_TYPES, type Contacts, type ContactType } from '../../shared/contact.ts';
import { sameNichandle } from '../../shared/roles.ts';

/** What a reading tells of one service; contacts it does not tell are left as they are known. */
export type ContactsRead = { serviceId: number; contacts: Contacts | null };

export type Moved<T extends ContactsRead> = { service: T; type: ContactType; from: string; to: string };

type Columns = {
  places: Map<number, number>;
  /** One per role, in the order of `CONTACT_TYPES`. */
  holders: (string | null)[][];
};

export class KnownContacts {
  readonly #apis = new Map<string, Columns>();
  /** A reading has a text of its own for each contact; one is kept of each. */
  readonly #handles = new Map<string, string>();

  /** Takes these as known, whatever was known of them. */
  learn(api: string, services: Iterable<ContactsRead>): void {
    const columns = this.#columnsOf(api);
    for (const service of services) this.#put(columns, service);
  }

  learnOne(api: string, serviceId: number, type: ContactType, holder: string): void {
    const columns = this.#columnsOf(api);
    const place = columns.places.get(serviceId);
    if (place === undefined) return;
    const column = columns.holders[CONTACT_TYPES.indexOf(type)];
    if (column !== undefined) column[place] = this.#one(holder);
  }

  /** Those who are others than was known. What was not known before is learnt and not answered; what is answered is not learnt. */
  compare<T extends ContactsRead>(api: string, services: readonly T[]): Moved<T>[] {
    const columns = this.#columnsOf(api);
    const { places, holders } = columns;
    const moved: Moved<T>[] = [];
    for (const service of services) {
      const { contacts } = service;
      if (contacts === null) continue;
      const place = places.get(service.serviceId);
      if (place === undefined) {
        this.#put(columns, service);
        continue;
      }
      for (let role = 0; role < CONTACT_TYPES.length; role += 1) {
        const type = CONTACT_TYPES[role] as ContactType;
        const column = holders[role] as (string | null)[];
        const [from, to] = [column[place] ?? null, contacts[type]];
        if (from === to || to === null) continue;
        if (from === null) column[place] = this.#one(to);
        else if (!sameNichandle(from, to)) moved.push({ service, type, from, to });
      }
    }
    return moved;
  }

  /** What comes back later is new. */
  forget(api: string, serviceIds: Iterable<number>): void {
    const places = this.#apis.get(api)?.places;
    for (const id of serviceIds) places?.delete(id);
  }

  /** Only these go on to be known. */
  retain(isKept: (api: string, serviceId: number) => boolean): void {
    for (const [api, { places }] of this.#apis)
      for (const id of places.keys()) if (!isKept(api, id)) places.delete(id);
  }

  #columnsOf(api: string): Columns {
    let columns = this.#apis.get(api);
    if (columns === undefined) {
      columns = { places: new Map(), holders: CONTACT_TYPES.map(() => []) };
      this.#apis.set(api, columns);
    }
    return columns;
  }

  #put({ places, holders }: Columns, { serviceId, contacts }: ContactsRead): void {
    if (contacts === null) return;
    let place = places.get(serviceId);
    if (place === undefined) {
      place = (holders[0] as unknown[]).length;
      places.set(serviceId, place);
    }
    for (const [role, type] of CONTACT_TYPES.entries()) {
      const holder = contacts[type];
      (holders[role] as (string | null)[])[place] = holder === null ? null : this.#one(holder);
    }
  }

  #one(handle: string): string {
    const known = this.#handles.get(handle);
    if (known !== undefined) return known;
    this.#handles.set(handle, handle);
    return handle;
  }
}
