/** Seven days, no more, no less, and honest about what is not known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineOf, isOverdue, isUrgent, REQUEST_LIFETIME_MS } from '../../shared/deadline.ts';
import { anyRequest, aRequest, DAY, HOUR, iso, NOW } from './samples.ts';

const lifetime = 7 * 24 * HOUR;

describe('deadlineOf', () => {
  it('is seven days after the request, to the millisecond', () => {
    expect(REQUEST_LIFETIME_MS).toBe(604_800_000);
    const deadline = deadlineOf(aRequest({ dateRequest: '2026-03-27T09:00:00+01:00' }));
    expect(deadline?.at).toBe(Date.parse('2026-04-03T08:00:00Z'));
  });
  it('counts hours, not days of the calendar, where clocks are put forward or back', () => {
    for (const asked of ['2026-03-28T23:30:00+01:00', '2025-10-25T23:30:00+02:00']) {
      const deadline = deadlineOf(aRequest({ dateRequest: asked }));
      expect((deadline?.at ?? 0) - Date.parse(asked)).toBe(lifetime);
    }
  });
  it('tells none for what has ended, is being applied, is in an unknown state or has no date', () => {
    for (const state of ['doing', 'done', 'refused', 'aborted', 'expired', 'error', 'somethingNew']) {
      expect(deadlineOf(aRequest({ state }))).toBeNull();
    }
    expect(deadlineOf(aRequest({ dateRequest: 'soon' }))).toBeNull();
  });
  it('tells one for what is still being checked or waits for codes', () => {
    for (const state of ['todo', 'checkValidity', 'validatingByCustomers'])
      expect(deadlineOf(aRequest({ state }))).toEqual({
        at: NOW + 6 * DAY,
        estimate: true,
        uncertain: false,
        latest: NOW + 6 * DAY,
      });
  });
  it('is uncertain after a new code was asked for, and never earlier for it', () => {
    const request = aRequest({ dateRequest: iso(NOW - 6 * DAY), resentAt: iso(NOW - DAY) });
    const deadline = deadlineOf(request);
    expect(deadline).toEqual({ at: NOW + DAY, estimate: true, uncertain: true, latest: NOW + 6 * DAY });
    expect(deadlineOf(aRequest())?.uncertain).toBe(false);
  });
});

describe('isUrgent and isOverdue', () => {
  const askedAt = (ms: number) => aRequest({ dateRequest: iso(ms - lifetime) });
  it('is urgent with less than a day left, not with a day', () => {
    expect(isUrgent(askedAt(NOW + DAY), NOW)).toBe(false);
    expect(isUrgent(askedAt(NOW + DAY - 1), NOW)).toBe(true);
    expect(isUrgent(askedAt(NOW + 1), NOW)).toBe(true);
  });
  it('is overdue from the deadline on, and then no longer urgent', () => {
    expect(isOverdue(askedAt(NOW + 1), NOW)).toBe(false);
    expect(isOverdue(askedAt(NOW), NOW)).toBe(true);
    expect(isUrgent(askedAt(NOW), NOW)).toBe(false);
  });
  it('gives a request the benefit of the doubt after a new code was sent', () => {
    const request = aRequest({ dateRequest: iso(NOW - 8 * DAY), resentAt: iso(NOW - 2 * DAY) });
    expect(isOverdue(request, NOW)).toBe(false);
    expect(isUrgent(request, NOW)).toBe(true);
    expect(isOverdue(request, NOW + 5 * DAY)).toBe(true);
  });
  it('is never both, and what is overdue stays overdue', () => {
    fc.assert(
      fc.property(anyRequest, fc.nat(20 * DAY), fc.nat(20 * DAY), (request, sooner, later) => {
        const now = NOW - 10 * DAY + sooner;
        expect(isUrgent(request, now) && isOverdue(request, now)).toBe(false);
        if (isOverdue(request, now)) expect(isOverdue(request, now + later)).toBe(true);
      }),
    );
  });
});
