/**
 * Where the codes went, asked for one request and side when a person wants to know, and the state of an account's addresses.
 * Each answer is kept for minutes with its age. SECURITY: reads titles and fates of e-mails, never their texts.
 */
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import { type ContactRequest, sideKey } from '../../shared/request.ts';
import type { Addresses, MailRule, Sending, Trail } from '../../shared/trail.ts';
import {
  findMessages,
  listMeans,
  listRoutings,
  type Mean,
  type Message,
  type Routing,
} from '../ovh/messages.ts';
import type { Accounts } from './accounts.ts';
import type { MailCodes } from './mail-codes.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';
import type { Requests } from './requests.ts';

/** An answer is good for so long, unless it is asked for anew. */
const KEPT_MS = 5 * 60_000;
/** An e-mail may be dated this much before the request it is about. */
const EARLIEST_MS = 60_000;
/** These say that there is no such list for this key or on this server, and not that nothing answers. */
const NOT_THERE: ReadonlySet<Failure['code']> = new Set([
  'not-granted',
  'forbidden',
  'not-found',
  'bad-answer',
  'rejected',
]);

export type Trails = {
  look: (requestKey: string, accountId: string, again: boolean) => Promise<Result<Trail>>;
  addresses: (accountId: string, again: boolean) => Promise<Result<Addresses>>;
  forget: (accountId: string) => void;
};

type Post = { means: Result<Mean[]>; routings: Result<Routing[]> };
type Kept<T> = { at: number; value: T };
/** What OVHcloud filed an e-mail about a contact change under. */
type Filed = { categories: string[]; priority: string };

export function openTrails(desk: {
  clock: Clock;
  accounts: Accounts;
  requests: Requests;
  mails: MailCodes;
}): Trails {
  const { clock, accounts, requests, mails } = desk;
  const posts = new Map<string, Kept<Post>>();
  const trails = new Map<string, Kept<Trail>>();
  const filed = new Map<string, Filed>();

  const current = <T>(kept: Kept<T> | undefined, again: boolean): T | null =>
    kept === undefined || again || clock.now() - kept.at > KEPT_MS ? null : kept.value;

  const heard = <T>(member: Member, answer: Result<T>): Result<T> => {
    if (answer.ok) accounts.worked(member.record.id, 'messages');
    else accounts.heardFailure(member.record.id, answer.error);
    return answer;
  };

  const readPost = async (member: Member, again: boolean): Promise<Kept<Post>> => {
    const { record, client } = member;
    const known = posts.get(record.id);
    if (known !== undefined && current(known, again) !== null) return known;
    const at = clock.now();
    const lost = fail('no-credential', 'connect');
    const [means, routings] = client
      ? await Promise.all([listMeans(client), listRoutings(client)])
      : ([lost, lost] as const);
    heard(member, means);
    heard(member, routings);
    const post = { at, value: { means, routings } };
    // What was refused or lost may be there the next time.
    if (means.ok && routings.ok) posts.set(record.id, post);
    return post;
  };

  const sendingsOf = (record: Member['record'], messages: readonly Message[], post: Post): Sending[] =>
    messages.flatMap((message) => {
      const means = post.means.ok ? post.means.value : [];
      const contacts = message.contacts.length > 0 ? message.contacts : [UNTOLD];
      return contacts.map((contact): Sending => {
        const to = contact.to ?? null;
        const elsewhere = to !== null && record.email !== null && !isSame(to, record.email);
        const rule =
          to !== null && elsewhere && post.routings.ok
            ? ruleFor(message, to, post.routings.value, means)
            : null;
        return {
          at: contact.sentAt || message.createdAt,
          to,
          status: contact.status,
          error: contact.error,
          elsewhere,
          rule,
          address: means.find(({ email }) => to !== null && isSame(email, to))?.status ?? null,
        };
      });
    });

  const older = async (
    { record, client }: Member,
    request: ContactRequest,
    why: Failure,
  ): Promise<Result<Trail>> => {
    const askedAt = new Date(clock.now()).toISOString();
    if (!client) return { ok: false, error: why };
    const since = Date.parse(request.dateRequest) - EARLIEST_MS;
    const sent = await mails.sentAbout(record.id, client, since, request.id);
    if (!sent.ok) {
      accounts.heardFailure(record.id, sent.error);
      // The first list is the one that would have told.
      return { ok: false, error: why };
    }
    const sendings = sent.value.map(
      (at): Sending => ({
        at,
        to: null,
        status: 'unknown',
        error: null,
        elsewhere: false,
        rule: null,
        address: null,
      }),
    );
    return ok({ askedAt, source: 'older', why, sendings, cut: false });
  };

  const ask = async (member: Member, request: ContactRequest, again: boolean): Promise<Result<Trail>> => {
    const { record, client } = member;
    if (!client) return fail('no-credential', 'connect');
    const askedAt = new Date(clock.now()).toISOString();
    const since = Date.parse(request.dateRequest) - EARLIEST_MS;
    const found = heard(member, await findMessages(client, request.id, since));
    if (!found.ok) return NOT_THERE.has(found.error.code) ? older(member, request, found.error) : found;
    const { messages, cut } = found.value;
    const [newest] = messages;
    if (newest !== undefined) filed.set(record.id, newest);
    const { value: post } = await readPost(member, again);
    return ok({ askedAt, source: 'messages', why: null, sendings: sendingsOf(record, messages, post), cut });
  };

  return {
    async look(requestKey, accountId, again) {
      const request = requests.get(requestKey);
      const member = accounts.get(accountId);
      if (!request || !member) return fail('not-found', 'read-again');
      const key = sideKey({ requestKey, accountId });
      const kept = trails.get(key);
      // A code that was asked for since is not in it.
      const isOutdated = kept !== undefined && Date.parse(request.resentAt ?? '') > kept.at;
      const known = current(kept, again || isOutdated);
      if (known !== null) return ok(known);
      const at = clock.now();
      const answer = await ask(member, request, again);
      if (answer.ok) trails.set(key, { at, value: answer.value });
      return answer;
    },

    async addresses(accountId, again) {
      const member = accounts.get(accountId);
      if (!member) return fail('not-found', 'read-again');
      const { at, value } = await readPost(member, again);
      const { means, routings } = value;
      return ok({
        askedAt: new Date(at).toISOString(),
        means: means.ok
          ? ok(
              means.value.map(({ email, description, default: isDefault, status, error }) => ({
                email,
                description: description || null,
                isDefault,
                status,
                error,
              })),
            )
          : means,
        rules: routings.ok
          ? ok(rulesThatTouch(routings.value, means.ok ? means.value : [], filed.get(accountId) ?? null))
          : routings,
      });
    },

    forget(accountId) {
      posts.delete(accountId);
      filed.delete(accountId);
      for (const key of trails.keys()) if (key.endsWith(` ${accountId}`)) trails.delete(key);
    },
  };
}

const UNTOLD: Message['contacts'][number] = { to: null, sentAt: null, status: 'unknown', error: null };

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

type Part = Routing['rules'][number];

/** Whether a rule fits what an e-mail was filed under. An empty list of a condition fits all. */
function fits({ condition }: Part, { categories, priority }: Filed): boolean {
  const { category, priority: priorities } = condition;
  return (
    (category.length === 0 || category.some((each) => categories.includes(each))) &&
    (priorities.length === 0 || priorities.includes(priority))
  );
}

function addressesOf({ contactMeans }: Part, means: readonly Mean[]): string[] {
  return contactMeans.flatMap((mean) => {
    if (typeof mean === 'object' && mean.email !== undefined) return [mean.email];
    const id = typeof mean === 'string' ? mean : mean.id;
    return means.find((each) => each.id === id)?.email ?? [];
  });
}

/** The name of the rule that sends such a message to this address. */
function ruleFor(
  message: Message,
  to: string,
  routings: readonly Routing[],
  means: readonly Mean[],
): string | null {
  const found = routings.find(
    ({ active, rules }) =>
      active &&
      rules.some((rule) => fits(rule, message) && addressesOf(rule, means).some((each) => isSame(each, to))),
  );
  return found?.name ?? null;
}

function rulesThatTouch(
  routings: readonly Routing[],
  means: readonly Mean[],
  seen: Filed | null,
): MailRule[] {
  return routings.flatMap(({ name, active, rules }) => {
    if (!active) return [];
    const touching = rules.filter((rule) => seen === null || fits(rule, seen));
    if (touching.length === 0) return [];
    const isSure = touching.some((rule) => fits(rule, seen ?? { categories: [], priority: '' }));
    const to = [...new Set(touching.flatMap((rule) => addressesOf(rule, means)))];
    return [{ name, to, touches: isSure ? ('yes' as const) : ('maybe' as const) }];
  });
}
