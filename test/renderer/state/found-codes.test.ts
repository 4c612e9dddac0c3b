/** Rules of the dialog of found codes: what is ticked and what may be sent. */
import { describe, expect, it } from 'vitest';
import { foundRows, itemsOf, sentenceOf, startingPicks } from '../../../renderer/state/found-codes.ts';
import { found, ME, recognition, request } from '../screens/requests.ts';

const requests = new Map([1, 2].map((id) => [`sandbox/${id}`, request({ id })]));
const accountId = `${ME}@sandbox`;
const choose = found({
  handle: 'c',
  verdict: 'choose',
  requestKey: null,
  accountId: null,
  requestId: null,
  candidates: [1, 2].map((id) => ({ requestKey: `sandbox/${id}`, accountId })),
});

describe('found codes', () => {
  it('ticks what fits and nothing else', () => {
    const all = recognition(
      found({ handle: 'a', verdict: 'suspicious' }),
      found({ handle: 'b' }),
      choose,
      found({ handle: 'd', verdict: 'already-decided' }),
    );
    expect(startingPicks(all)).toEqual(['b']);
  });

  it('ticks neither of two codes for the same side', () => {
    expect(startingPicks(recognition(found({ handle: 'a' }), found({ handle: 'b' })))).toEqual([]);
  });

  it('never sends a code whose verdict is not good, even when it is ticked', () => {
    const verdicts = ['already-decided', 'closed', 'expired', 'unknown', 'suspicious'] as const;
    const codes = verdicts.map((verdict) => found({ handle: verdict, verdict }));
    const rows = foundRows(recognition(...codes), requests, {});
    expect(rows.filter((row) => row.usable)).toEqual([]);
    expect(itemsOf(rows, new Set(verdicts), 'accept')).toEqual([]);
  });

  it('sends a code that needs a choice only for one of its own candidates', () => {
    const rows = (requestKey: string) =>
      foundRows(recognition(choose), requests, { c: { requestKey, accountId } });
    expect(itemsOf(foundRows(recognition(choose), requests, {}), new Set(['c']), 'accept')).toEqual([]);
    expect(itemsOf(rows('sandbox/9'), new Set(['c']), 'accept')).toEqual([]);
    expect(itemsOf(rows('sandbox/2'), new Set(['c']), 'refuse')).toEqual([
      { requestKey: 'sandbox/2', accountId, handle: 'c', decision: 'refuse' },
    ]);
  });

  it('decides once for a side, however many codes are ticked for it', () => {
    const rows = foundRows(recognition(found({ handle: 'a' }), found({ handle: 'b' })), requests, {});
    expect(itemsOf(rows, new Set(['a', 'b']), 'accept')).toHaveLength(1);
  });

  it('shows what can be used first and knows the request of each', () => {
    const rows = foundRows(
      recognition(
        found({ handle: 'a', verdict: 'expired', requestKey: 'sandbox/2' }),
        found({ handle: 'b' }),
      ),
      requests,
      {},
    );
    expect(rows.map((row) => row.handle)).toEqual(['b', 'a']);
    expect(rows.map((row) => row.request?.id)).toEqual([1, 2]);
  });
});

it('never says of a decision that it is tried again by itself', () => {
  const failed = (
    code: 'offline' | 'rate-limited' | 'rejected',
    next: 'check-network' | 'wait' | 'open-panel',
  ) => sentenceOf({ requestKey: 'sandbox/1', accountId, outcome: 'failed', failure: { code, next } });
  expect(failed('offline', 'check-network')).toBe('offline');
  expect(failed('rate-limited', 'wait')).toBe('later');
  expect(failed('rejected', 'open-panel')).toBe('failed');
});
