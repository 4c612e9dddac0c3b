/** The one-use key of the printed address and the session's token it is exchanged for. Sends nothing and logs nothing. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export type Session = {
  /** Goes into the address, after `#key=`. */
  key: string;
  /** The session's token, once; `null` for a wrong key or one that was used. */
  exchange: (key: string) => string | null;
  /** Whether this is the session's token. */
  holds: (token: string | undefined) => boolean;
};

export function newSession(): Session {
  const key = newToken();
  const token = newToken();
  let used = false;
  return {
    key,
    exchange(given) {
      // SECURITY: compared even when used, so that the time tells nothing of either.
      const right = same(given, key);
      if (used || !right) return null;
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
