/**
 * Hand-overs: the plan on fresh facts, and sending what it finds ready. Each service is asked for at most once; where an
 * answer is lost the running requests are read and searched for ours, and what stays unknown is said.
 */

import type { ActivityEntry } from '../../shared/activity.ts';
import type { ContactType } from '../../shared/contact.ts';
import { isByEmail } from '../../shared/contact-email.ts';
import type { SendOutcome } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import type { Asked, PlanRow } from '../../shared/handover.ts';
import { planHandover } from '../../shared/handover.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { isRunning } from '../../shared/turn.ts';
import { changeContact, readServiceContacts } from '../ovh/services.ts';
import { listTasks } from '../ovh/tasks.ts';
import type { Accounts } from './accounts.ts';
import { wasNotSent } from './decisions.ts';
import type { Job } from './jobs.ts';
import { workThrough } from './jobs.ts';
import type { Intent, Ledger } from './ledger.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';
import type { Requests } from './requests.ts';
import type { World } from './world.ts';
import { serviceByKey } from './world.ts';

export type Handover = {
  /** The plan on what is known, without asking anybody. */
  plan: (asked: Asked) => PlanRow[];
  check: (asked: Asked) => Promise<{ rows: PlanRow[]; fresh: boolean }>;
  /** `group`: what the ledger keeps together. */
  send: (job: Job<SendOutcome>, group: string, asked: Asked) => Promise<SendOutcome[]>;
  /** Settles calls in the ledger whose answers were lost, once the requests they made are in the list. `true`: one was settled. */
  settleUnknown: () => Promise<boolean>;
};

/** Posts under way at a time in one hand-over. */
const AT_A_TIME = 3;
/** How far the server's `dateRequest` may lie before our own intent (clocks differ, seconds are cut off). */
const CLOCK_TOLERANCE_MS = 2 * 60_000;
/** How far `dateRequest` may lie behind our intent: a call waits for its turn and is on its way for at most this long. */
const LATEST_MS = 15 * 60_000;

/** A running request has not changed its contacts yet. Where the service's contact is not the one it replaces, it is for another service of that name. */
function mayBeFor(request: ContactRequest, { contacts }: Service): boolean {
  const holders: Readonly<Record<string, string | null>> | null = contacts;
  if (holders === null || request.fromAccount === null) return true;
  return request.contactTypes.every((type) => (holders[type] ?? request.fromAccount) === request.fromAccount);
}

/** Whether a request was made by this asking, as far as who asked, for which service, for whom and when can tell. */
function mayComeOf(
  request: ContactRequest,
  asking: Pick<Intent, 'api' | 'nichandle' | 'serviceName'> & {
    serviceKey?: string | null | undefined;
    changes: readonly { contactType: ContactType; to: string }[];
  },
  askedAt: number,
): boolean {
  return (
    request.api === asking.api &&
    request.serviceDomain === asking.serviceName &&
    request.askingAccount === asking.nichandle &&
    (request.serviceKey === null || request.serviceKey === asking.serviceKey) &&
    Date.parse(request.dateRequest) >= askedAt - CLOCK_TOLERANCE_MS &&
    asking.changes.some(
      ({ contactType, to }) =>
        // We asked for an e-mail address; OVHcloud puts its NIC handle in the request, and we cannot know which that is.
        (to === request.toAccount || isByEmail(to)) && request.contactTypes.includes(contactType),
    )
  );
}

export function openHandover(desk: {
  clock: Clock;
  world: World;
  accounts: Accounts;
  requests: Requests;
  ledger: Ledger;
  log: (line: string) => void;
  factsChanged: () => void;
  acted: (accountIds: readonly string[]) => void;
}): Handover {
  const { world, accounts, requests, ledger } = desk;

  const known = (serviceKeys: readonly string[]): Service[] =>
    [...new Set(serviceKeys)].flatMap((key) => serviceByKey(world, key) ?? []);

  /**
   * The running request of a service. A domain and its zone share a name, and a request does not tell which of the two it
   * is for: one such request blocks neither (OVHcloud refuses where it must) and is told of both as `unclear`; as many as
   * there are services block all.
   */
  const runningOn = (): ((service: Service) => {
    running: ContactRequest | null;
    unclear: ContactRequest | null;
  }) => {
    const byService = new Map<string, ContactRequest>();
    const byName = new Map<string, ContactRequest[]>();
    for (const request of requests.list()) {
      if (!isRunning(request.state)) continue;
      if (request.serviceKey !== null) byService.set(request.serviceKey, request);
      else if (request.serviceDomain !== null) {
        const name = `${request.api}/${request.serviceDomain}`;
        byName.set(name, [...(byName.get(name) ?? []), request]);
      }
    }
    const namesakes = new Map<string, number>();
    for (const [key, { api, facts }] of world.services.entries()) {
      const name = `${api}/${facts.name}`;
      if (!byService.has(key) && byName.has(name)) namesakes.set(name, (namesakes.get(name) ?? 0) + 1);
    }
    return (service) => {
      const name = `${service.api}/${service.name}`;
      const unclear = (byName.get(name) ?? []).filter((request) => mayBeFor(request, service));
      const blocks = unclear.length >= (namesakes.get(name) ?? 1);
      const [first = null] = unclear;
      const running = byService.get(service.key) ?? (blocks ? first : null);
      return { running, unclear: running === null ? first : null };
    };
  };

  const plan = (services: readonly Service[], { target, targets = [] }: Asked): PlanRow[] => {
    const running = runningOn();
    const list = accounts.list();
    const own = new Map(targets.map((each) => [each.serviceKey, each.target]));
    return services.map((service) =>
      planHandover({
        service,
        target: own.get(service.key) ?? target,
        accounts: list,
        ...running(service),
      }),
    );
  };

  const readTasks = async (member: Member): Promise<boolean> => {
    if (!member.client) return false;
    const reading = world.reading();
    const tasks = await listTasks(member.client, { fresh: true, leaves: reading.begin });
    if (!tasks.ok) {
      accounts.heardFailure(member.record.id, tasks.error);
      return false;
    }
    if (world.tasks.replaceFor(member.record.id, member.record.api, tasks.value, reading.number())) {
      requests.stale();
      desk.factsChanged();
    }
    return true;
  };

  const readContacts = async (member: Member, services: readonly Service[]): Promise<boolean> => {
    if (!member.client) return false;
    const reading = world.beginReading();
    const read = await readServiceContacts(member.client, services);
    if (!read.ok) return false;
    let changed = false;
    for (const facts of read.value.services) {
      changed = world.services.update(member.record.id, member.record.api, facts, reading) || changed;
    }
    if (changed) {
      requests.stale();
      desk.factsChanged();
    }
    return true;
  };

  const membersOf = (services: readonly Service[]): Member[] => {
    const ids = new Set(services.flatMap((service) => service.seenBy));
    return [...ids].flatMap((id) => accounts.get(id) ?? []);
  };

  const intend = (group: string, row: PlanRow, service: Service, nichandle: string): Promise<string> =>
    ledger.intend({
      kind: 'changeContact',
      api: service.api,
      nichandle,
      serviceName: service.name,
      serviceKey: service.key,
      family: service.family,
      requestKey: null,
      requestId: null,
      dateRequest: null,
      changes: row.changes.map(({ contactType, to }) => ({ contactType, to })),
      group,
    });

  /** What was stopped before its turn stands in the ledger too: it is what is left of its hand-over. */
  const noteStopped = async (group: string, row: PlanRow, service: Service): Promise<void> => {
    const member = row.accountId === null ? null : accounts.get(row.accountId);
    if (row.verdict !== 'ready' || !member) return;
    try {
      const intent = await intend(group, row, service, member.record.nichandle);
      await ledger.settle(intent, 'not-sent');
    } catch (error) {
      desk.log(`ledger: what was stopped was not written: ${String(error)}`);
    }
  };

  /** Keys of requests that a settled call of ours made: one call makes a request, so no second call, such as a twin's, made it. */
  const claimedRequests = (): Set<string> =>
    new Set(
      ledger
        .activity()
        .filter(({ kind, outcome }) => kind === 'changeContact' && outcome === 'done')
        .flatMap(({ api, requestIds }) => requestIds.map((id) => `${api}/${id}`)),
    );

  /**
   * Whether another call of ours that has no outcome yet may have made this request. A domain and its zone share a name, and
   * a request does not always say for which of the two it is.
   */
  const mayBeOthers = (request: ContactRequest, isOther: (entry: ActivityEntry) => boolean): boolean =>
    ledger
      .activity()
      .some(
        (entry) =>
          entry.kind === 'changeContact' &&
          (entry.outcome === 'unknown' || entry.outcome === 'pending') &&
          isOther(entry) &&
          mayComeOf(request, entry, Date.parse(entry.at)),
      );

  const sendOne = async (group: string, row: PlanRow, service: Service): Promise<SendOutcome> => {
    const end = (
      outcome: SendOutcome['outcome'],
      requestIds: number[] = [],
      failure: Failure | null = null,
    ): SendOutcome => ({
      serviceKey: row.serviceKey,
      outcome,
      requestIds,
      failure,
    });
    if (row.verdict !== 'ready' || row.accountId === null || service.route === null) return end('left-out');
    const member = accounts.get(row.accountId);
    if (!member?.client) return end('failed', [], fail('no-credential', 'connect').error);

    const askedAt = desk.clock.now();
    let intent: string;
    try {
      intent = await intend(group, row, service, member.record.nichandle);
    } catch (error) {
      desk.log(`ledger: an intent was not written, so nothing was sent: ${String(error)}`);
      return end('failed', [], fail('storage', 'check-disk').error);
    }
    const settle = async (
      outcome: 'done' | 'failed' | 'unknown' | 'not-sent',
      requestIds: number[],
      failure: Failure | null,
    ): Promise<void> => {
      try {
        await ledger.settle(intent, outcome, { requestIds, failure });
      } catch (error) {
        desk.log(`ledger: an outcome was not written: ${String(error)}`);
      }
    };

    const contacts: Partial<Record<ContactType, string>> = {};
    for (const change of row.changes) contacts[change.contactType] = change.to;
    const answer = await changeContact(member.client, service.route, contacts);
    if (answer.ok) {
      accounts.worked(row.accountId, 'handover');
      await settle('done', answer.value, null);
      return end('sent', answer.value);
    }
    const { error } = answer;
    accounts.heardFailure(row.accountId, error);
    // Something below may have sent the call twice: then "already running" means the first one of ours.
    if (error.code !== 'outcome-unknown' && error.code !== 'already-running') {
      await settle(wasNotSent(error) ? 'not-sent' : 'failed', [], error);
      return end('failed', [], error);
    }
    // Never repeated: the list of requests is asked whether ours is among them.
    const isRead = await readTasks(member);
    const asking = {
      ...row,
      api: service.api,
      nichandle: member.record.nichandle,
      serviceName: service.name,
    };
    const claimed = claimedRequests();
    const found = requests
      .list()
      .filter((request) => !claimed.has(request.key) && mayComeOf(request, asking, askedAt));
    const own = found
      .filter((request) => !mayBeOthers(request, ({ serviceKey }) => serviceKey !== service.key))
      .map((request) => request.id);
    if (own.length > 0) {
      await settle('done', own, null);
      return end('found', own);
    }
    if (error.code === 'already-running' && isRead && found.length === 0) {
      await settle('failed', [], error);
      return end('failed', [], error);
    }
    const unknown: Failure = { ...error, code: 'outcome-unknown', next: 'read-again' };
    await settle('unknown', [], unknown);
    return end('unknown', [], unknown);
  };

  const settleUnknown = async (): Promise<boolean> => {
    const open = ledger.unsettled().filter(({ kind }) => kind === 'changeContact');
    if (open.length === 0) return false;
    const claimed = claimedRequests();
    let settled = false;
    for (const intent of open) {
      const at = Date.parse(intent.at);
      const found = requests
        .list()
        .filter(
          (request) =>
            !claimed.has(request.key) &&
            mayComeOf(request, intent, at) &&
            Date.parse(request.dateRequest) <= at + LATEST_MS,
        );
      const isShared = found.some((request) => mayBeOthers(request, ({ id }) => id !== intent.id));
      if (found.length === 0 || isShared) continue;
      await ledger.settle(intent.id, 'done', { requestIds: found.map(({ id }) => id) });
      for (const { key } of found) claimed.add(key);
      requests.stale();
      settled = true;
    }
    return settled;
  };

  return {
    settleUnknown,
    plan: (asked) => plan(known(asked.serviceKeys), asked),

    async check(asked) {
      const services = known(asked.serviceKeys);
      const reads = membersOf(services).map(async (member) => {
        const seen = services.filter((service) => service.seenBy.includes(member.record.id));
        const [tasks, contacts] = await Promise.all([
          readTasks(member),
          readContacts(member, seen),
          accounts.refreshDebt(member.record.id),
        ]);
        return tasks && contacts;
      });
      const fresh = (await Promise.all(reads)).every(Boolean);
      return { rows: plan(known(asked.serviceKeys), asked), fresh };
    },

    async send(job, group, asked) {
      // Planned anew on the newest facts: a service that was ready a minute ago may be blocked now.
      const services = known(asked.serviceKeys);
      const rows = plan(services, asked);
      const work = rows.flatMap((row, index) => {
        const service = services[index];
        return service ? [{ row, service }] : [];
      });
      // A domain and its zone go one after the other: a lost answer is then never taken for the twin's request.
      const lastOfName = new Map<string, Promise<unknown>>();
      const notes: Promise<void>[] = [];
      const outcomes = await workThrough(job, work, AT_A_TIME, async ({ row, service }, isStopped) => {
        const send = async (): Promise<SendOutcome> => {
          if (!isStopped) return sendOne(group, row, service);
          // Not awaited here: lines that are written together cost one sync of the disk.
          notes.push(noteStopped(group, row, service));
          return { serviceKey: row.serviceKey, outcome: 'stopped', requestIds: [], failure: null };
        };
        const name = `${service.api}/${service.name}`;
        const sending = (lastOfName.get(name) ?? Promise.resolve()).then(send);
        lastOfName.set(name, sending);
        return sending;
      });
      await Promise.all(notes);
      requests.stale();
      desk.acted([...new Set(rows.flatMap((row) => row.accountId ?? []))]);
      return outcomes;
    },
  };
}
