/**
 * Until when a request can be confirmed. OVHcloud's e-mail says seven days; the API does not tell, so every answer here is
 * an estimate. All instants are milliseconds since 1970 in UTC: seven days are 168 hours, whatever clocks are put back.
 */
import type { ContactRequest } from './request.ts';

export const REQUEST_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
const URGENT_MS = 24 * 60 * 60 * 1000;

/** States in which codes are awaited or will be. While OVHcloud applies a change (`doing`) it no longer expires. */
const EXPIRING: readonly string[] = ['todo', 'checkValidity', 'validatingByCustomers'];

export type Deadline = {
  /** Seven days after the request was made: the earliest it can expire. */
  at: number;
  estimate: true;
  /** A new code was asked for: whether that restarts the clock is not known. */
  uncertain: boolean;
  /** The latest it can expire; later than `at` only where uncertain. */
  latest: number;
};

/** `null` where nothing expires any more (applied, being applied, ended, unknown state) or the date cannot be read. */
export function deadlineOf(request: ContactRequest): Deadline | null {
  if (!EXPIRING.includes(request.state)) return null;
  const asked = Date.parse(request.dateRequest);
  if (Number.isNaN(asked)) return null;
  const at = asked + REQUEST_LIFETIME_MS;
  const resent = request.resentAt === null ? Number.NaN : Date.parse(request.resentAt);
  if (Number.isNaN(resent)) return { at, estimate: true, uncertain: false, latest: at };
  return { at, estimate: true, uncertain: true, latest: Math.max(at, resent + REQUEST_LIFETIME_MS) };
}

/** It can still be confirmed, and under 24 hours are (or may be) left. */
export function isUrgent(request: ContactRequest, now: number): boolean {
  const deadline = deadlineOf(request);
  return deadline !== null && now < deadline.latest && deadline.at - now < URGENT_MS;
}

/** Its time has run out even by the most generous reading, though OVHcloud has not said so yet. */
export function isOverdue(request: ContactRequest, now: number): boolean {
  const deadline = deadlineOf(request);
  return deadline !== null && now >= deadline.latest;
}
