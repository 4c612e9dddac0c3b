/**
 * The access token of a service account: fetched once for calls that run together, kept in memory until a minute before
 * its end. SECURITY: it leaves through `current` alone, for the header of a call.
 */
import { z } from 'zod';
import { ok, type Result } from '../../shared/failure.ts';
import type { Clock } from './clock.ts';

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive().catch(600),
});
export type FreshToken = z.infer<typeof tokenSchema>;

export type Bearer = {
  current: () => Promise<Result<string>>;
  /** That token was refused: the next asking fetches anew, unless somebody already has. */
  distrust: (token: string) => void;
};

const EARLY_MS = 60_000;

export function openBearer(clock: Clock, fetchToken: () => Promise<Result<FreshToken>>): Bearer {
  let kept: { token: string; until: number } | null = null;
  let shared: Promise<Result<string>> | null = null;

  const fetchNew = async (): Promise<Result<string>> => {
    const fresh = await fetchToken();
    shared = null;
    if (!fresh.ok) return fresh;
    kept = {
      token: fresh.value.access_token,
      until: clock.steady() + fresh.value.expires_in * 1000 - EARLY_MS,
    };
    return ok(kept.token);
  };

  return {
    async current() {
      if (kept !== null && clock.steady() < kept.until) return ok(kept.token);
      shared ??= fetchNew();
      return shared;
    },
    distrust(token) {
      if (kept?.token === token) kept = null;
    },
  };
}
