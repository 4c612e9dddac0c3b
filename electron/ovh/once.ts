/**
 * Sends one POST over a connection of its own, one time: no pool, no second try, no redirect. Chromium sends a POST up to
 * three times where a connection that was in use before dies, and Chromium and Undici both do so on a 421; Node's plain
 * HTTP never does. Tells what left this computer by what it did itself, not by an error's words.
 */
import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Socket } from 'node:net';
import type { Connect } from './connection.ts';

export type Post = { url: string; headers: Record<string, string>; body: string; largest: number };

export type Posted =
  | { kind: 'answer'; status: number; header: (name: string) => string | null; text: string }
  /** `unsent` and `proxy-login`: not one byte of the request was given to a socket. `lost`: anything after that. */
  | { kind: 'trouble'; what: 'unsent' | 'proxy-login' | 'lost' | 'too-large' };

/** Never rejects. An aborted one is `unsent` or `lost` as well. */
export type SendOnce = (post: Post, signal: AbortSignal) => Promise<Posted>;

export function openOnce(connect: Connect): SendOnce {
  return async (post, signal) => {
    const url = new URL(post.url);
    const connection = await connect(url, signal);
    if (connection.kind === 'none') {
      return { kind: 'trouble', what: connection.why === 'proxy-login' ? 'proxy-login' : 'unsent' };
    }
    const { socket } = connection;
    // Both are from before the request exists.
    if (signal.aborted || socket.destroyed) {
      socket.destroy();
      return { kind: 'trouble', what: 'unsent' };
    }
    return exchange(url, post, socket, signal);
  };
}

function exchange(url: URL, post: Post, socket: Socket, signal: AbortSignal): Promise<Posted> {
  return new Promise((resolve) => {
    const end = (posted: Posted): void => {
      signal.removeEventListener('abort', stop);
      resolve(posted);
      // Whatever comes after the answer, a second one for instance, is nobody's.
      socket.destroy();
    };
    const lose = (): void => end({ kind: 'trouble', what: 'lost' });
    const options: RequestOptions = {
      method: 'POST',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...post.headers,
        // Answers of these calls are short.
        'Accept-Encoding': 'identity',
        'Content-Length': Buffer.byteLength(post.body),
      },
      createConnection: () => socket,
    };
    const request = url.protocol === 'https:' ? requestSecure(options) : requestPlain(options);
    const stop = (): void => {
      request.destroy();
      lose();
    };
    signal.addEventListener('abort', stop, { once: true });
    let answered = false;
    // From its first line on the answer itself tells how it ends.
    const fail = (): void => {
      if (!answered) lose();
    };
    request.on('error', fail);
    request.once('close', fail);
    request.once('response', (response) => {
      answered = true;
      readText(response, post.largest).then(
        (text) =>
          end(
            text === null
              ? { kind: 'trouble', what: 'too-large' }
              : {
                  kind: 'answer',
                  status: response.statusCode ?? 0,
                  header: (name) => headerOf(response, name),
                  text,
                },
          ),
        lose,
      );
    });
    request.end(post.body);
  });
}

/** `null`: larger than allowed. Rejects where the answer ends before its end. */
async function readText(response: IncomingMessage, largest: number): Promise<string | null> {
  if (Number(response.headers['content-length'] ?? 0) > largest) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return null;
    parts.push(part);
  }
  if (!response.complete) throw new Error('the answer was cut');
  return new TextDecoder().decode(Buffer.concat(parts));
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : null;
}
