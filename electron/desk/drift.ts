/**
 * Contacts that became others: each reading of the services is compared with what was known, the difference is kept, and
 * what no request of ours explains is told once. A first reading, a part of one and other rights make no change.
 */
import { CONTACT_TYPES, type ContactType, isContactType } from '../../shared/contact.ts';
import { type ChangesAsked, type ContactChange, MOST_OPEN } from '../../shared/contact-change.ts';
import { isMine, mineByApi } from '../../shared/mine.ts';
import type { Notice } from '../../shared/notice.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import { directionOf } from '../../shared/turn.ts';
import type { ChangeLine, ContactHistoryFile, HistoryLine } from '../storage/contact-history.ts';
import type { AccountRecord } from './account-record.ts';
import type { Accounts } from './accounts.ts';
import { openReasons } from './change-reasons.ts';
import { basisOf, goneServices } from './gone-services.ts';
import { KnownContacts, type Moved } from './known-contacts.ts';
import type { Ledger } from './ledger.ts';
import type { Clock } from './ports.ts';
import type { Requests } from './requests.ts';
import type { World } from './world.ts';

/** OVHcloud's caches may list a former contact once more after a change. After this long it counts as a change back. */
const LAG_MS = 15 * 60_000;
/** So long after an unexplained change a request that explains it may still turn up. */
const EXPLAINED_WITHIN_MS = 14 * 24 * 60 * 60_000;
export type Drift = {
  /** Takes the services of a snapshot as known; `at`: ISO 8601, when they were read. */
  recalled: (api: string, at: string, services: readonly ServiceFacts[]) => void;
  /**
   * Compares one reading of an account with what is known; to be called before the world takes the reading up. `whole`: it
   * holds every service of the account, each understood. `since`: when the account was read before; `null`: never. Resolves
   * when the changes are on the disk.
   */
  read: (
    record: AccountRecord,
    services: readonly ServiceFacts[],
    reading: { whole: boolean; since: string | null },
  ) => Promise<void>;
  /** The list of requests has changed: a new one may explain an unexplained change. */
  requestsRead: () => void;
  /** To be called when every account was read: answers a notice of the changes that nothing explains. */
  settle: () => Notice | null;
  /** Newest first. */
  list: (asked: ChangesAsked) => ContactChange[];
  /** Changes without a request of ours on which the person has no word yet, newest first. */
  open: () => ContactChange[];
  keep: (ids: readonly string[], kept: boolean) => Promise<void>;
  forget: (accountId: string) => Promise<void>;
  wipe: () => Promise<void>;
  close: () => Promise<void>;
};

type Entry = { line: ChangeLine; by: ContactChange['by']; request: string | null; kept: string | null };

export function openDrift(desk: {
  clock: Clock;
  file: ContactHistoryFile;
  world: World;
  accounts: () => Accounts;
  requests: () => Requests;
  ledger: Ledger;
  log: (line: string) => void;
  changed: () => void;
}): Drift {
  const { clock, file, world } = desk;
  const known = new KnownContacts();
  let entries = new Map<string, Entry>();
  /** The last change of each contact, by service and role. */
  const last = new Map<string, Entry>();
  /** The credential with which each account was last read as a whole: another one sees other services. */
  const basis = new Map<string, string>();
  /** Ids of changes that are not told before every account was read: another account's requests may explain them. */
  const fresh = new Set<string>();
  let count = 0;

  const iso = (): string => new Date(clock.now()).toISOString();
  const mineOf = (): ((api: string) => ReadonlySet<string>) => mineByApi(desk.accounts().list());

  const take = (line: HistoryLine): void => {
    if ('change' in line) {
      const entry: Entry = { line, by: line.by, request: line.request, kept: null };
      entries.set(line.change, entry);
      const contact = contactOf(line);
      // What a request tells may be older than what was read since.
      const before = last.get(contact);
      if (before === undefined || before.line.at <= line.at) last.set(contact, entry);
    } else if ('explained' in line) {
      const entry = entries.get(line.explained);
      if (entry) Object.assign(entry, { by: line.by, request: line.request });
    } else if ('marked' in line) {
      for (const id of line.marked) {
        const entry = entries.get(id);
        if (entry) entry.kept = line.kept ? line.at : null;
      }
    } else basis.set(line.reads, line.with);
  };
  for (const line of file.found) take(line);
  file.found.length = 0;

  /** Takes the lines up even where the disk refuses them: until the program ends they are known. */
  const write = async (lines: readonly HistoryLine[]): Promise<void> => {
    for (const line of lines) take(line);
    await file.append(lines).catch((error: unknown) => desk.log(`history: not written: ${String(error)}`));
  };

  /** Makes the lists once for all changes of one reading. */
  const reasons = (): ReturnType<typeof openReasons> =>
    openReasons({
      requests: () => desk.requests().list(),
      activity: () => desk.ledger.activity(),
      mineOf: mineOf(),
    });

  const lineOf = (
    record: AccountRecord,
    since: string,
    { service, type, from }: Pick<Moved<ServiceFacts>, 'service' | 'type' | 'from'>,
    to: string | null,
    reasonOf: ReturnType<typeof openReasons>,
  ): ChangeLine => {
    const seen = world.services.get(`${record.api}/${service.serviceId}`)?.seenBy ?? [];
    const line = {
      at: iso(),
      since,
      api: record.api,
      service: service.serviceId,
      name: service.name,
      family: service.family,
      type,
      from,
      to,
      seenBy: [...new Set([record.id, ...seen])],
    };
    count += 1;
    return { change: `${clock.now().toString(36)}-${count}`, ...line, ...reasonOf(line) };
  };

  /** Whether a contact seems to go back to whom it left less than `LAG_MS` ago: a cache lags. */
  const isLag = (api: string, { service, type, to }: Moved<ServiceFacts>): boolean => {
    const before = last.get(contactOf({ api, service: service.serviceId, name: service.name, type }));
    return (
      before !== undefined &&
      sameNichandle(before.line.from, to) &&
      clock.now() - Date.parse(before.line.at) < LAG_MS &&
      clock.now() >= Date.parse(before.line.at)
    );
  };

  const changeOf = (id: string, { line, by, request, kept }: Entry): ContactChange => ({
    id,
    at: line.at,
    api: line.api,
    serviceKey: line.service === 0 ? '' : `${line.api}/${line.service}`,
    serviceName: line.name,
    family: line.family,
    type: line.type,
    from: line.from,
    to: line.to,
    by,
    requestKey: request,
    seenBy: line.seenBy,
    kept,
  });

  /** Whether the contact that a request brought is still there. */
  const isStill = ({ serviceKey, toAccount }: ContactRequest, type: ContactType): boolean => {
    const contacts = serviceKey === null ? null : (world.services.get(serviceKey)?.facts.contacts ?? null);
    return contacts === null || contacts[type] === null || isSame(contacts[type], toAccount);
  };

  /** Requests of others that are done and took a contact of mine, where no reading saw it change. */
  const informed = (): ContactChange[] => {
    const mine = mineOf();
    const told = new Set(
      [...entries.values()].flatMap(({ request, line }) =>
        request === null ? [] : [`${request} ${line.type}`],
      ),
    );
    return desk
      .requests()
      .list()
      .flatMap((request): ContactChange[] => {
        const { fromAccount: from, toAccount: to, dateDone } = request;
        if (request.state !== 'done' || from === null || to === null || dateDone === null) return [];
        if (directionOf(request, mine(request.api)) !== 'informed') return [];
        if (!(clock.now() - Date.parse(dateDone) <= EXPLAINED_WITHIN_MS)) return [];
        return request.contactTypes
          .filter(isContactType)
          .filter((type) => !told.has(`${request.key} ${type}`) && isStill(request, type))
          .map((type) => ({
            id: `${REQUEST}${request.key} ${type}`,
            at: dateDone,
            api: request.api,
            serviceKey: request.serviceKey ?? '',
            serviceName: request.serviceDomain ?? '',
            family: request.family,
            type,
            from,
            to,
            by: 'informed' as const,
            requestKey: request.key,
            seenBy: request.seenBy,
            kept: null,
          }));
      });
  };

  /** A change that only a request tells of has no line in the file until the person has decided on it. */
  const asLine = (change: ContactChange): ChangeLine => ({
    change: change.id,
    at: change.at,
    since: change.at,
    api: change.api,
    service: Number(change.serviceKey.slice(change.api.length + 1)) || 0,
    name: change.serviceName,
    family: change.family,
    type: change.type,
    from: change.from,
    to: change.to,
    by: change.by,
    request: change.requestKey,
    seenBy: change.seenBy,
  });

  /** Looks for requests that explain changes of the last `EXPLAINED_WITHIN_MS` which nothing explained so far. */
  const explainLate = (): void => {
    const reasonOf = reasons();
    const lines: HistoryLine[] = [];
    for (const { line, by, kept } of last.values()) {
      if (by !== 'nobody' || kept !== null) continue;
      if (clock.now() - Date.parse(line.at) > EXPLAINED_WITHIN_MS) continue;
      const why = reasonOf(line);
      if (why.by === 'nobody') continue;
      lines.push({ explained: line.change, at: iso(), by: why.by, request: why.request });
    }
    if (lines.length > 0) void write(lines);
  };

  let told = '';
  const tell = (): void => {
    const now = open()
      .map(({ id }) => id)
      .join(' ');
    if (now === told) return;
    told = now;
    desk.changed();
  };

  const open = (): ContactChange[] => {
    const waiting: ContactChange[] = informed();
    for (const entry of last.values()) {
      // A change that was kept or explained is told no more; of several of one contact the last counts.
      if (entry.kept !== null || entry.by === 'ours' || fresh.has(entry.line.change)) continue;
      waiting.push(changeOf(entry.line.change, entry));
    }
    return waiting.sort(newestFirst).slice(0, MOST_OPEN);
  };

  return {
    recalled(api, at, services) {
      known.learn(api, services);
      // The program may have ended after it wrote the history and before the snapshot: the later of the two is true.
      for (const { line } of last.values())
        if (line.api === api && line.at > at && line.to !== null)
          known.learnOne(api, line.service, line.type, line.to);
    },

    async read(record, services, { whole, since }) {
      const { api, id } = record;
      const moved = known.compare(api, services).filter((one) => !isLag(api, one));
      const reads = basisOf(record);
      const { gone, taken } =
        whole && since !== null
          ? goneServices(world, record, services, clock.now())
          : { gone: [], taken: [] };
      known.forget(
        api,
        gone.map(({ serviceId }) => serviceId),
      );
      const lost = basis.get(id) === reads ? taken : [];
      const from = since ?? iso();
      const mine = lost.length === 0 ? null : mineOf()(api);
      const reasonOf = reasons();
      const lines: HistoryLine[] = [
        ...moved.map((one) => lineOf(record, from, one, one.to, reasonOf)),
        ...lost.flatMap((service) =>
          CONTACT_TYPES.flatMap((type) => {
            const holder = service.contacts?.[type] ?? null;
            if (holder === null || mine === null || !isMine(holder, mine)) return [];
            return [lineOf(record, from, { service, type, from: holder }, null, reasonOf)];
          }),
        ),
      ];
      for (const { service, type, to } of moved) known.learnOne(api, service.serviceId, type, to);
      for (const line of lines) if ('change' in line && line.by !== 'ours') fresh.add(line.change);
      if (whole && basis.get(id) !== reads) lines.push({ reads: id, at: iso(), with: reads });
      if (lines.length > 0) await write(lines);
    },

    requestsRead() {
      explainLate();
      tell();
    },

    settle() {
      if (fresh.size === 0) return null;
      explainLate();
      const unexplained = [...fresh].flatMap((id) => {
        const entry = entries.get(id);
        return entry?.by === 'nobody' ? [entry.line] : [];
      });
      fresh.clear();
      tell();
      const [first] = unexplained;
      if (first === undefined) return null;
      const isOne = unexplained.every(({ api, service }) => api === first.api && service === first.service);
      return { kind: 'changed', count: unexplained.length, serviceName: isOne ? first.name : null };
    },

    list({ serviceKey, nichandle, most }) {
      const all = [...[...entries].map(([id, entry]) => changeOf(id, entry)), ...informed()];
      return all
        .filter((one) => serviceKey === undefined || one.serviceKey === serviceKey)
        .filter((one) => nichandle === undefined || isSame(nichandle, one.from) || isSame(nichandle, one.to))
        .filter(({ id }) => !fresh.has(id))
        .sort(newestFirst)
        .slice(0, most);
    },

    open,

    async keep(ids, kept) {
      const byRequest = new Map(informed().map((change) => [change.id, change]));
      const lines: HistoryLine[] = [];
      for (const id of ids) {
        const change = byRequest.get(id);
        if (change !== undefined) lines.push(asLine(change));
      }
      const marked = ids.filter((id) => entries.has(id) || byRequest.has(id));
      if (marked.length === 0) return;
      lines.push({ marked, at: iso(), kept });
      await file.append(lines);
      for (const line of lines) take(line);
      tell();
    },

    async forget(accountId) {
      await file.forget(accountId);
      basis.delete(accountId);
      const isOf = ({ line }: Entry): boolean => line.seenBy.every((id) => id === accountId);
      entries = new Map([...entries].filter(([, entry]) => !isOf(entry)));
      for (const [key, entry] of last) if (isOf(entry)) last.delete(key);
      // A service that another account shows later is a first reading, not a change.
      known.retain((api, service) => world.services.get(`${api}/${service}`) !== undefined);
      tell();
    },

    async wipe() {
      await file.wipe();
      entries.clear();
      last.clear();
      basis.clear();
      fresh.clear();
    },

    close: file.close,
  };
}

/** Ids of changes that only a request tells of. */
const REQUEST = 'request:';

/** Key of one contact of one service. A service that no account sees has no number: its name stands in. */
function contactOf(line: Pick<ChangeLine, 'api' | 'service' | 'name' | 'type'>): string {
  return `${line.api}/${line.service === 0 ? line.name : line.service} ${line.type}`;
}

function newestFirst(a: ContactChange, b: ContactChange): number {
  return a.at < b.at ? 1 : a.at > b.at ? -1 : 0;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && sameNichandle(a, b);
}
