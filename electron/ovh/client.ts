/**
 * The API client of one credential: signs or bears a token, keeps pace, repeats what may be repeated, parses what comes
 * back. Answers `Result`s; never throws for the network's doings. Knows no call by name: those are in the files beside.
 */
import { z } from 'zod';
import { type Failure, ok, type Result } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { type FreshToken, openBearer, tokenSchema } from './bearer.ts';
import type { Clock } from './clock.ts';
import { type Credential, secretsOf } from './credentials.ts';
import type { Api } from './endpoints.ts';
import {
  type CallKind,
  failWith,
  isBearerRefused,
  isOutOfTime,
  isSuccess,
  queryIdOf,
  toFailure,
} from './failures.ts';
import { openPace } from './pace.ts';
import { hasContacts } from './rights.ts';
import { openServerTime, type ToldTime } from './server-time.ts';
import { sign } from './sign.ts';
import { type Answer, type Exchange, openTransport, type Ways } from './transport.ts';

export type CallOptions = {
  query?: Record<string, string>;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** Calls that need no credential: `none`, or the application's key alone. Default: the client's credential. */
  proof?: 'none' | { applicationKey: string };
  /** Told each time it leaves: it may have waited for its turn, and what fails is tried again. */
  leaves?: () => void;
  /** What stands for each element of a list, in place of it; called anew where the list is asked for again. */
  each?: ((element: unknown) => unknown) | undefined;
};

export type PostOptions = CallOptions & {
  /** Only for calls that do no harm twice. Default `false`: sent once, and what leaves it open is `outcome-unknown`. */
  repeatable?: boolean;
  /** A request is spoken to: refusals are read as «wrong code» or «no longer waiting» where their words allow it. */
  decision?: boolean;
  /** The code in the body: taken out of every word that comes back. */
  code?: string;
};

/** A parsed answer with the headers that go with it. */
export type Answered<T> = { value: T; header: (name: string) => string | null };

export type Client = {
  api: Api;
  get: <T>(path: string, schema: z.ZodType<T>, options?: CallOptions) => Promise<Result<T>>;
  /** As `get`, for answers that say something in their headers as well. */
  getWithHeaders: <T>(
    path: string,
    schema: z.ZodType<T>,
    options?: CallOptions,
  ) => Promise<Result<Answered<T>>>;
  /**
   * An empty answer is `null` to the schema. A failure other than `outcome-unknown` means that nothing was done, but for
   * one thing no client can see: something between here and the service that sent the call twice; then the second answer
   * speaks of the first.
   */
  post: <T>(
    path: string,
    body: Record<string, unknown> | null,
    schema: z.ZodType<T>,
    options?: PostOptions,
  ) => Promise<Result<T>>;
  /** Reads the service's clock where that was not done yet; it is told to who opened the client. */
  askTime: () => Promise<void>;
  /** A line for the log; redacted here. */
  note: (line: string) => void;
  /** Another one follows: reads are aborted, whatever is asked later is `offline`, and a write under way is let come to its end. */
  retire: () => void;
  /** Aborts what runs. A write under way becomes `outcome-unknown`; whatever is asked later is `offline`. */
  close: () => void;
};

export type ClientOptions = Ways & {
  api: Api;
  /** `null`: only calls that need none. */
  credential: Credential | null;
  clock: Clock;
  /** Told each time the service's clock was read. */
  timeTold?: (time: ToldTime) => void;
  /** From 0 to 1, as `Math.random`. */
  random?: () => number;
  log?: (line: string) => void;
  /** Calls at a time. */
  concurrency?: number;
  /** Of one attempt. */
  timeoutMs?: number;
};

type Call = {
  method: 'GET' | 'POST';
  path: string;
  body: string;
  kind: CallKind;
  options: CallOptions;
  secrets: readonly string[];
};

type Proof = { headers: Record<string, string>; reading?: number; token?: string };

/**
 * On `ovh-us` every call is `no-contacts-here`, on a client without a credential every call that needs one is
 * `no-credential`; neither reaches the network.
 */
export function openClient({
  api,
  credential,
  fetch,
  sendOnce,
  clock,
  timeTold = () => {},
  random = Math.random,
  log = () => {},
  concurrency = 4,
  timeoutMs = 30_000,
}: ClientOptions): Client {
  const closing = new AbortController();
  /** What decides something and is on its way outlives a client that another one follows. */
  const cutting = new AbortController();
  const transport = openTransport({ fetch, sendOnce, clock });
  const own = secretsOf(credential);
  const note = (line: string) => log(`${api.name}: ${redact(line, own)}`);
  const pace = openPace({ clock, random, concurrency, closed: closing.signal, log: note });

  /**
   * The service names each call it answers. Once it was seen to, a success without a name is a gateway's, even an empty one;
   * where something on the way takes the names out, none is ever seen, and nothing is concluded.
   */
  let named = false;

  const readTime = async (leaves: () => void): Promise<Result<number>> => {
    const url = `${api.base}/auth/time`;
    const exchange = await pace.patiently((patience) => {
      leaves();
      return transport.send(
        { method: 'GET', once: false, url, headers: {}, body: '', timeoutMs: patience },
        closing.signal,
      );
    }, timeoutMs);
    const answer = parse(exchange, z.number().int().positive(), 'read', 'GET /auth/time');
    return answer.ok ? ok(answer.value.value) : answer;
  };
  const serverTime = openServerTime(clock, readTime, timeTold);

  const bearer = openBearer(clock, () => fetchToken());

  const fetchToken = async (): Promise<Result<FreshToken>> => {
    const url = api.tokenUrl;
    if (credential?.kind !== 'oauth2' || url === null) return failWith('bad-input');
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credential.clientId,
      client_secret: credential.clientSecret,
      scope: 'all',
    }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const exchange = await pace.patiently(
      (patience) =>
        // A token more does no harm, and it is asked for again as a read is: it goes the way of the reads.
        transport.send(
          { method: 'POST', once: false, url, headers, body, timeoutMs: patience },
          closing.signal,
        ),
      timeoutMs,
    );
    const answer = parse(exchange, tokenSchema, 'read', 'POST (token)');
    if (answer.ok) return ok(answer.value.value);
    const refused = [400, 401, 403].includes(answer.error.status ?? 0) && answer.error.code !== 'bad-answer';
    // RFC 6749 § 5.2: `invalid_client` and its kin say that the identifier or the secret is wrong.
    return refused
      ? { ok: false, error: { ...answer.error, code: 'invalid-credential', next: 'check-keys' } }
      : answer;
  };

  /** What shows who is calling, made anew for every attempt. */
  const prove = async ({ method, body, options }: Call, url: string): Promise<Result<Proof>> => {
    if (options.proof === 'none') return ok({ headers: {} });
    if (options.proof !== undefined) {
      return ok({ headers: { 'X-Ovh-Application': options.proof.applicationKey } });
    }
    if (credential === null) return failWith('no-credential');
    if (credential.kind === 'oauth2') {
      const token = await bearer.current();
      if (!token.ok) return token;
      return ok({ headers: { Authorization: `Bearer ${token.value}` }, token: token.value });
    }
    if (credential.consumerKey === '') return failWith('no-credential');
    const time = await serverTime.now();
    if (!time.ok) return time;
    const { timestamp, reading } = time.value;
    const { applicationKey, applicationSecret, consumerKey } = credential;
    return ok({
      headers: {
        'X-Ovh-Application': applicationKey,
        'X-Ovh-Consumer': consumerKey,
        'X-Ovh-Timestamp': String(timestamp),
        'X-Ovh-Signature': sign({ applicationSecret, consumerKey, method, url, body, timestamp }),
      },
      reading,
    });
  };

  const perform = async (call: Call): Promise<Result<Exchange>> => {
    const url = urlOf(api.base, call.path, call.options.query);
    if (!url.ok) return url;
    const headers: Record<string, string> = { ...call.options.headers };
    if (call.body !== '') headers['Content-Type'] = 'application/json';

    let unproved: Failure | null = null;
    let renewedTime = false;
    let renewedToken = false;
    const send = async (patience: number): Promise<Exchange> => {
      for (;;) {
        const proof = await prove(call, url.value);
        if (!proof.ok) {
          unproved = proof.error;
          return { kind: 'trouble', what: 'unsent' };
        }
        if (closing.signal.aborted) return { kind: 'trouble', what: 'unsent' };
        const once = call.method === 'POST';
        call.options.leaves?.();
        const exchange = await transport.send(
          {
            method: call.method,
            once,
            url: url.value,
            headers: { ...headers, ...proof.value.headers },
            body: call.body,
            timeoutMs: patience,
            each: call.options.each,
          },
          once ? cutting.signal : closing.signal,
        );
        // Both answers mean that the call was turned away at the door: repeating it is safe for writes as well.
        if (proof.value.reading !== undefined && !renewedTime && isOutOfTime(exchange)) {
          renewedTime = true;
          serverTime.distrust(proof.value.reading);
          continue;
        }
        if (proof.value.token !== undefined && !renewedToken && isBearerRefused(exchange, call.kind)) {
          renewedToken = true;
          bearer.distrust(proof.value.token);
          continue;
        }
        return exchange;
      }
    };
    const patience = call.options.timeoutMs ?? timeoutMs;
    const exchange = await pace.run(
      () => (call.kind === 'read' ? pace.patiently(send, patience) : pace.once(send, patience)),
      call.method === 'POST',
    );
    return unproved === null ? ok(exchange) : { ok: false, error: unproved };
  };

  const parse = <T>(
    exchange: Exchange,
    schema: z.ZodType<T>,
    kind: CallKind,
    called: string,
    secrets: readonly string[] = [],
  ): Result<Answered<T>> => {
    if (!isSuccess(exchange)) {
      const error = toFailure(exchange, kind, [...own, ...secrets]);
      if (error.code === 'not-granted' && error.detail === undefined) error.detail = redact(called, own);
      note(`${called} failed: ${error.code}${error.status === undefined ? '' : ` (${error.status})`}`);
      return { ok: false, error };
    }
    const isNamed = exchange.header('x-ovh-queryid') !== null;
    named ||= isNamed;
    if (kind !== 'read' && named && !isNamed) {
      note(`${called} was answered without the service's query id: by somebody on the way`);
      return failWith('outcome-unknown', { status: exchange.status });
    }
    const parsed = schema.safeParse(exchange.body.kind === 'json' ? exchange.body.value : null);
    if (parsed.success) return ok({ value: parsed.data, header: exchange.header });
    note(`${called} answered something else than expected: ${whereNot(parsed.error)}`);
    return failWith(
      kind === 'read' ? 'bad-answer' : 'outcome-unknown',
      metaOf(exchange, [...own, ...secrets]),
    );
  };

  const ask = async <T>(call: Call, schema: z.ZodType<T>): Promise<Result<Answered<T>>> => {
    if (!hasContacts(api.endpoint)) return failWith('no-contacts-here');
    if (closing.signal.aborted) return failWith('offline');
    const exchange = await perform(call);
    if (!exchange.ok) return exchange;
    return parse(exchange.value, schema, call.kind, `${call.method} ${call.path}`, call.secrets);
  };

  const getWithHeaders: Client['getWithHeaders'] = (path, schema, options = {}) =>
    ask({ method: 'GET', path, body: '', kind: 'read', options, secrets: [] }, schema);

  return {
    api,
    note,
    getWithHeaders,
    async askTime() {
      if (hasContacts(api.endpoint) && !closing.signal.aborted) await serverTime.now();
    },
    async get(path, schema, options) {
      const answer = await getWithHeaders(path, schema, options);
      return answer.ok ? ok(answer.value.value) : answer;
    },
    async post(path, body, schema, options = {}) {
      const kind: CallKind = options.repeatable ? 'read' : options.decision ? 'decision' : 'write';
      const secrets = options.code === undefined ? [] : [options.code];
      const text = body === null ? '' : JSON.stringify(body);
      const answer = await ask({ method: 'POST', path, body: text, kind, options, secrets }, schema);
      return answer.ok ? ok(answer.value.value) : answer;
    },
    retire() {
      closing.abort();
    },
    close() {
      closing.abort();
      cutting.abort();
    },
  };
}

function metaOf(answer: Answer, secrets: readonly string[]): { status: number; queryId?: string } {
  const queryId = queryIdOf(answer, secrets);
  return queryId === null ? { status: answer.status } : { status: answer.status, queryId };
}

/** Where an answer does not fit, never with what: `0.id: invalid_type`. */
export function whereNot(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.map(String).join('.') || '(all)'}: ${code}`)
    .join(', ');
}

/**
 * Paths of the API's second version begin with `/v2/`; they lie beside `/1.0`, and are signed alike.
 * SECURITY: parts of a path come from the service's answers and may not lead elsewhere: no dot segments (plain or
 * percent-encoded), no backslash, query or fragment smuggled in. Fails with `bad-input`.
 */
function urlOf(base: string, path: string, query?: Record<string, string>): Result<string> {
  const from = path.startsWith('/v2/') ? base.replace(/\/1\.0$/, '') : base;
  const strange = !path.startsWith('/') || /[\\?#\s]/.test(path) || hasDotSegment(path);
  const search = query === undefined ? '' : new URLSearchParams(query).toString();
  const url = strange ? null : URL.parse(`${from}${path}${search === '' ? '' : `?${search}`}`);
  return url?.href.startsWith(`${from}/`) ? ok(url.href) : failWith('bad-input');
}

function hasDotSegment(path: string): boolean {
  return path.split('/').some((segment) => /^\.{1,2}$/.test(segment.replace(/%2e/gi, '.')));
}
