/** The one-use key of the printed address and the session's token it is exchanged for. Sends nothing and logs nothing. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type Session = {
  /** Goes into the address, after `#key=`. */
  key: string;
  /** Another key, for a second start; the one given before gives way where nobody has used it. */
  another: () => string;
  /** The session's token, once for each key; `null` for a wrong key or one that was used. */
  exchange: (key: string) => string | null;
  /** Whether this is the session's token. */
  holds: (token: string | undefined) => boolean;
};

export function newSession(): Session {
  const key = newToken();
  const token = newToken();
  /** Keys that were not used yet: the printed one, and the last of a second start. */
  const unused: { first: string | null; second: string | null } = { first: key, second: null };
  let used = false;
  return {
    key,
    another: () => (unused.second = newToken()),
    exchange(given) {
      // SECURITY: compared even when used, so that the time tells nothing of either.
      const isFirst = same(given, unused.first ?? token);
      const isSecond = same(given, unused.second ?? token);
      if (isFirst && unused.first !== null) unused.first = null;
      else if (isSecond && unused.second !== null) unused.second = null;
      else return null;
      used = true;
      return token;
    },
    // SECURITY: before the key is used nobody holds a session.
    holds: (given) => given !== undefined && same(given, token) && used,
  };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SECURITY: digests have one length, so the comparison takes the same time whatever was sent. */
function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
