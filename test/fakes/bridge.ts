/**
 * A bridge with a small world behind it, in memory: for working on the screens and for testing them without a desk. It
 * uses the pure rules of shared/, but nothing of the desk; what it answers proves nothing about OVHcloud.
 */

import { type Administration, noAdministration } from '../../shared/administration.ts';
import type { Channel, EventName } from '../../shared/channels.ts';
import { findCodes } from '../../shared/code.ts';
import type { ContactChange } from '../../shared/contact-change.ts';
import type { Bridge, EventPayload, Input, Output } from '../../shared/contract.ts';
import type { Damage } from '../../shared/damage.ts';
import type { DesktopState } from '../../shared/desktop-contract.ts';
import { type Failure, fail, ok, type Result } from '../../shared/failure.ts';
import { type FoundCode, mergeRecognitions, type Recognition } from '../../shared/found-code.ts';
import { planHandover } from '../../shared/handover.ts';
import { type Drawer, type LockState, NO_LOCK } from '../../shared/lock.ts';
import { maskCode } from '../../shared/mask.ts';
import type { NewerVersion } from '../../shared/newer.ts';
import { type OutboxEntry, type OutboxList, type OutboxOutcome, seenOf } from '../../shared/outbox.ts';
import { isNobody, nobody, type Person, withChange } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { encodeServices } from '../../shared/service-chunk.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import { isRunning } from '../../shared/turn.ts';
import type { Unsent, Waiting } from '../../shared/waiting.ts';
import { factAnswers } from './facts.ts';
import { account, accountId, smallWorld, type World } from './world.ts';

export type FakeOptions = {
  now: number;
  world?: World;
  settings?: Partial<Settings>;
  shell?: 'electron' | 'web';
  systemLocale?: string;
  persistent?: boolean;
  /** As it is at the start; its passphrase is `correct horse`. */
  lock?: Partial<LockState>;
  /** Answers these channels with these failures. */
  failing?: Partial<Record<Channel, Failure>>;
  /** What an administrator has set. */
  administration?: Partial<Administration>;
  /** What is known of a newer version. */
  newer?: Partial<NewerVersion>;
  /** What the system says of icons and of the start with the session. */
  desktop?: Partial<DesktopState>;
  /** What of the data folder was damaged. */
  damage?: Damage[];
  /** What waits, instead of nothing. */
  outbox?: OutboxList;
  /** Nothing of it can be read anew. */
  unread?: Failure;
  /** What comes of sending each, in their order; without it all go through. */
  outcomes?: OutboxOutcome['outcome'][];
  /** Projects to move or close accounts. */
  moves?: Output<'moves:list'>;
  /** What is prepared for a day. */
  prepared?: Output<'prepared:list'>;
  /** What is expected of contacts. */
  rules?: Output<'rules:list'>;
  /** The history of contacts. */
  changes?: readonly ContactChange[];
  /** Who is noted. */
  people?: readonly Person[];
  /** What was cut off in its ten seconds. */
  unsent?: Unsent;
  /** Before each answer, in milliseconds; 0 = at once. */
  delay?: number;
};

const SOMEBODY: readonly Person[] = [
  { ...nobody('mp40311-ovh'), name: 'Marta Prieto', company: 'Prieto Sistemas' },
  { ...nobody('jd55210-ovh'), name: 'Jonas Dietrich', company: 'Dietrich IT' },
];

export type FakeBridge = Bridge & {
  world: World;
  /** What was asked, in order. */
  asked: { channel: Channel; input: unknown }[];
  tell: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
};

function desktopOf({ shell, desktop }: FakeOptions, on: boolean): Result<DesktopState> {
  if (shell !== 'electron') return fail('not-allowed', 'report');
  const login = {
    is: on ? ('on' as const) : ('off' as const),
    file: on ? '~/.config/autostart/relevo.desktop' : null,
  };
  return ok({ iconSeen: true, login, ...desktop });
}

type Answers = { [C in Channel]: (input: Input<C>) => Result<Output<C>> | Promise<Result<Output<C>>> };

export function fakeBridge(options: FakeOptions): FakeBridge {
  const { now, failing = {}, delay = 0 } = options;
  const world = options.world ?? smallWorld(now);
  let settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const asked: FakeBridge['asked'] = [];
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  const held = new Map<string, { code: string; requestKey: string | null; nichandle: string | null }>();
  const iso = (ms = 0) => new Date(now + ms).toISOString();
  const wait = () => new Promise<void>((resolve) => (delay > 0 ? setTimeout(resolve, delay) : resolve()));

  function tell<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  }
  function change(key: string, how: (request: ContactRequest) => Partial<ContactRequest>): void {
    world.requests = world.requests.map((one) => (one.key === key ? { ...one, ...how(one) } : one));
    tell('requests:changed', world.requests);
  }
  function recognise(
    { text, requestKey }: Input<'codes:recognise'>,
    from: FoundCode['from'] = 'text',
  ): Recognition {
    const found = findCodes(text);
    return {
      emails: found.emails,
      links: found.links,
      bare: found.bare,
      codes: found.codes.map((one) => {
        const handle = crypto.randomUUID();
        const byCode = [...world.codes].find(([, code]) => code === one.code)?.[0].split(' ');
        const key =
          byCode?.[0] ?? (one.requestId === null ? (requestKey ?? null) : `sandbox/${one.requestId}`);
        const request = world.requests.find((other) => other.key === key) ?? null;
        const nichandle = byCode?.[1] ?? null;
        held.set(handle, { code: one.code, requestKey: request?.key ?? null, nichandle });
        const mine = world.accounts.find((other) => other.nichandle === nichandle) ?? null;
        const decided = request?.confirmations.some((other) => other.nichandle === nichandle) ?? false;
        const verdict = one.suspicious
          ? ('suspicious' as const)
          : request === null
            ? ('unknown' as const)
            : request.state === 'expired'
              ? ('expired' as const)
              : decided
                ? ('already-decided' as const)
                : isRunning(request.state)
                  ? ('fits' as const)
                  : ('closed' as const);
        return {
          handle,
          masked: maskCode(one.code),
          from,
          sentAt: one.sentAt ?? null,
          source: one.source,
          requestId: one.requestId,
          verdict,
          requestKey: request?.key ?? null,
          accountId: mine?.id ?? (request === null ? null : (world.accounts[0]?.id ?? null)),
          candidates: [],
        };
      }),
    };
  }
  const readAgain = () => {
    world.sync = world.sync.map((one) => ({
      ...one,
      phase: 'idle',
      clockAhead: 0,
      servicesAt: new Date().toISOString(),
      requestsAt: new Date().toISOString(),
    }));
    tell('sync:changed', world.sync);
    return ok(world.sync);
  };
  const connect = (nichandle: string) => {
    const made = account(nichandle, {
      endpoint: 'ovh-eu',
      credential: { kind: 'application', state: 'valid', expiration: null, kept: 'memory' },
    });
    world.accounts = [...world.accounts.filter((one) => one.id !== made.id), made];
    tell('accounts:changed', world.accounts);
    return ok(made);
  };
  let lock: LockState = { ...NO_LOCK, ...options.lock };
  let changes = [...(options.changes ?? [])];
  let loginOn = false;
  let passphrase = 'correct horse';
  let wrong = 0;
  const drawers = new Map<string, Drawer>();
  const setLock = (change: Partial<LockState>) => {
    lock = { ...lock, ...change };
    tell('lock:changed', lock);
    return ok(lock);
  };
  let looks = 0;
  let outbox: OutboxList = options.outbox ?? {
    persistent: options.persistent ?? true,
    entries: [],
  };
  const setOutbox = (entries: OutboxEntry[]) => {
    outbox = { ...outbox, entries };
    tell('outbox:changed', outbox);
    return ok(outbox);
  };
  let moves: Output<'moves:list'> = options.moves ?? [];
  let prepared: Output<'prepared:list'> = options.prepared ?? [];
  const tellPrepared = (next: Output<'prepared:list'>) => {
    prepared = next.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    tell('prepared:changed', prepared);
    return ok(prepared);
  };
  let rules: Output<'rules:list'> = options.rules ?? [];
  let reminders: Output<'reminders:list'> = [];
  let people: Output<'people:list'> = [...(options.people ?? SOMEBODY)];

  /** Decisions in their ten seconds. */
  const waiting = new Map<string, { items: Waiting['items']; end: (goes: boolean) => void }>();
  const tellWaiting = () =>
    tell(
      'decisions:waiting',
      [...waiting].map(([job, { items }]) => ({ job, items, leftMs: 10_000 })),
    );
  const grace = async (job: string, items: Waiting['items']): Promise<boolean> => {
    const goes = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(true), 10_000);
      waiting.set(job, {
        items,
        end(how) {
          clearTimeout(timer);
          resolve(how);
        },
      });
      tellWaiting();
    });
    waiting.delete(job);
    tellWaiting();
    return goes;
  };

  const answers: Answers = {
    'app:restart': () => ok({}),
    'app:open': () =>
      ok({
        shell: options.shell ?? 'web',
        version: '0.1.0',
        platform: 'linux',
        systemLocale: options.systemLocale ?? 'en-GB',
        vault: {
          backend: options.persistent ? 'gnome_libsecret' : 'memory',
          persistent: options.persistent ?? false,
        },
        settings,
        administration: { ...noAdministration('/etc/relevo/policy.json'), ...options.administration },
        newer: { never: null, at: null, version: null, failed: null, ...options.newer },
        damage: options.damage ?? [],
        lock,
        accounts: world.accounts,
        sync: world.sync,
        requests: world.requests,
        waiting: [],
        unsent: options.unsent ?? null,
        serviceCount: world.services.length,
      }),
    'accounts:trySandbox': () => {
      const fresh = smallWorld(now);
      Object.assign(world, fresh);
      tell('accounts:changed', world.accounts);
      tell('requests:changed', world.requests);
      tell('services:changed', { count: world.services.length });
      readAgain();
      return ok(world.accounts);
    },
    'accounts:connectKeys': () => connect('zz12345-ovh'),
    'accounts:connectOAuth2': () => connect('zz12345-ovh'),
    'accounts:startValidation': () => ok({ validation: 'v1' }),
    'accounts:checkValidation': () => {
      looks += 1;
      if (looks < 3) return ok({ state: 'pendingValidation' as const, account: null });
      const made = connect('zz12345-ovh');
      return ok({ state: 'validated' as const, account: made.ok ? made.value : null });
    },
    'accounts:offers': () =>
      ok([
        {
          id: 'o1',
          source: 'ovh.conf' as const,
          place: '~/.ovh.conf',
          endpoint: 'ovh-eu' as const,
          kind: 'application' as const,
        },
      ]),
    'accounts:takeOffer': () => connect('zz12345-ovh'),
    'accounts:reopen': ({ accountId: id }) => {
      const account = world.accounts.find((one) => one.id === id);
      return account === undefined ? fail('not-found', 'read-again') : ok(account);
    },
    'accounts:change': ({ accountId: id, label, colour, place }) => {
      const own = world.accounts.find((one) => one.id === id);
      if (own === undefined) return fail('not-found', 'read-again');
      const changed = { ...own, label: label ?? own.label, colour: colour ?? own.colour };
      const others = world.accounts.filter((one) => one !== own);
      const at = place ?? world.accounts.indexOf(own);
      world.accounts = [...others.slice(0, at), changed, ...others.slice(at)];
      tell('accounts:changed', world.accounts);
      return ok(world.accounts);
    },
    'accounts:forget': ({ accountId: id }) => {
      world.accounts = world.accounts.filter((one) => one.id !== id);
      tell('accounts:changed', world.accounts);
      return ok({ loggedOut: true });
    },
    'accounts:revealEmail': () => ok({ email: 'maria@cobalto.es' }),
    'lock:look': () =>
      ok({
        shell: options.shell ?? 'web',
        version: '0.1.0',
        platform: 'linux',
        systemLocale: options.systemLocale ?? 'en-GB',
        language: settings.language,
        theme: settings.theme,
        density: settings.density,
        lock,
      }),
    'lock:set': ({ passphrase: given, current }) => {
      if (lock.state !== 'off' && current !== passphrase) return fail('wrong-passphrase', 'fix-input');
      passphrase = given;
      return setLock({ state: 'open', minutes: lock.minutes ?? 15 });
    },
    'lock:change': (change) =>
      setLock(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))),
    'lock:off': ({ current }) =>
      current === passphrase ? setLock(NO_LOCK) : fail('wrong-passphrase', 'fix-input'),
    'lock:now': () => setLock({ state: 'locked' }),
    'lock:unlock': (how) => {
      if (how.by === 'system' || how.passphrase === passphrase) return setLock({ state: 'open', waitMs: 0 });
      wrong += 1;
      setLock({ waitMs: wrong < 5 ? 0 : 5_000 });
      return fail('wrong-passphrase', 'fix-input');
    },
    'lock:active': () => ok({}),
    'lock:leave': ({ key, drawer }) => {
      drawers.set(key, drawer);
      return ok({});
    },
    'lock:resume': ({ key }) => {
      const drawer = drawers.get(key) ?? null;
      drawers.delete(key);
      return ok(drawer);
    },
    'lock:reset': () => {
      Object.assign(world, { accounts: [], sync: [], services: [], requests: [], activity: [], mail: [] });
      setLock(NO_LOCK);
      return ok({ left: 1 });
    },
    'settings:change': (input) => {
      settings = { ...settings, ...input };
      return ok(settings);
    },
    'sync:now': readAgain,
    'sync:attention': () => ok({}),
    'services:list': () =>
      ok({
        revision: 1,
        from: 0,
        next: null,
        total: world.services.length,
        services: encodeServices(world.services),
      }),
    'requests:list': () => ok(world.requests),
    'requests:decide': async ({ job, items, waits = false }) => {
      if (waits && !(await grace(job, items)))
        return ok(
          items.map(({ requestKey, accountId: id }) => ({
            requestKey,
            accountId: id,
            outcome: 'stopped' as const,
            failure: null,
          })),
        );
      const outcomes: Output<'requests:decide'> = [];
      for (const item of items) {
        await wait();
        const code = held.get(item.handle);
        const nichandle = world.accounts.find((one) => one.id === item.accountId)?.nichandle ?? '';
        const right = code !== undefined && world.codes.get(`${item.requestKey} ${nichandle}`) === code.code;
        const outcome = right
          ? item.decision === 'accept'
            ? ('accepted' as const)
            : ('refused' as const)
          : ('wrong-code' as const);
        const last = {
          requestKey: item.requestKey,
          accountId: item.accountId,
          outcome,
          failure: right
            ? null
            : ({ code: 'wrong-code', next: 'check-code', queryId: 'EU.ext-3.1a2b3c' } as const),
        };
        if (right) {
          change(item.requestKey, (one) => ({
            state: item.decision === 'refuse' ? 'refused' : one.state,
            dateDone: item.decision === 'refuse' ? iso() : null,
            confirmations: [
              ...one.confirmations,
              { nichandle, decision: item.decision, at: iso(), certain: true },
            ],
          }));
        }
        outcomes.push(last);
        tell('jobs:progress', { of: 'decisions', job, done: outcomes.length, total: items.length, last });
      }
      return ok(outcomes);
    },
    'requests:undo': ({ job }) => {
      const one = waiting.get(job);
      one?.end(false);
      return ok({ undone: one !== undefined });
    },
    'requests:sendNow': ({ job }) => {
      waiting.get(job)?.end(true);
      return ok({});
    },
    'requests:noted': () => ok({}),
    'requests:resend': ({ requestKey }) => {
      change(requestKey, () => ({ resentAt: iso() }));
      const request = world.requests.find((one) => one.key === requestKey);
      return request ? ok(request) : fail('not-found', 'read-again');
    },
    'requests:say': ({ requestKey, accountId, confirmed }) => {
      const nichandle = world.accounts.find(({ id }) => id === accountId)?.nichandle ?? '';
      const word = { nichandle, decision: 'accept', at: iso(), certain: true, elsewhere: 'person' } as const;
      change(requestKey, () => ({ confirmations: confirmed ? [word] : [] }));
      const request = world.requests.find((one) => one.key === requestKey);
      return request ? ok(request) : fail('not-found', 'read-again');
    },
    ...factAnswers(now),
    'codes:recognise': (input) => ok(recognise(input)),
    'codes:recogniseFiles': ({ files }) => {
      const found = files.map(({ name, content }) => ({
        name,
        recognition: recognise({ text: atob(content) }, 'file'),
      }));
      return ok({
        ...mergeRecognitions(found.map(({ recognition }) => recognition)),
        unreadable: [],
        cut: [],
        nothingIn: found.filter(({ recognition }) => recognition.codes.length === 0).map(({ name }) => name),
      });
    },
    'codes:findInMail': () =>
      ok(
        recognise(
          {
            text: world.mail
              .map((one) => `Subject: ${one.subject}\nDate: ${one.date}\n\n${one.text}`)
              .join('\n\n'),
          },
          'history',
        ),
      ),
    'codes:list': () => ok({ codes: [], emails: 0, links: 0, bare: 0 }),
    'codes:forget': ({ handles }) => {
      for (const handle of handles) held.delete(handle);
      return ok({});
    },
    'handover:check': ({ serviceKeys, target, targets = [] }) =>
      ok({
        fresh: true,
        rows: serviceKeys.flatMap((key) => {
          const service = world.services.find((one) => one.key === key);
          if (!service) return [];
          const running =
            world.requests.find((one) => one.serviceKey === key && isRunning(one.state)) ?? null;
          const unclear =
            world.requests.find(
              (one) => one.serviceKey === null && one.serviceDomain === service.name && isRunning(one.state),
            ) ?? null;
          return [
            planHandover({
              service,
              target: targets.find((each) => each.serviceKey === service.key)?.target ?? target,
              accounts: world.accounts,
              running,
              unclear: running === null ? unclear : null,
            }),
          ];
        }),
      }),
    'handover:send': async ({ job, serviceKeys }) => {
      const outcomes: Output<'handover:send'> = [];
      for (const serviceKey of serviceKeys) {
        await wait();
        const last = {
          serviceKey,
          outcome: 'sent' as const,
          requestIds: [2299000 + outcomes.length],
          failure: null,
        };
        outcomes.push(last);
        tell('jobs:progress', {
          of: 'handover',
          job,
          done: outcomes.length,
          total: serviceKeys.length,
          last,
        });
      }
      return ok(outcomes);
    },
    'outbox:list': () => ok(outbox),
    'outbox:keep': ({ decisions = [] }) => {
      const kept = decisions.flatMap(({ requestKey, accountId: side, decision }): OutboxEntry[] => {
        const request = world.requests.find((one) => one.key === requestKey);
        if (request === undefined) return [];
        const mine = new Set(world.accounts.map(({ nichandle }) => nichandle));
        const now = { verdict: 'unchanged' as const, changes: [] };
        const common = {
          id: crypto.randomUUID(),
          at: iso(),
          accountId: side,
          state: 'waiting' as const,
          last: null,
        };
        return [{ kind: 'decision', ...common, requestKey, decision, seen: seenOf(request, mine), now }];
      });
      return setOutbox([...outbox.entries, ...kept]);
    },
    'outbox:review': ({ ids }) => {
      const { unread } = options;
      return ok({
        list: outbox,
        unread: unread === undefined ? [] : ids.map((id) => ({ id, failure: unread })),
      });
    },
    'outbox:send': async ({ job, ids }) => {
      const came: OutboxOutcome[] = [];
      for (const [index, id] of ids.entries()) {
        await wait();
        const outcome = options.outcomes?.[index] ?? 'accepted';
        const last: OutboxOutcome = { id, outcome, requestIds: [], failure: null };
        came.push(last);
        tell('jobs:progress', { of: 'outbox', job, done: came.length, total: ids.length, last });
      }
      const through = new Set(came.flatMap(({ id, outcome }) => (outcome === 'accepted' ? [id] : [])));
      setOutbox(outbox.entries.filter(({ id }) => !through.has(id)));
      return ok(came);
    },
    'jobs:stop': () => ok({}),
    'outbox:drop': ({ ids }) => setOutbox(outbox.entries.filter(({ id }) => !ids.includes(id))),
    'activity:list': () => ok(world.activity),
    'contacts:open': () => ok(changes.filter(({ kept, by }) => kept === null && by !== 'ours')),
    'contacts:list': ({ serviceKey, nichandle }) =>
      ok(
        changes.filter(
          (one) =>
            (serviceKey === undefined || one.serviceKey === serviceKey) &&
            (nichandle === undefined || one.from === nichandle || one.to === nichandle),
        ),
      ),
    'contacts:keep': ({ ids, kept }) => {
      changes = changes.map((one) => (ids.includes(one.id) ? { ...one, kept: kept ? iso() : null } : one));
      const open = changes.filter((one) => one.kept === null && one.by !== 'ours');
      tell('contacts:changed', open);
      return ok(open);
    },
    'calendar:state': () => ok({ shown: settings.calendarFile, failed: null }),
    'calendar:place': ({ keep }) => {
      settings = { ...settings, calendarFile: keep ? '~/relevo.ics' : null };
      tell('settings:changed', settings);
      return ok({ shown: settings.calendarFile, failed: null });
    },
    'calendar:keep': () => ok({ shown: settings.calendarFile, failed: null }),
    'records:prove': ({ group }) => {
      const own = world.activity.filter((entry) => entry.group === group);
      const entries = own.flatMap(({ id }) =>
        ['intent', 'outcome'].map((line) => ({ seal: `${line} ${id}`, intent: id, requestKey: null })),
      );
      return ok({ number: '2026-0117', entries, sha256: 'd2f83a55'.repeat(8), faults: [] });
    },
    'records:verify': () => ok({ is: 'no-record' }),
    'records:savePdf': () => fail('not-allowed', 'report'),
    'people:list': () => ok(people),
    'people:change': ({ people: changes }) => {
      const next = new Map(people.map((person) => [person.nichandle, person]));
      for (const change of changes) {
        const person = withChange(next.get(change.nichandle) ?? nobody(change.nichandle), change);
        if (isNobody(person)) next.delete(person.nichandle);
        else next.set(person.nichandle, person);
      }
      people = [...next.values()];
      tell('people:changed', people);
      return ok(people);
    },
    'moves:list': () => ok(moves),
    'moves:set': ({ moves: wanted }) => {
      moves = wanted;
      tell('moves:changed', moves);
      return ok(moves);
    },
    'moves:closing': () => ok([]),
    'prepared:list': () => ok(prepared),
    'prepared:keep': (given) =>
      tellPrepared([...prepared, { ...given, made: new Date().toISOString(), asked: null, gone: 0 }]),
    'prepared:move': ({ id, day }) =>
      tellPrepared(prepared.map((one) => (one.id === id ? { ...one, day } : one))),
    'prepared:drop': ({ id }) => tellPrepared(prepared.filter((one) => one.id !== id)),
    'rules:list': () => ok(rules),
    'rules:set': ({ rules: wanted }) => {
      rules = wanted;
      tell('rules:changed', rules);
      return ok(rules);
    },
    'reminders:list': () => ok(reminders),
    'reminders:note': ({ nichandle, requestKeys }) => {
      const at = new Date().toISOString();
      const handle = nichandle.toLowerCase();
      const others = reminders.filter(
        (one) => one.nichandle !== handle || !requestKeys.includes(one.requestKey),
      );
      reminders = [...others, ...requestKeys.map((requestKey) => ({ requestKey, nichandle: handle, at }))];
      tell('reminders:changed', reminders);
      return ok(reminders);
    },
    'desktop:state': () => desktopOf(options, loginOn),
    'desktop:login': ({ on }) => {
      loginOn = on;
      return desktopOf(options, loginOn);
    },
    'links:open': () => ok({ url: 'https://eu.api.ovh.com/createToken/', opened: false }),
    'tables:save': ({ name }) => ok({ saved: true as const, name, folder: '~/Documents' }),
    'sandbox:mail': () => ok(world.mail),
  };

  return {
    world,
    asked,
    tell,
    async invoke(channel, input) {
      asked.push({ channel, input });
      await wait();
      const failure = failing[channel];
      if (failure !== undefined) return { ok: false, error: failure };
      if (lock.state === 'locked' && !channel.startsWith('lock:')) return fail('locked', 'unlock');
      return (answers[channel] as (input: unknown) => unknown)(input);
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      known.add(listener);
      listeners.set(event, known);
      return () => known.delete(listener);
    },
  };
}

/** Worlds by name, for looking at states that are hard to reach. */
/** Hand-overs under way, somebody who leaves, long names, and nothing that waits for me. */
function movingOptions(world: World, now: number): FakeOptions {
  const iso = (ms: number) => new Date(now + ms).toISOString();
  const DAY = 24 * 3_600_000;
  const [me = 'ac21874-ovh'] = world.accounts.map(({ nichandle }) => nichandle);
  const made = world.services.slice(0, 24).map((service, index): ContactRequest => {
    const done = index % 3 === 0;
    return {
      key: `${service.api}/${7000 + index}`,
      api: service.api,
      id: 7000 + index,
      askingAccount: me,
      fromAccount: index < 16 ? 'mp40311-ovh' : me,
      toAccount: index < 16 ? 'lr88120-ovh' : 'el30277-ovh',
      contactTypes: ['contactTech'],
      serviceDomain: service.name,
      family: service.family,
      serviceKey: service.key,
      state: done ? 'done' : 'validatingByCustomers',
      dateRequest: iso(-5 * DAY - index * 3_600_000),
      dateDone: done ? iso(-3_600_000) : null,
      seenBy: service.seenBy,
      confirmations: [{ nichandle: me, decision: 'accept', at: iso(-4 * DAY), certain: true }],
      resentAt: null,
    };
  });
  const lines = made.map((request, index) => ({
    id: `moving-${index}`,
    at: request.dateRequest,
    kind: 'changeContact' as const,
    api: request.api,
    nichandle: me,
    serviceName: request.serviceDomain,
    serviceKey: request.serviceKey,
    requestKey: null,
    requestIds: [request.id],
    changes: [{ contactType: 'contactTech' as const, to: request.toAccount ?? '' }],
    outcome: index === 5 ? ('failed' as const) : ('done' as const),
    failure: index === 5 ? { code: 'rejected' as const, next: 'read-again' as const } : null,
    group: index < 16 ? 'a' : 'b',
  }));
  const others = world.requests.filter(({ state }) => state !== 'validatingByCustomers');
  const long = 'Maximiliana Wolfeschlegelsteinhausenbergerdorff-Álvarez de la Torre';
  return {
    now,
    world: {
      ...world,
      requests: [...made, ...others],
      activity: lines.map((line) => (line.id === 'moving-5' ? { ...line, at: iso(-20 * DAY) } : line)),
      services: world.services.map((service, index) =>
        index % 300 === 1
          ? {
              ...service,
              expires: iso((3 + index / 50) * DAY),
              contacts: {
                contactAdmin: me,
                contactTech: me,
                contactBilling: index < 600 ? 'mp40311-ovh' : 'el30277-ovh',
              },
            }
          : service,
      ),
    },
    people: [
      {
        ...nobody('mp40311-ovh'),
        name: 'Marta Prieto',
        company: 'Prieto Sistemas',
        leaves: iso(22 * DAY).slice(0, 10),
        successor: 'lr88120-ovh',
        note: 'Prefers Luis to hear first.',
        email: 'marta@prieto.example',
      },
      { ...nobody('lr88120-ovh'), name: 'Luis Romero', company: 'Romero Web', email: 'luis@romero.example' },
      { ...nobody('el30277-ovh'), name: long, company: 'Estudio Lumen' },
      { ...nobody('jd55210-ovh'), name: 'Jonas Dietrich', company: 'Dietrich IT' },
    ],
  };
}

export function namedOptions(name: string, now: number): FakeOptions {
  const world = smallWorld(now);
  switch (name) {
    case 'empty':
      return {
        now,
        world: { ...world, accounts: [], sync: [], services: [], requests: [], activity: [], mail: [] },
      };
    case 'moving':
      return movingOptions(world, now);
    case 'none':
      return { now, world: { ...world, services: [], requests: [], activity: [], mail: [] } };
    case 'loading':
      return {
        now,
        world: {
          ...world,
          services: [],
          requests: [],
          sync: world.sync.map((one) => ({
            ...one,
            phase: 'syncing',
            online: null,
            servicesAt: null,
            requestsAt: null,
          })),
        },
        delay: 0,
      };
    case 'offline':
      return {
        now,
        world: {
          ...world,
          sync: world.sync.map((one) => ({
            ...one,
            online: false,
            servicesAt: new Date(now - 3 * 3_600_000).toISOString(),
            requestsAt: new Date(now - 3 * 3_600_000).toISOString(),
            failure: { code: 'offline', next: 'check-network' },
          })),
        },
        failing: {
          'requests:decide': { code: 'offline', next: 'check-network' },
          'requests:resend': { code: 'offline', next: 'check-network' },
        },
      };
    case 'failing':
      return {
        now,
        world: {
          ...world,
          sync: world.sync.map((one, index) =>
            index === 1
              ? { ...one, failure: { code: 'server', next: 'wait', queryId: 'EU.ext-3.6b1f' } }
              : one,
          ),
          accounts: world.accounts.map((one) =>
            one.id === accountId('ac90002-ovh')
              ? {
                  ...one,
                  endpoint: 'ovh-ca',
                  credential: { ...one.credential, state: 'missing', kept: 'memory' },
                }
              : one,
          ),
        },
      };
    case 'unsent-ended':
    case 'unsent-locked':
      return {
        now,
        world,
        unsent: {
          why: name === 'unsent-ended' ? 'ended' : 'locked',
          at: new Date(now - 60_000).toISOString(),
          requestKeys: world.requests.slice(0, 3).map(({ key }) => key),
        },
      };
    case 'locked':
      return { now, world, lock: { state: 'locked', minutes: 15 } };
    case 'locked-mac':
      return {
        now,
        world,
        lock: { state: 'locked', minutes: 15, system: true, can: { system: true, screen: true } },
      };
    case 'locked-waiting':
      return { now, world, lock: { state: 'locked', minutes: 15, waitMs: 80_000 } };
    case 'locked-damaged':
      return { now, world, lock: { state: 'locked', trouble: 'damaged' } };
    case 'locked-newer':
      return { now, world, lock: { state: 'locked', trouble: 'newer' } };
    case 'locked-owed':
      return { now, world, lock: { state: 'locked', owed: true } };
    case 'managed':
      return {
        now,
        world,
        shell: 'electron',
        lock: { state: 'open', minutes: 5, can: { system: false, screen: true } },
        newer: { version: '0.3.0', at: new Date(now - 3 * 3_600_000).toISOString() },
        administration: {
          isThere: true,
          zones: ['ovh-eu', 'sandbox'],
          lock: { minutes: 10 },
          troubles: [
            { why: 'unknown', names: ['colour'] },
            { why: 'writable', names: [] },
          ],
        },
      };
    case 'lock-set':
      return { now, world, lock: { state: 'open', minutes: 15, can: { system: true, screen: true } } };
    case 'broken':
      return {
        now,
        world,
        failing: { 'app:open': { code: 'storage', next: 'check-disk', detail: 'settings.json' } },
      };
    case 'one':
      return { now, world: { ...world, accounts: world.accounts.slice(0, 1), sync: world.sync.slice(0, 1) } };
    case 'many':
      return { now, world: smallWorld(now, { services: 20_000, requests: 10_000 }) };
    default:
      return { now, world };
  }
}
