/** What came of decisions: the sentence that tells it, how it stands since, and the table to keep. */
import { expect, it } from 'vitest';
import {
  groupOf,
  isSpent,
  outcomeTable,
  sentenceOf,
  toldOf,
  wasNotSent,
} from '../../../renderer/codes/outcomes.ts';
import type { DecisionOutcome } from '../../../shared/contract.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { confirmed, ME, mineOf, NOW, request, THEM } from '../requests/samples.ts';

const accountId = `${ME}@sandbox`;
const item = (id: number) => ({
  requestKey: `sandbox/${id}`,
  accountId,
  handle: `h${id}`,
  decision: 'accept' as const,
});
const outcome = (
  id: number,
  what: DecisionOutcome['outcome'],
  failure: DecisionOutcome['failure'] = null,
): DecisionOutcome => ({ requestKey: `sandbox/${id}`, accountId, outcome: what, failure });
const told = (what: DecisionOutcome['outcome'] | null, one: ContactRequest, cancels = false) =>
  toldOf(
    item(1),
    { stopping: false, outcomes: what === null ? {} : { [`sandbox/1 ${accountId}`]: outcome(1, what) } },
    one,
    mineOf(),
    cancels,
    NOW,
  );

it('never says of a decision that it is tried again by itself', () => {
  const failed = (
    code: 'offline' | 'rate-limited' | 'rejected',
    next: 'check-network' | 'wait' | 'open-panel',
  ) => sentenceOf(outcome(1, 'failed', { code, next }));
  expect(failed('offline', 'check-network')).toBe('offline');
  expect(failed('rate-limited', 'wait')).toBe('later');
  expect(failed('rejected', 'open-panel')).toBe('failed');
});

it('tells an accepted request by whose turn it is since', () => {
  expect(told('accepted', request({ id: 1, confirmations: confirmed(ME) }))).toMatchObject({
    standing: 'with',
    who: [THEM],
  });
  expect(told('accepted', request({ id: 1, state: 'doing' })).standing).toBe('applying');
  expect(told('accepted', request({ id: 1, state: 'done' })).standing).toBe('done');
});

it('calls refusing my own request cancelling, and a used code neither wrong nor done', () => {
  expect(told('refused', request({ id: 1 }), true).standing).toBe('cancelled');
  expect(told('refused', request({ id: 1 })).standing).toBe('refused');
  expect(groupOf(told('already-confirmed', request({ id: 1 })).standing)).toBe('elsewhere');
  expect(groupOf(told('wrong-code', request({ id: 1 })).standing)).toBe('look');
  expect(told(null, request({ id: 1 })).standing).toBe('sending');
});

it('keeps a code that may still be good', () => {
  for (const what of ['failed', 'unknown', 'not-allowed', 'stopped'] as const)
    expect(isSpent(outcome(1, what))).toBe(false);
  for (const what of ['accepted', 'refused', 'wrong-code', 'already-confirmed', 'not-waiting'] as const)
    expect(isSpent(outcome(1, what))).toBe(true);
});

it('says sent only of what left the computer', () => {
  expect(wasNotSent(outcome(1, 'stopped'))).toBe(true);
  expect(wasNotSent(outcome(1, 'failed', { code: 'offline', next: 'check-network' }))).toBe(true);
  expect(wasNotSent(outcome(1, 'failed', { code: 'server', next: 'wait' }))).toBe(false);
  expect(wasNotSent(outcome(1, 'unknown'))).toBe(false);
  expect(wasNotSent(outcome(1, 'accepted'))).toBe(false);
});

it('writes down what came of each, and why one was not taken', () => {
  const requests = [request({ id: 1 }), request({ id: 2 })];
  const outcomes = {
    [`sandbox/1 ${accountId}`]: outcome(1, 'accepted'),
    [`sandbox/2 ${accountId}`]: outcome(2, 'wrong-code', {
      code: 'wrong-code',
      next: 'check-code',
      queryId: 'EU.ext-3.1a',
    }),
  };
  const all = requests.map((one) =>
    toldOf(item(one.id), { outcomes, stopping: false }, one, mineOf(), true, NOW),
  );
  const table = outcomeTable(all, {
    type: ({ family }) => `type ${family}`,
    roles: ({ contactTypes }) => contactTypes.join(),
    decision: (decision) => `to ${decision}`,
    outcome: ({ standing }) => `is ${standing}`,
    why: ({ failure }) => failure?.code ?? '',
  });
  const known = ['clinicanorte.es', 'type /domain', 'contactTech', ME, THEM, 'to accept'];
  expect(table).toEqual([
    ['1', ...known, 'is confirmed', '', ''],
    ['2', ...known, 'is not-taken', 'wrong-code', 'EU.ext-3.1a'],
  ]);
});
