/**
 * What a person may want to know once, and is read with no list: how accounts stand, whether a call arrived, whom policies let in,
 * who holds a domain. Asked when wanted; each answer is kept for minutes with its age. Changes nothing.
 */
import type { Ability } from '../../shared/ability.ts';
import type { Output } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { WitnessQuestion } from '../../shared/witness.ts';
import { readMe } from '../ovh/me.ts';
import { listMeans } from '../ovh/messages.ts';
import { readCanPay, readHolder, readOwnCalls, readPolicies } from '../ovh/standing.ts';
import type { Accounts } from './accounts.ts';
import type { Ledger } from './ledger.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';
import type { World } from './world.ts';
import { serviceByKey } from './world.ts';

/** An answer is good for so long, unless it is asked for anew. */
const KEPT_MS = 5 * 60_000;
/** How far the log's time may lie before ours (clocks differ, seconds are cut off), and behind it: as long as a call waits and is on its way. */
const BEFORE_MS = 2 * 60_000;
const BEHIND_MS = 15 * 60_000;
/** How late the log shows a call is not known; after this long a missing one is told as missing. */
const LATE_MS = 15 * 60_000;
/** Names of a policy's resources that are told; the rest is counted. */
const MOST_NAMES = 5;

export type Inquiries = {
  standing: (
    nichandles: readonly string[],
    api: string,
    again: boolean,
  ) => Promise<Result<Output<'standing:check'>>>;
  witness: (question: WitnessQuestion, again: boolean) => Promise<Result<Output<'log:find'>>>;
  access: (
    nichandles: readonly string[],
    api: string,
    again: boolean,
  ) => Promise<Result<Output<'access:left'>>>;
  holder: (serviceKey: string, again: boolean) => Promise<Result<Output<'domains:holder'>>>;
  forget: (accountId: string) => void;
};

export function openInquiries(desk: {
  clock: Clock;
  accounts: Accounts;
  ledger: Ledger;
  world: World;
}): Inquiries {
  const { clock, accounts, ledger, world } = desk;
  /** By account, then by what was asked. */
  const kept = new Map<string, Map<string, { at: number; value: unknown }>>();

  const isFresh = (at: number): boolean => clock.now() - at <= KEPT_MS;

  const ask = async <T>(
    member: Member,
    what: string,
    ability: Ability | null,
    again: boolean,
    read: (client: NonNullable<Member['client']>) => Promise<Result<T>>,
    isWhole: (value: T) => boolean = () => true,
  ): Promise<{ at: number; answer: Result<T> }> => {
    const { record, client } = member;
    const known = kept.get(record.id)?.get(what);
    if (known !== undefined && !again && isFresh(known.at))
      return { at: known.at, answer: ok(known.value as T) };
    const at = clock.now();
    if (!client) return { at, answer: fail('no-credential', 'connect') };
    const answer = await read(client);
    if (answer.ok) {
      if (ability !== null) accounts.worked(record.id, ability);
      // What a refusal cut short may be there the next time.
      if (isWhole(answer.value)) {
        const own = kept.get(record.id) ?? new Map<string, { at: number; value: unknown }>();
        own.set(what, { at, value: answer.value });
        kept.set(record.id, own);
      }
    } else accounts.heardFailure(record.id, answer.error);
    return { at, answer };
  };

  const membersOn = (api: string): Member[] => accounts.members().filter(({ record }) => record.api === api);
  const iso = (at: number): string => new Date(at).toISOString();
  const oldest = (times: readonly number[]): string => iso(Math.min(clock.now(), ...times));

  return {
    async standing(nichandles, api, again) {
      const wanted = new Set(nichandles.map((each) => each.toLowerCase()));
      const members = membersOn(api).filter(({ record }) => wanted.has(record.nichandle.toLowerCase()));
      const told = await Promise.all(
        members.map(async (member) => {
          const [pay, me, means] = await Promise.all([
            ask(member, 'payment', 'payment', again, readCanPay),
            ask(member, 'me', null, again, readMe),
            ask(member, 'means', 'messages', again, listMeans),
          ]);
          // Read with the check itself.
          const debt = accounts.get(member.record.id)?.record.debt ?? null;
          const main = means.answer.ok
            ? (means.answer.value.find((mean) => mean.default) ??
              means.answer.value.find(
                ({ email }) => email.toLowerCase() === member.record.email?.toLowerCase(),
              ))
            : null;
          const own: Output<'standing:check'>['own'][number] = {
            accountId: member.record.id,
            nichandle: member.record.nichandle,
            debt:
              debt === null
                ? fail('not-granted', 'widen-rights', { detail: 'GET /me/debtAccount' })
                : ok(debt.value > 0 ? debt.text : null),
            canPay: pay.answer,
            subsidiary: me.answer.ok ? ok(me.answer.value.ovhSubsidiary ?? null) : me.answer,
            address: means.answer.ok ? ok(main?.status ?? null) : means.answer,
          };
          return { own, times: [pay.at, me.at, means.at] };
        }),
      );
      return ok({ askedAt: oldest(told.flatMap(({ times }) => times)), own: told.map(({ own }) => own) });
    },

    async witness(question, again) {
      const activity = ledger.activity();
      const entry =
        'activityId' in question
          ? activity.find(({ id }) => id === question.activityId)
          : activity.find(
              ({ requestKey, nichandle, outcome }) =>
                requestKey === question.requestKey &&
                nichandle.toLowerCase() === question.nichandle.toLowerCase() &&
                outcome === 'unknown',
            );
      const member = membersOn(entry?.api ?? '').find(
        ({ record }) => record.nichandle.toLowerCase() === entry?.nichandle.toLowerCase(),
      );
      if (!entry || !member) return fail('not-found', 'read-again');
      const path = pathOf(
        entry,
        entry.serviceKey ? (serviceByKey(world, entry.serviceKey)?.route ?? null) : null,
      );
      if (path === null) return fail('not-found', 'read-again');
      const sent = Date.parse(entry.at);
      const between = { from: sent - BEFORE_MS, to: sent + BEHIND_MS };
      const { at, answer } = await ask(
        member,
        `log ${entry.id}`,
        'log',
        again,
        (client) => readOwnCalls(client, between),
        isComplete,
      );
      if (!answer.ok) return answer;
      const { lost } = answer.value;
      const calls = answer.value.calls
        .filter(
          (call) =>
            call.method.toUpperCase() === 'POST' &&
            isPath(call.path, path) &&
            Date.parse(call.date) >= between.from &&
            Date.parse(call.date) <= between.to,
        )
        .map(({ date, ip }) => ({ at: new Date(date).toISOString(), ip }))
        .sort((a, b) => (a.at < b.at ? -1 : 1));
      // One that could not be read may be the one: «not in the log» would be a guess.
      if (calls.length === 0 && lost !== null) {
        accounts.heardFailure(member.record.id, lost);
        return { ok: false, error: lost };
      }
      return ok({ askedAt: iso(at), sentAt: entry.at, calls, early: at - sent < LATE_MS });
    },

    async access(nichandles, api, again) {
      const told = await Promise.all(
        membersOn(api).map(async (member) => {
          const { at, answer } = await ask(member, 'policies', 'policies', again, readPolicies, isComplete);
          const policies = answer.ok
            ? ok(
                answer.value.policies.flatMap(({ id, name, readOnly, identities, resources }) => {
                  const own = member.record.nichandle.toLowerCase();
                  const names = nichandles.filter(
                    (who) => who.toLowerCase() !== own && identities.some((urn) => isIdentityOf(urn, who)),
                  );
                  if (names.length === 0) return [];
                  const shown = resources
                    .slice(0, MOST_NAMES)
                    .map(({ urn, resource }) => resource?.displayName || resource?.name || urn);
                  return [{ id, name, readOnly, names, resources: shown, count: resources.length }];
                }),
              )
            : answer;
          const rest = answer.ok ? answer.value.lost : null;
          return { at, told: { accountId: member.record.id, policies, rest } };
        }),
      );
      return ok({ askedAt: oldest(told.map(({ at }) => at)), accounts: told.map((each) => each.told) });
    },

    async holder(serviceKey, again) {
      const service = serviceByKey(world, serviceKey);
      const members = (service?.seenBy ?? []).flatMap((id) => accounts.get(id) ?? []);
      if (!service || service.family !== '/domain' || members.length === 0)
        return fail('not-found', 'read-again');
      let last: Result<Output<'domains:holder'>> = fail('no-credential', 'connect');
      // Which of my accounts may see it is not known beforehand.
      for (const member of members) {
        const { at, answer } = await ask(member, `holder ${service.name}`, null, again, (client) =>
          readHolder(client, service.name),
        );
        if (answer.ok) return ok({ askedAt: iso(at), holder: answer.value });
        last = answer;
      }
      return last;
    },

    forget(accountId) {
      kept.delete(accountId);
    },
  };
}

function isComplete({ lost }: { lost: Failure | null }): boolean {
  return lost === null;
}

type Entry = ReturnType<Ledger['activity']>[number];

function pathOf({ kind, requestIds }: Entry, route: string | null): string | null {
  const [id] = requestIds;
  switch (kind) {
    case 'accept':
    case 'refuse':
      return id === undefined ? null : `/me/task/contactChange/${id}/${kind}`;
    case 'resend':
      return id === undefined ? null : `/me/task/contactChange/${id}/resendEmail`;
    case 'changeContact':
      return route === null ? null : `${route}/changeContact`;
    default:
      return null;
  }
}

/** The log may write the version before a path, and names in it decoded. */
function isPath(logged: string, path: string): boolean {
  const plain = (text: string): string => {
    const bare = text.replace(/^\/1\.0(?=\/)/, '').replace(/\?.*$/, '');
    try {
      return decodeURIComponent(bare);
    } catch {
      return bare;
    }
  };
  return plain(logged) === plain(path);
}

/** `urn:v1:eu:identity:account:xx1111-ovh`, or a user or group of that account: `urn:v1:eu:identity:user:xx1111-ovh/night`. */
function isIdentityOf(urn: string, nichandle: string): boolean {
  const who = urn.toLowerCase().split(':').slice(5).join(':');
  const handle = nichandle.toLowerCase();
  return who === handle || who.startsWith(`${handle}/`);
}
