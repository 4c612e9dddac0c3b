/**
 * One HTTP exchange: sends exactly the bytes it is given and says what came back, as a value. Knows nothing of keys,
 * repeating or meaning.
 * SECURITY: an axios error holds headers and bodies. None leaves this file; what leaves is a word for what happened.
 */
import axios from 'axios';
import type { Clock } from './clock.ts';

export type Sent = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** `''` for none. */
  body: string;
  /** Milliseconds until the exchange is given up. */
  timeoutMs: number;
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
   * `unsent`: provably never left this computer. `lost`: no whole answer came; it may have been processed.
   * `timeout`: the same, by our own patience. `too-large`: the answer was given up. `redirect`: the shell's network
   * stack refused to follow one. `closed`: the client was closed meanwhile.
   */
  what: 'unsent' | 'lost' | 'timeout' | 'too-large' | 'redirect' | 'closed';
};

export type Exchange = Answer | Trouble;

export type Transport = { send: (sent: Sent, closed: AbortSignal) => Promise<Exchange> };

/** 5,000 expanded services are about 8 MB; eight times that is nobody's honest answer. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export function openTransport(options: { fetch: typeof globalThis.fetch; clock: Clock }): Transport {
  const http = axios.create({
    adapter: 'fetch',
    env: { fetch: options.fetch },
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

  return {
    async send({ method, url, headers, body, timeoutMs }, closed) {
      if (closed.aborted) return { kind: 'trouble', what: 'unsent' };
      const abort = new AbortController();
      let timedOut = false;
      const callOff = options.clock.after(timeoutMs, () => {
        timedOut = true;
        abort.abort();
      });
      const close = () => abort.abort();
      closed.addEventListener('abort', close, { once: true });
      try {
        const response = await http.request<unknown>({
          method,
          url,
          // `false` keeps axios from adding a content type of its own to a call without a body.
          headers: {
            Accept: 'application/json',
            'User-Agent': 'Relevo',
            ...(body === '' ? { 'Content-Type': false } : {}),
            ...headers,
          },
          data: body === '' ? undefined : body,
          signal: abort.signal,
        });
        const text = typeof response.data === 'string' ? response.data : '';
        const read = response.headers as Record<string, unknown>;
        return {
          kind: 'answer',
          status: response.status,
          header: (name) => headerOf(read, name),
          body: readBody(text),
        };
      } catch (error) {
        if (closed.aborted) return { kind: 'trouble', what: 'closed' };
        if (timedOut) return { kind: 'trouble', what: 'timeout' };
        return { kind: 'trouble', what: nameTrouble(error) };
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

function readBody(text: string): Body {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(trimmed) as unknown };
  } catch {
    return /^[[{"]/.test(trimmed) ? { kind: 'cut' } : { kind: 'foreign' };
  }
}

/** Errors that stand before the first byte of a request: name not resolved, connection refused, no way there, TLS not agreed. */
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
/** The same as Electron's `net.fetch` words it (Chromium's net_error_list.h). */
const UNSENT_CHROMIUM =
  /net::ERR_(?:CONNECTION_REFUSED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_[A-Z_]+|SSL_[A-Z_]*ERROR)\b/;

/** In doubt `lost`: then a call that must not be repeated counts as perhaps processed. */
function nameTrouble(error: unknown): Trouble['what'] {
  const chain = causesOf(error);
  if (chain.some(({ message }) => /maxContentLength size of \d+ exceeded/.test(message))) return 'too-large';
  if (chain.some(({ message }) => /redirect was cancelled|unexpected redirect/i.test(message))) {
    return 'redirect';
  }
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
