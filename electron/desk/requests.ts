/**
 * The requests of all accounts as one list: what their servers tell, with what the ledger and the services add. Reads
 * alone; what is done to them has files of its own.
 */
import type { ContactRequest } from '../../shared/request.ts';
import { isRunning } from '../../shared/turn.ts';
import type { Ledger } from './ledger.ts';
import type { Member } from './member.ts';
import type { World } from './world.ts';
import { requestOf } from './world.ts';

type HeldTask = NonNullable<ReturnType<World['tasks']['get']>>;

export type Requests = {
  list: () => ContactRequest[];
  get: (key: string) => ContactRequest | null;
  /** Facts changed: the list is made anew at the next asking. */
  stale: () => void;
  /** As `stale`, where the ledger alone has a new line: which services there are stays known. */
  noted: () => void;
};

export function openRequests({
  world,
  ledger,
  familyOf: toldFamilyOf = () => null,
}: {
  world: World;
  ledger: Ledger;
  /** What an e-mail told of the type of a request's service. */
  familyOf?: (requestKey: string) => string | null;
}): Requests {
  let list: ContactRequest[] | null = null;
  let servicesByName: Map<string, string[]> | null = null;

  const all = (): ContactRequest[] => {
    list ??= [...world.tasks.entries()].map(([key, held]) => make(key, held));
    return list;
  };

  const make = (key: string, held: HeldTask): ContactRequest => {
    const bare = requestOf(key, held);
    servicesByName ??= nameServices();
    const known = serviceOf(bare, servicesByName);
    const told = known.possible.length > 1 ? toldFamilyOf(key) : null;
    const named = told === null ? undefined : known.possible.find((one) => familyOf(one) === told);
    const serviceKey = known.serviceKey ?? named ?? null;
    const possible = serviceKey === null ? known.possible : [];
    return {
      ...bare,
      serviceKey,
      family: serviceKey === null ? null : (familyOf(serviceKey) ?? known.family ?? null),
      ...(possible.length > 1 ? { possibleFamilies: possible.flatMap((one) => familyOf(one) ?? []) } : {}),
      confirmations: ledger.confirmationsOf(bare),
      resentAt: ledger.resentAt(bare),
    };
  };

  const nameServices = (): Map<string, string[]> => {
    const names = new Map<string, string[]>();
    for (const [key, held] of world.services.entries()) {
      const name = `${held.api}/${held.facts.name.toLowerCase()}`;
      const keys = names.get(name);
      if (keys) keys.push(key);
      else names.set(name, [key]);
    }
    return names;
  };

  const familyOf = (serviceKey: string): string | null =>
    world.services.get(serviceKey)?.facts.family ?? null;

  /** A domain and its zone have the same name, and the task tells no more: what we asked for ourselves, and who holds the contact now, may settle it. */
  const serviceOf = (
    request: Omit<ContactRequest, 'family' | 'serviceKey' | 'confirmations' | 'resentAt'>,
    servicesByName: ReadonlyMap<string, string[]>,
  ): { serviceKey: string | null; family?: string | null; possible: string[] } => {
    const asked = ledger.serviceOfRequest(request.api, request.id, request.dateRequest);
    if (asked !== null) return { ...asked, possible: [] };
    if (request.serviceDomain === null) return { serviceKey: null, possible: [] };
    const named = servicesByName.get(`${request.api}/${request.serviceDomain.toLowerCase()}`) ?? [];
    const fitting = named.filter((key) => {
      const contacts: Record<string, string | null> | null | undefined =
        world.services.get(key)?.facts.contacts;
      const holder = request.state === 'done' ? request.toAccount : request.fromAccount;
      return contacts && request.contactTypes.every((type) => contacts[type] === holder);
    });
    const [only] = named;
    if (only === undefined || named.length === 1) {
      // While it runs, its contact is still the old one; where that is somebody else it is for a namesake nobody here sees.
      const isOther =
        only !== undefined &&
        fitting.length === 0 &&
        isRunning(request.state) &&
        request.fromAccount !== null &&
        world.services.get(only)?.facts.contacts != null;
      return { serviceKey: isOther ? null : (only ?? null), possible: [] };
    }
    return fitting.length === 1
      ? { serviceKey: fitting[0] ?? null, possible: [] }
      : { serviceKey: null, possible: fitting.length > 1 ? fitting : named };
  };

  /** Made anew by itself: in a bulk decision each item changes the list, and the whole of it would be made for each. */
  const get = (key: string): ContactRequest | null => {
    const held = world.tasks.get(key);
    return held ? make(key, held) : null;
  };

  return {
    list: all,
    get,
    stale() {
      list = null;
      servicesByName = null;
    },
    noted() {
      list = null;
    },
  };
}

/** What the ledger writes of whom and which request a deed is about. */
export function aboutRequest(request: ContactRequest, member: Member) {
  return {
    api: request.api,
    nichandle: member.record.nichandle,
    serviceName: request.serviceDomain,
    serviceKey: request.serviceKey,
    requestKey: request.key,
    requestId: request.id,
    dateRequest: request.dateRequest,
    changes: [],
  };
}
