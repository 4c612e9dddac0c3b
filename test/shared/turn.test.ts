/** Whose turn a request is, told by the right side to the right side. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOverdue } from '../../shared/deadline.ts';
import { TASK_STATES } from '../../shared/request.ts';
import {
  cancels,
  courseOf,
  directionOf,
  isRunning,
  segmentOf,
  sidesOf,
  takesCodes,
  turnOf,
} from '../../shared/turn.ts';
import { anyMine, anyRequest, aRequest, DAY, HOUR, iso, NOW } from './samples.ts';

const mine = new Set(['me1-ovh', 'me2-ovh']);
const confirmed = (nichandle: string, given: object = {}) => ({
  nichandle,
  decision: 'accept' as const,
  at: iso(NOW - HOUR),
  certain: true,
  ...given,
});
const bothMine = { askingAccount: 'me1-ovh', fromAccount: 'me1-ovh', toAccount: 'me2-ovh' };

describe('sidesOf', () => {
  it('names who asked first, then the new contact, then the old one who is only informed', () => {
    const request = aRequest({ askingAccount: 'aa11-ovh', fromAccount: 'bb22-ovh', toAccount: 'me1-ovh' });
    expect(sidesOf(request, mine)).toMatchObject([
      { nichandle: 'aa11-ovh', part: 'asks', asks: true, confirms: true, code: 'not-known', mine: false },
      { nichandle: 'me1-ovh', part: 'takes-over', asks: false, confirms: true, code: 'needed', mine: true },
      { nichandle: 'bb22-ovh', part: 'hands-over', asks: false, confirms: false, code: 'none', mine: false },
    ]);
  });
  it('lets the old and the new contact confirm where the API hides who asked', () => {
    const sides = sidesOf(aRequest({ askingAccount: null }), mine);
    expect(sides.map((side) => [side.nichandle, side.confirms])).toEqual([
      ['me1-ovh', true],
      ['mp40311-ovh', true],
    ]);
  });
  it('asks one code of an administrator who takes a role himself', () => {
    const request = aRequest({ askingAccount: 'me1-ovh', fromAccount: 'aa11-ovh', toAccount: 'me1-ovh' });
    expect(sidesOf(request, mine).filter((side) => side.confirms)).toHaveLength(1);
  });
  it('remembers what was decided here, and says when the answer was lost', () => {
    const codeAfter = (...confirmations: ReturnType<typeof confirmed>[]) =>
      sidesOf(aRequest({ confirmations }), mine)[0]?.code;
    expect(codeAfter()).toBe('needed');
    expect(codeAfter(confirmed('me1-ovh'))).toBe('confirmed');
    expect(codeAfter({ ...confirmed('me1-ovh'), decision: 'refuse' as never })).toBe('refused');
    expect(codeAfter(confirmed('me1-ovh', { certain: false }))).toBe('uncertain');
    expect(codeAfter(confirmed('me1-ovh'), confirmed('me1-ovh', { certain: false }))).toBe('confirmed');
    expect(codeAfter(confirmed('mp40311-ovh'))).toBe('needed');
  });
  it('counts a side that was confirmed elsewhere, and says so while codes are taken', () => {
    const confirmations = [confirmed('me1-ovh', { elsewhere: 'person' })];
    const waiting = aRequest({ confirmations });
    expect(sidesOf(waiting, mine)[0]?.code).toBe('elsewhere');
    expect(turnOf(waiting, mine, NOW)).toMatchObject({ whose: 'theirs', sides: ['mp40311-ovh'] });
    expect(sidesOf({ ...waiting, state: 'refused' }, mine)[0]?.code).toBe('none');
  });
  it('takes the latest word of those that are equally certain', () => {
    const codeAfter = (...decisions: ('accept' | 'refuse')[]) =>
      sidesOf(
        aRequest({ confirmations: decisions.map((decision) => ({ ...confirmed('me1-ovh'), decision })) }),
        mine,
      )[0]?.code;
    expect(codeAfter('accept', 'refuse')).toBe('refused');
    expect(codeAfter('refuse', 'accept')).toBe('confirmed');
  });
  it('names only those the API names', () => {
    const named = (
      fromAccount: string | null,
      toAccount: string | null,
      askingAccount: string | null = null,
    ) =>
      sidesOf(aRequest({ askingAccount, fromAccount, toAccount }), mine).map(
        ({ nichandle, part, asks, confirms }) => [nichandle, part, asks, confirms],
      );
    expect(named(null, null)).toEqual([]);
    expect(named(null, 'me1-ovh')).toEqual([['me1-ovh', 'takes-over', false, true]]);
    expect(named('me1-ovh', null)).toEqual([['me1-ovh', 'hands-over', false, true]]);
    expect(named(null, null, 'me1-ovh')).toEqual([['me1-ovh', 'asks', true, true]]);
  });
  it('asks nobody for a code before OVHcloud has checked the request', () => {
    for (const state of ['todo', 'checkValidity']) {
      expect(sidesOf(aRequest({ state }), mine).map((side) => side.code)).toEqual(['none', 'none']);
    }
  });
  it('of a request that is over, what others did is not known, and nothing is asked of me', () => {
    for (const state of ['refused', 'expired', 'aborted', 'error'])
      expect(sidesOf(aRequest({ state }), mine).map((side) => side.code)).toEqual(['none', 'not-known']);
  });
  it('knows that all have confirmed once OVHcloud applies the change', () => {
    for (const state of ['doing', 'done']) {
      const request = aRequest({ state, confirmations: [confirmed('me1-ovh', { certain: false })] });
      expect(sidesOf(request, mine).map((side) => side.code)).toEqual(['confirmed', 'confirmed']);
    }
  });
  it('never doubles a side, never calls a side of mine not known, never asks a code of others', () => {
    fc.assert(
      fc.property(anyRequest, anyMine, (request, handles) => {
        const sides = sidesOf(request, handles);
        expect(new Set(sides.map((side) => side.nichandle)).size).toBe(sides.length);
        for (const side of sides) {
          expect(side.mine).toBe(handles.has(side.nichandle));
          if (side.mine) expect(side.code).not.toBe('not-known');
          else expect(side.code).not.toBe('needed');
          if (!side.confirms) expect(side.code).toBe('none');
          if (side.code === 'needed') expect(takesCodes(request.state)).toBe(true);
        }
        const told = [request.askingAccount, request.fromAccount, request.toAccount];
        expect(new Set(sides.map((side) => side.nichandle))).toEqual(
          new Set(told.filter((nichandle) => nichandle !== null)),
        );
      }),
    );
  });
});

describe('directionOf', () => {
  const of = (askingAccount: string | null, fromAccount: string, toAccount: string) =>
    directionOf(aRequest({ askingAccount, fromAccount, toAccount }), mine);
  it('tells each of the six', () => {
    expect(of('me1-ovh', 'me1-ovh', 'aa11-ovh')).toBe('handing-over');
    expect(of(null, 'me1-ovh', 'aa11-ovh')).toBe('handing-over');
    expect(of('me2-ovh', 'me1-ovh', 'aa11-ovh')).toBe('handing-over');
    expect(of('aa11-ovh', 'aa11-ovh', 'me1-ovh')).toBe('taking-over');
    expect(of('me1-ovh', 'aa11-ovh', 'me1-ovh')).toBe('taking-over');
    expect(of('me1-ovh', 'me1-ovh', 'me2-ovh')).toBe('both-mine');
    expect(of('me1-ovh', 'aa11-ovh', 'bb22-ovh')).toBe('third-party');
    expect(of('aa11-ovh', 'me1-ovh', 'bb22-ovh')).toBe('informed');
    expect(of('aa11-ovh', 'bb22-ovh', 'cc33-ovh')).toBe('watching');
  });
  it('watches exactly where none of the three is mine', () => {
    fc.assert(
      fc.property(anyRequest, anyMine, (request, handles) => {
        const isConcerned = sidesOf(request, handles).some((side) => side.mine);
        expect(directionOf(request, handles) === 'watching').toBe(!isConcerned);
      }),
    );
  });
});

describe('turnOf', () => {
  it('is mine while my code is needed', () => {
    expect(turnOf(aRequest(), mine, NOW)).toEqual({ whose: 'mine', sides: ['me1-ovh'] });
  });
  it('is mine twice where both accounts are mine, then once, then OVHcloud’s', () => {
    expect(turnOf(aRequest(bothMine), mine, NOW)).toEqual({ whose: 'mine', sides: ['me1-ovh', 'me2-ovh'] });
    const half = aRequest({ ...bothMine, confirmations: [confirmed('me1-ovh')] });
    expect(turnOf(half, mine, NOW)).toEqual({ whose: 'mine', sides: ['me2-ovh'] });
    const whole = aRequest({ ...bothMine, confirmations: [confirmed('me1-ovh'), confirmed('me2-ovh')] });
    expect(turnOf(whole, mine, NOW)).toEqual({ whose: 'ovhcloud', why: 'just-confirmed' });
  });
  it('is the other’s, for certain, once I have confirmed', () => {
    const request = aRequest({ confirmations: [confirmed('me1-ovh')] });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'theirs', sides: ['mp40311-ovh'], certain: true });
  });
  it('is one of the others’, not known whose, where I am only informed', () => {
    const request = aRequest({ askingAccount: 'aa11-ovh', toAccount: 'bb22-ovh' });
    expect(turnOf(request, mine, NOW)).toEqual({
      whose: 'theirs',
      sides: ['aa11-ovh', 'bb22-ovh'],
      certain: false,
    });
  });
  it('is the other’s, not for certain, where the API hides who asked', () => {
    const request = aRequest({ askingAccount: null, confirmations: [confirmed('me1-ovh')] });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'theirs', sides: ['mp40311-ovh'], certain: false });
  });
  it('is nobody’s where the API names nobody who could confirm', () => {
    const request = aRequest({ askingAccount: null, fromAccount: null, toAccount: null });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'nobody' });
  });
  it('stays mine when the answer to my decision was lost', () => {
    const request = aRequest({ confirmations: [confirmed('me1-ovh', { certain: false })] });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'mine', sides: ['me1-ovh'] });
  });
  it('is OVHcloud’s after a refusal it does not show yet', () => {
    const request = aRequest({ confirmations: [{ ...confirmed('me1-ovh'), decision: 'refuse' }] });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'ovhcloud', why: 'just-confirmed' });
  });
  it('is OVHcloud’s while it checks and while it applies', () => {
    for (const state of ['todo', 'checkValidity'])
      expect(turnOf(aRequest({ state }), mine, NOW)).toEqual({ whose: 'ovhcloud', why: 'checking' });
    expect(turnOf(aRequest({ state: 'doing' }), mine, NOW)).toEqual({ whose: 'ovhcloud', why: 'applying' });
  });
  it('is nobody’s once the seven days are over', () => {
    const request = aRequest({ dateRequest: iso(NOW - 7 * DAY) });
    expect(turnOf(request, mine, NOW)).toEqual({ whose: 'nobody' });
    expect(turnOf(request, mine, NOW - 1).whose).toBe('mine');
  });
  it('is mine only while codes are taken, in time, and then only for confirming sides of mine', () => {
    fc.assert(
      fc.property(anyRequest, anyMine, (request, handles) => {
        const turn = turnOf(request, handles, NOW);
        if (turn.whose === 'mine') {
          expect(takesCodes(request.state) && !isOverdue(request, NOW)).toBe(true);
          expect(turn.sides.length).toBeGreaterThan(0);
          for (const nichandle of turn.sides) {
            const side = sidesOf(request, handles).find((each) => each.nichandle === nichandle);
            expect(side).toMatchObject({ mine: true, confirms: true });
          }
        }
        if (turn.whose === 'theirs') {
          expect(turn.sides.length).toBeGreaterThan(0);
          expect(turn.sides.some((nichandle) => handles.has(nichandle))).toBe(false);
        }
        if (!isRunning(request.state)) expect(turn.whose).toBe('nobody');
      }),
    );
  });
});

describe('segmentOf', () => {
  it('puts each state where a person looks for it', () => {
    expect(segmentOf(aRequest(), mine, NOW)).toBe('yours');
    expect(segmentOf(aRequest({ confirmations: [confirmed('me1-ovh')] }), mine, NOW)).toBe('waiting');
    for (const state of ['todo', 'checkValidity', 'doing']) {
      expect(segmentOf(aRequest({ state }), mine, NOW)).toBe('waiting');
    }
    for (const state of ['done', 'refused', 'aborted', 'expired', 'error']) {
      expect(segmentOf(aRequest({ state }), mine, NOW)).toBe('closed');
    }
  });
  it('keeps what OVHcloud has not closed among the waiting, though its time is up', () => {
    expect(segmentOf(aRequest({ dateRequest: iso(NOW - 8 * DAY) }), mine, NOW)).toBe('waiting');
  });
  it('hides no request in a state it does not know', () => {
    expect(segmentOf(aRequest({ state: 'somethingNew' }), mine, NOW)).toBe('waiting');
    expect(segmentOf(aRequest({ state: 'somethingNew', dateDone: iso(NOW) }), mine, NOW)).toBe('closed');
  });
  it('gives every request exactly one segment, and `yours` exactly to what is mine', () => {
    fc.assert(
      fc.property(anyRequest, anyMine, (request, handles) => {
        const segment = segmentOf(request, handles, NOW);
        expect(['yours', 'waiting', 'closed']).toContain(segment);
        expect(segment === 'yours').toBe(turnOf(request, handles, NOW).whose === 'mine');
      }),
    );
  });
});

describe('courseOf', () => {
  const course = (given: Parameters<typeof aRequest>[0]) =>
    courseOf(aRequest(given), mine, NOW).map((step) => `${step.step} ${step.status}`);
  it('shows what is done, what is mine now, what is not known and what is next', () => {
    expect(course({})).toEqual([
      'requested done',
      'checked done',
      'confirms now',
      'confirms not-known',
      'applied next',
    ]);
  });
  it('waits for the check first', () => {
    expect(course({ state: 'checkValidity' })).toEqual([
      'requested done',
      'checked now',
      'confirms next',
      'confirms next',
      'applied next',
    ]);
  });
  it('ends with the end, and its date', () => {
    const steps = courseOf(aRequest({ state: 'done', dateDone: iso(NOW) }), mine, NOW);
    expect(steps.at(-1)).toEqual({ step: 'applied', status: 'done', at: iso(NOW) });
    expect(course({ state: 'refused' }).at(-1)).toBe('ended failed');
    expect(course({ state: 'somethingNew' }).at(-1)).toBe('ended not-known');
  });
  it('claims no confirmation it cannot know of', () => {
    expect(course({ state: 'expired', confirmations: [confirmed('me1-ovh')] })).toEqual([
      'requested done',
      'checked done',
      'confirms done',
      'confirms not-known',
      'ended failed',
    ]);
  });
  it('says that an overdue request will not be applied', () => {
    expect(course({ dateRequest: iso(NOW - 8 * DAY) }).slice(2)).toEqual([
      'confirms skipped',
      'confirms not-known',
      'applied skipped',
    ]);
  });
  it.each([
    ['todo', 'now', 'next', 'next', 'applied next'],
    ['validatingByCustomers', 'done', 'now', 'not-known', 'applied next'],
    ['doing', 'done', 'done', 'done', 'applied now'],
    ['done', 'done', 'done', 'done', 'applied done'],
    ['expired', 'done', 'not-known', 'not-known', 'ended failed'],
    ['refused', 'not-known', 'not-known', 'not-known', 'ended failed'],
    ['aborted', 'not-known', 'not-known', 'not-known', 'ended failed'],
    ['error', 'not-known', 'not-known', 'not-known', 'ended failed'],
  ])('of a request that is %s, as far as its state tells', (state, checked, my, theirs, end) => {
    expect(course({ state })).toEqual([
      'requested done',
      `checked ${checked}`,
      `confirms ${my}`,
      `confirms ${theirs}`,
      end,
    ]);
  });
  it('was checked before anybody decided', () => {
    expect(course({ state: 'refused', confirmations: [confirmed('mp40311-ovh')] })[1]).toBe('checked done');
  });
  it('goes no further after a refusal', () => {
    const confirmations = [{ ...confirmed('me1-ovh'), decision: 'refuse' as const }];
    expect(course({ confirmations }).slice(2)).toEqual([
      'confirms failed',
      'confirms not-known',
      'applied skipped',
    ]);
  });
  it('of a lost answer: to be given again in time, not known afterwards', () => {
    const confirmations = [confirmed('me1-ovh', { certain: false })];
    expect(course({ confirmations })[2]).toBe('confirms now');
    expect(course({ confirmations, dateRequest: iso(NOW - 8 * DAY) })[2]).toBe('confirms not-known');
    expect(course({ confirmations, state: 'refused' })[2]).toBe('confirms not-known');
  });
  it('says when a side confirmed where it was from here and for certain', () => {
    const when = (given: object) =>
      courseOf(aRequest({ confirmations: [confirmed('me1-ovh', given)] }), mine, NOW)[2];
    expect(when({})).toMatchObject({ status: 'done', at: iso(NOW - HOUR), mine: true });
    expect(when({ elsewhere: 'person' })).toMatchObject({ status: 'done', at: null });
    expect(when({ certain: false })).toMatchObject({ status: 'now', at: null });
  });
  it('has one first step, one last step and one step for each who confirms', () => {
    fc.assert(
      fc.property(anyRequest, anyMine, (request, handles) => {
        const steps = courseOf(request, handles, NOW);
        expect(steps.slice(0, 2).map((step) => step.step)).toEqual(['requested', 'checked']);
        expect(['applied', 'ended']).toContain(steps.at(-1)?.step);
        expect(steps.slice(2, -1).map((step) => step.nichandle)).toEqual(
          sidesOf(request, handles)
            .filter((side) => side.confirms)
            .map((side) => side.nichandle),
        );
      }),
    );
  });
});

describe('states', () => {
  it('runs in four states and takes codes in one', () => {
    expect(TASK_STATES.filter(isRunning)).toEqual([
      'todo',
      'checkValidity',
      'validatingByCustomers',
      'doing',
    ]);
    expect(TASK_STATES.filter(takesCodes)).toEqual(['validatingByCustomers']);
    expect(isRunning('somethingNew')).toBe(false);
  });
});

describe('cancels', () => {
  it('is mine to cancel only where I asked', () => {
    expect(cancels(aRequest(), mine)).toBe(true);
    expect(cancels(aRequest({ askingAccount: 'aa11-ovh' }), mine)).toBe(false);
    expect(cancels(aRequest({ askingAccount: null }), mine)).toBe(false);
  });
});
