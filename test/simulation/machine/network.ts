/**
 * The way between the program and the service: each call and each answer takes its time, and may be lost, late, cut, doubled
 * or answered by somebody else on the way. Keeps a record of what came over the line; the checks read it.
 */
import type { Chance } from '../chance.ts';
import { WORLD } from '../scheduler.ts';
import type { Computer } from './computer.ts';
import { type Answer, API, type Call, ORIGIN } from './server.ts';

export const FATES = [
  'lost before',
  'lost after',
  'silent before',
  'silent after',
  'late',
  'cut',
  'twice',
  'error before',
  'error after',
  'slow down',
  'page before',
  'page after',
  'proxy login',
] as const;
export type Fate = 'well' | (typeof FATES)[number];

export type Came =
  | { kind: 'answer'; status: number; headers: Record<string, string>; text: string; isCut: boolean }
  | { kind: 'broken' };

/** One POST of the program's, as it left. */
export type Post = {
  life: number;
  step: number;
  sentAt: number;
  /** Below the version; without the base. */
  path: string;
  caller: string | null;
  code: string | null;
  fate: Fate;
  /** How often the service worked on it, and what it said each time. */
  statuses: number[];
  /** Turned away at the door before anything of it was looked at, and the program was told so. */
  isRefusedAtDoor: boolean;
  /** What the program heard of it: what came after it had given up, nobody heard. */
  came: Came | null;
  cameAt: number;
};

/** Requests as the service told them to the program. */
export type Reading = {
  life: number;
  sentAt: number;
  /** When the service looked. */
  servedAt: number;
  cameAt: number;
  caller: string | null;
  states: Map<number, string>;
};

export type Network = {
  posts: Post[];
  readings: Reading[];
  /** `came` is called once, or never; answers whether somebody still listened. */
  send: (call: Call, came: (what: Came) => boolean) => void;
  /** Until nothing is on its way any more. */
  underWay: () => number;
};

export function openNetwork(computer: Computer, step: () => number): Network {
  const { scheduler, server, trace } = computer;
  const posts: Post[] = [];
  const readings: Reading[] = [];
  let underWay = 0;
  const byKey = new Map(
    server.universe.accounts.map(({ applicationKey, nichandle }) => [applicationKey, nichandle]),
  );

  const callerOf = ({ headers }: Call): string | null => {
    const key = headers['x-ovh-application'];
    if (key !== undefined) return byKey.get(key) ?? null;
    const token = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1];
    return token === undefined ? null : server.universe.keyring.bearer(token, 0);
  };

  return {
    posts,
    readings,
    underWay: () => underWay,
    send(call, came) {
      const { around, life } = computer;
      const fate: Fate = around.chance(computer.trouble.network) ? around.pick(FATES) : 'well';
      const path = call.url.startsWith(API) ? call.url.slice(API.length) : call.url.slice(ORIGIN.length);
      const name = `${call.method} ${path}`;
      const isPost = call.method === 'POST' && !path.startsWith('/auth/');
      const post: Post | null = isPost
        ? {
            life,
            step: step(),
            sentAt: scheduler.now(),
            path,
            caller: callerOf(call),
            code: codeIn(call.body),
            fate,
            statuses: [],
            isRefusedAtDoor: false,
            came: null,
            cameAt: Number.POSITIVE_INFINITY,
          }
        : null;
      if (post !== null) posts.push(post);
      if (fate !== 'well') {
        trace.count(`network ${fate}`);
        trace.note(`${name}: ${fate}`);
      }
      if (post !== null)
        trace.say(`${wordsOf(computer, post)} is posted${fate === 'well' ? '' : ` (${fate})`}`);

      underWay += 1;
      const end = (): void => {
        underWay -= 1;
      };
      const tell = (what: Came, doorAnswer: Answer | null): void => {
        const pause = pauseOf(around, fate === 'late' ? 'late' : 'usual');
        scheduler.after(
          pause,
          `network: answer to ${name}`,
          () => {
            const isHeard = came(what);
            if (!isHeard) trace.note(`${name}: nobody listens any more`);
            if (post !== null && isHeard) {
              post.came = what;
              post.cameAt = scheduler.now();
              post.isRefusedAtDoor = doorAnswer?.caller === null && what.kind === 'answer' && !what.isCut;
            }
            if (isHeard && what.kind === 'answer' && what.status === 200 && !what.isCut)
              read(call, path, what.text);
          },
          life,
        );
      };
      const sentAt = scheduler.now();
      let servedAt = sentAt;
      const read = (asked: Call, below: string, text: string): void => {
        if (asked.method !== 'GET' || !/^\/me\/task\/contactChange(?:\/\d+)?$/.test(below)) return;
        const states = statesIn(text);
        if (states !== null) {
          readings.push({ life, sentAt, servedAt, cameAt: scheduler.now(), caller: callerOf(asked), states });
        }
      };

      const work = async (isLast: boolean): Promise<void> => {
        const answer = await server.answer(call);
        servedAt = scheduler.now();
        post?.statuses.push(answer.status);
        trace.note(`${name}: the service says ${answer.status}`);
        if (!isLast) return;
        end();
        const came = answerBy(fate, answer, around);
        if (came === 'nothing') return;
        tell(came, fate === 'well' || fate === 'late' || fate === 'twice' ? answer : null);
      };
      // Of the world, not of the program: what has left arrives whatever becomes of the program.
      const arrive = (ms: number, isLast: boolean): void => {
        scheduler.after(ms, `network: ${name}`, () => void work(isLast), WORLD);
      };

      const early = answerBefore(fate, around);
      if (early !== null) {
        end();
        if (early !== 'nothing') tell(early, null);
        return;
      }
      const way = pauseOf(around, fate === 'late' && around.chance(0.5) ? 'late' : 'usual');
      arrive(way, fate !== 'twice');
      if (fate === 'twice') arrive(way + around.int(0, 400), true);
    },
  };
}

/** What a call meets before the service sees it; `null`: it arrives. */
function answerBefore(fate: Fate, chance: Chance): Came | 'nothing' | null {
  switch (fate) {
    case 'lost before':
      return { kind: 'broken' };
    case 'silent before':
      return 'nothing';
    case 'error before':
      return errorPage(chance.pick([500, 502, 503, 504, 408]), chance);
    case 'slow down':
      return chance.chance(0.5)
        ? json(429, { class: 'Client::TooManyRequests', message: 'Too many requests' }, retryAfter(chance))
        : json(503, { message: 'Come back later' }, retryAfter(chance));
    case 'page before':
      return foreignPage(chance);
    case 'proxy login':
      return page(407, '<html>Proxy Authentication Required</html>');
    default:
      return null;
  }
}

function answerBy(fate: Fate, { status, headers, text }: Answer, chance: Chance): Came | 'nothing' {
  switch (fate) {
    case 'lost after':
      return { kind: 'broken' };
    case 'silent after':
      return 'nothing';
    case 'error after':
      return errorPage(chance.pick([500, 502, 503, 504]), chance);
    case 'page after':
      return foreignPage(chance);
    case 'cut':
      return {
        kind: 'answer',
        status,
        headers,
        text: text.slice(0, chance.int(0, text.length)),
        isCut: true,
      };
    default:
      return { kind: 'answer', status, headers, text, isCut: false };
  }
}

const retryAfter = (chance: Chance): Record<string, string> => ({ 'retry-after': String(chance.int(1, 20)) });

function errorPage(status: number, chance: Chance): Came {
  if (chance.chance(0.5)) return page(status, `<html><h1>${status}</h1></html>`);
  return json(status, { class: 'Server::InternalServerError', message: 'Internal server error' });
}

/** A captive portal, a company's gateway, a page of maintenance. */
function foreignPage(chance: Chance): Came {
  const status = chance.pick([200, 302, 403, 511]);
  const came = page(status, '<!doctype html><title>Welcome to the hotel</title>');
  return status === 302 && came.kind === 'answer'
    ? { ...came, headers: { ...came.headers, location: 'http://portal.example/' } }
    : came;
}

const page = (status: number, text: string): Came => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html' },
  text,
  isCut: false,
});
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Came => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: JSON.stringify(body),
  isCut: false,
});

function pauseOf(chance: Chance, kind: 'usual' | 'late'): number {
  if (kind === 'late') return chance.int(31_000, 120_000);
  const speed = chance.next();
  return speed < 0.7 ? chance.int(10, 200) : speed < 0.97 ? chance.int(200, 2500) : chance.int(3000, 28_000);
}

function codeIn(body: string): string | null {
  return /"token":"([^"]+)"/.exec(body)?.[1] ?? null;
}

function statesIn(text: string): Map<number, string> | null {
  // What somebody else on the way answers is no reading.
  if (!/^[[{]/.test(text)) return null;
  const told: unknown = JSON.parse(text);
  const tasks = (Array.isArray(told) ? told : [told]) as { id?: number; state?: string }[];
  if (tasks.some((task) => typeof task?.id !== 'number' || typeof task.state !== 'string')) return null;
  return new Map(tasks.map(({ id, state }) => [id as number, state as string]));
}

/** `Marta's accept of request 2301`. */
export function wordsOf({ server }: Computer, { caller, path }: Pick<Post, 'caller' | 'path'>): string {
  const [, id, what] = /^\/me\/task\/contactChange\/(\d+)\/(\w+)$/.exec(path) ?? [];
  const who = firstNameOf(server, caller);
  if (id !== undefined) return `${who}'s ${what === 'resendEmail' ? 'resend' : what} of request ${id}`;
  return `${who}'s hand-over of ${decodeURIComponent(path.split('/').at(-2) ?? path)}`;
}

export function firstNameOf({ universe }: Computer['server'], nichandle: string | null): string {
  return universe.world.accounts.get(nichandle ?? '')?.firstname ?? 'somebody';
}
