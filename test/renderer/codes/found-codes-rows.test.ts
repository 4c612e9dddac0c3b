/** Rules of the dialog of found codes: what is ticked and what may be sent. */
import { describe, expect, it } from 'vitest';
import {
  foundRows,
  itemsOf,
  outcomeTable,
  sentenceOf,
  startingPicks,
} from '../../../renderer/codes/found-codes-rows.ts';
import { found, ME, recognition, request } from '../requests/samples.ts';

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
    const verdicts = [
      'already-decided',
      'closed',
      'expired',
      'other-account',
      'unknown',
      'suspicious',
    ] as const;
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

  it('tries a code sent to another address only where the person says so, and only for what it may be', () => {
    const sent = found({
      handle: 'o',
      verdict: 'other-account',
      accountId: null,
      candidates: [{ requestKey: 'sandbox/1', accountId }],
    });
    expect(startingPicks(recognition(sent))).toEqual([]);
    expect(foundRows(recognition(sent), requests, {})[0]?.usable).toBe(false);
    const chosen = { o: { requestKey: 'sandbox/1', accountId } };
    expect(foundRows(recognition(sent), requests, chosen)[0]?.usable).toBe(true);
    const other = { o: { requestKey: 'sandbox/2', accountId } };
    expect(foundRows(recognition(sent), requests, other)[0]?.usable).toBe(false);
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

it('writes down what came of each code, and why one was not used', () => {
  const rows = foundRows(
    recognition(
      found({ handle: 'a' }),
      found({ handle: 'b', requestKey: 'sandbox/2', requestId: 2 }),
      found({ handle: 'c', verdict: 'unknown', requestKey: null, accountId: null, requestId: 77 }),
    ),
    requests,
    {},
  );
  const side = (id: number) => ({ requestKey: `sandbox/${id}`, accountId });
  const items = itemsOf(rows, new Set(['a', 'b']), 'accept');
  const outcomes = {
    [`sandbox/1 ${accountId}`]: { ...side(1), outcome: 'accepted' as const, failure: null },
    [`sandbox/2 ${accountId}`]: {
      ...side(2),
      outcome: 'wrong-code' as const,
      failure: { code: 'wrong-code' as const, next: 'check-code' as const, queryId: 'EU.ext-3.1a' },
    },
  };
  const table = outcomeTable(
    rows,
    { items, outcomes },
    {
      type: (family) => `type ${family}`,
      roles: ({ contactTypes }) => contactTypes.join(),
      decision: (decision) => `to ${decision}`,
      outcome: ({ outcome }) => `was ${outcome}`,
      verdict: (verdict) => `is ${verdict}`,
      why: ({ failure }) => failure?.code ?? '',
    },
  );
  const known = ['clinicanorte.es', 'type /domain', 'contactTech', ME, 'mp40311-ovh', 'to accept'];
  expect(table).toEqual([
    ['1', ...known, 'was accepted', '', ''],
    ['2', ...known, 'was wrong-code', 'wrong-code', 'EU.ext-3.1a'],
    ['77', '', '', '', '', '', '', 'is unknown', '', ''],
  ]);
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
