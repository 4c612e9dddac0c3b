/**
 * One HTTP exchange: sends exactly the bytes it is given and says what came back, as a value. Knows nothing of keys,
 * repeating or meaning.
 * SECURITY: an axios error holds headers and bodies. None leaves this file; what leaves is a word for what happened.
 */
import axios from 'axios';
import type { Clock } from './clock.ts';
import { openConnect, type WayOut } from './connection.ts';
import { readJson } from './json-list.ts';
import { openOnce, type SendOnce } from './once.ts';

export type Sent = {
  method: 'GET' | 'POST';
  /**
   * `true`: over a connection of its own that nothing below may use for a second try. `false`: over the shell's network
   * stack, which repeats a call as it likes. A decision never is `false`.
   */
  once: boolean;
  url: string;
  headers: Record<string, string>;
  /** `''` for none. */
  body: string;
  /** Milliseconds until the exchange is given up. */
  timeoutMs: number;
  /** What stands for each element of an answer that is a list; each element itself is forgotten at once. */
  each?: ((element: unknown) => unknown) | undefined;
};

export type Body =
  | { kind: 'json'; value: unknown }
  | { kind: 'empty' }
  /** Begins as JSON and ends too early, or cannot be read as JSON to its end. */
  | { kind: 'cut' }
  /** HTML or another text: not the API's words. */
  | { kind: 'foreign' };

export type Answer = {
  kind: 'answer';
  status: number;
  header: (name: string) => string | null;
  body: Body;
};

export type Trouble = {
  kind: 'trouble';
  /**
   * `unsent`: the server was not reached; of a call sent `once` provably no byte left this computer. `proxy-login`: the
   * same, because a proxy wants a password. `lost`: no whole answer came; it may have been processed. `timeout`: the
   * same, by our own patience. `too-large`: the answer was given up. `redirect`: the shell's network stack refused to
   * follow one. `closed`: the client was closed meanwhile.
   */
  what: 'unsent' | 'proxy-login' | 'lost' | 'timeout' | 'too-large' | 'redirect' | 'closed';
};

export type Exchange = Answer | Trouble;

export type Transport = { send: (sent: Sent, closed: AbortSignal) => Promise<Exchange> };

const OURS = { Accept: 'application/json', 'User-Agent': 'Relevo' };

/** 5,000 expanded services are about 8 MB; eight times that is nobody's honest answer. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** How calls leave: `fetch` for what may be repeated, `sendOnce` for what may not. */
export type Ways = { fetch: typeof globalThis.fetch; sendOnce: SendOnce };

/** As the shells' ports have it. */
export function openWays(
  { fetch, wayOut }: { fetch: typeof globalThis.fetch; wayOut: WayOut },
  clock: Clock,
): Ways {
  return { fetch, sendOnce: openOnce(openConnect({ way: wayOut, clock })) };
}

export function openTransport({ fetch, sendOnce, clock }: Ways & { clock: Clock }): Transport {
  const http = axios.create({
    adapter: 'fetch',
    env: { fetch },
    // SECURITY: a redirect would carry a signed call or a token to an address nobody chose.
    maxRedirects: 0,
    fetchOptions: { redirect: 'manual', cache: 'no-store' },
    withCredentials: false,
    maxContentLength: LARGEST_ANSWER,
    responseType: 'text',
    // What is signed is what is sent: nothing may be serialised or parsed on the way.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });

  const sendFreely = async (
    { method, url, headers, body, each }: Sent,
    signal: AbortSignal,
  ): Promise<Exchange> => {
    try {
      const response = await http.request<unknown>({
        method,
        url,
        // `false` keeps axios from adding a content type of its own to a call without a body.
        headers: { ...OURS, ...(body === '' ? { 'Content-Type': false } : {}), ...headers },
        data: body === '' ? undefined : body,
        signal,
      });
      // Only a proxy says so, and Chromium hands it out as the server's answer, of a tunnel as well.
      if (response.status === 407) return { kind: 'trouble', what: 'proxy-login' };
      const text = typeof response.data === 'string' ? response.data : '';
      const read = response.headers as Record<string, unknown>;
      return {
        kind: 'answer',
        status: response.status,
        header: (name) => headerOf(read, name),
        body: readBody(text, each),
      };
    } catch (error) {
      return { kind: 'trouble', what: signal.aborted ? 'lost' : nameTrouble(error) };
    }
  };

  const send = async (sent: Sent, signal: AbortSignal): Promise<Exchange> => {
    if (!sent.once) return sendFreely(sent, signal);
    const { url, headers, body } = sent;
    const posted = await sendOnce(
      { url, headers: { ...OURS, ...headers }, body, largest: LARGEST_ANSWER },
      signal,
    );
    if (posted.kind === 'trouble') return posted;
    const { status, header, text } = posted;
    return { kind: 'answer', status, header, body: readBody(text) };
  };

  return {
    async send(sent, closed) {
      if (closed.aborted) return { kind: 'trouble', what: 'unsent' };
      const abort = new AbortController();
      let timedOut = false;
      const callOff = clock.after(sent.timeoutMs, () => {
        timedOut = true;
        abort.abort();
      });
      const close = () => abort.abort();
      closed.addEventListener('abort', close, { once: true });
      try {
        const exchange = await send(sent, abort.signal);
        // What provably did not leave is told as that, whyever it was given up.
        if (exchange.kind === 'answer' || exchange.what !== 'lost') return exchange;
        return { kind: 'trouble', what: closed.aborted ? 'closed' : timedOut ? 'timeout' : 'lost' };
      } finally {
        callOff();
        closed.removeEventListener('abort', close);
      }
    },
  };
}

/** The axios headers object is case-insensitive through its getter; its plain keys are lower-case. */
function headerOf(headers: Record<string, unknown>, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : null;
}

function readBody(text: string, each?: Sent['each']): Body {
  if (/^\s*$/.test(text)) return { kind: 'empty' };
  const value = readJson(text, each);
  if (value !== undefined) return { kind: 'json', value };
  return /^\s*[[{"]/.test(text) ? { kind: 'cut' } : { kind: 'foreign' };
}

/**
 * The words of both network stacks for a server that was not reached. They may be wrong (Chromium says `ERR_SSL_…` of a line
 * garbled half-way, too), and decide no more than whether a read is worth repeating at once: of a call sent `once` no
 * error's words are ever read.
 */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** Source: Chromium's net_error_list.h. */
const UNSENT_CHROMIUM =
  /net::ERR_(?:CONNECTION_REFUSED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_[A-Z_]+|SSL_[A-Z_]*ERROR)\b/;

/** Undici words it itself, Chromium by number. */
const PROXY_LOGIN = /Proxy response \(407\)|net::ERR_PROXY_AUTH_/;

function nameTrouble(error: unknown): Trouble['what'] {
  const chain = causesOf(error);
  if (chain.some(({ message }) => /maxContentLength size of \d+ exceeded/.test(message))) return 'too-large';
  if (chain.some(({ message }) => /redirect was cancelled|unexpected redirect/i.test(message))) {
    return 'redirect';
  }
  if (chain.some(({ message }) => PROXY_LOGIN.test(message))) return 'proxy-login';
  const unsent = chain.some(
    ({ code, syscall, message }) =>
      UNSENT.has(code) || syscall === 'connect' || UNSENT_CHROMIUM.test(message),
  );
  return unsent ? 'unsent' : 'lost';
}

type Cause = { code: string; syscall: string; message: string };

/** The error, its causes and, where several addresses were tried, each one's; at most a few deep. */
function causesOf(error: unknown, depth = 0): Cause[] {
  if (typeof error !== 'object' || error === null || depth > 6) return [];
  const { code, syscall, message, cause, errors } = error as Record<string, unknown>;
  const own: Cause = {
    code: typeof code === 'string' ? code : '',
    syscall: typeof syscall === 'string' ? syscall : '',
    message: typeof message === 'string' ? message : '',
  };
  const several = Array.isArray(errors) ? errors.flatMap((each) => causesOf(each, depth + 1)) : [];
  return [own, ...causesOf(cause, depth + 1), ...several];
}
