/** Rules of the requests table: words of a state, deadline, order, narrowing. */
import { describe, expect, it } from 'vitest';
import type { RequestFilter, RequestRow } from '../../../renderer/requests/requests-view.ts';
import {
  countSegments,
  endingOf,
  narrow,
  order,
  rowOf,
  stateLabel,
} from '../../../renderer/requests/requests-view.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { confirmed, ME, mineOf, NOW, OTHER_ME, refused, request, THEM } from '../requests/samples.ts';

const row = (facts: ContactRequest): RequestRow => rowOf(facts, mineOf, NOW);
const everything: RequestFilter = { segment: 'all', role: 'any', account: 'all', query: '' };
const typeName = ({ family }: ContactRequest) => (family === '/domain/zone' ? 'Zona DNS' : 'Dominio');
const collator = new Intl.Collator('en');
const ids = (rows: RequestRow[]) => rows.map(({ request: { id } }) => id);

describe('the words of a state', () => {
  it('asks for my code while my side has not confirmed', () => {
    expect(stateLabel(row(request({ id: 1 })))).toEqual({ tone: 'you', key: 'yours', count: 1 });
  });

  it('asks for two codes where both accounts are mine', () => {
    const both = request({ id: 1, toAccount: OTHER_ME });
    expect(stateLabel(row(both))).toMatchObject({ key: 'yours', count: 2 });
  });

  it('with one account alone looked at, asks for its code and waits for that of the other', () => {
    const both = request({ id: 1, toAccount: OTHER_ME });
    const first = rowOf(both, mineOf, NOW, ME);
    expect([first.segment, stateLabel(first)]).toEqual(['yours', { tone: 'you', key: 'yours', count: 1 }]);
    const given = request({ id: 2, toAccount: OTHER_ME, confirmations: confirmed(ME) });
    const second = rowOf(given, mineOf, NOW, ME);
    expect([second.segment, stateLabel(second)]).toEqual([
      'waiting',
      { tone: 'wait', key: 'waiting', who: OTHER_ME },
    ]);
    expect(rowOf(given, mineOf, NOW, OTHER_ME).segment).toBe('yours');
  });

  it('names the one it waits for once I have confirmed', () => {
    const waiting = request({ id: 1, confirmations: confirmed(ME) });
    expect(stateLabel(row(waiting))).toEqual({ tone: 'wait', key: 'waiting', who: THEM });
  });

  it('says that a confirmation is not certain where its answer was lost', () => {
    const lost = request({ id: 1, confirmations: confirmed(ME, false) });
    expect(stateLabel(row(lost))).toEqual({ tone: 'you', key: 'maybeConfirmed' });
  });

  it('says just confirmed while OVHcloud still shows it waiting', () => {
    const alone = request({ id: 1, toAccount: ME, fromAccount: THEM, confirmations: confirmed(ME) });
    expect(stateLabel(row(alone))).toMatchObject({ key: 'justConfirmed' });
  });

  it('tells checking from applying', () => {
    expect(stateLabel(row(request({ id: 1, state: 'todo' }))).key).toBe('checking');
    expect(stateLabel(row(request({ id: 1, state: 'checkValidity' }))).key).toBe('checking');
    expect(stateLabel(row(request({ id: 1, state: 'doing' }))).key).toBe('applying');
  });

  it('gives every final state its own tone', () => {
    const tones = ['done', 'refused', 'aborted', 'expired', 'error'].map(
      (state) => stateLabel(row(request({ id: 1, state }))).tone,
    );
    expect(tones).toEqual(['good', 'bad', 'mute', 'mute', 'bad']);
  });

  it('shows a state it does not know as it is', () => {
    expect(stateLabel(row(request({ id: 1, state: 'frozen' })))).toEqual({
      tone: 'mute',
      key: 'raw',
      raw: 'frozen',
    });
  });

  it('no longer asks for a code when the seven days are over', () => {
    expect(stateLabel(row(request({ id: 1, asked: 7.1 }))).key).toBe('overdue');
  });
});

describe('what stands under Expires', () => {
  it('counts down while codes may be given, in red on the last day', () => {
    expect(endingOf(row(request({ id: 1, asked: 2 })))).toMatchObject({ kind: 'in', urgent: false });
    expect(endingOf(row(request({ id: 1, asked: 6.5 })))).toMatchObject({ kind: 'in', urgent: true });
  });

  it('shows nothing while it is being applied, and the day it ended once closed', () => {
    expect(endingOf(row(request({ id: 1, state: 'doing' })))).toBeNull();
    const done = request({ id: 1, state: 'done', dateDone: '2026-11-18T08:00:00Z' });
    expect(endingOf(row(done))).toEqual({ kind: 'on', at: '2026-11-18T08:00:00Z' });
  });
});

describe('the order', () => {
  const rows = [
    request({ id: 1, state: 'done', dateDone: '2026-11-01T00:00:00Z' }),
    request({ id: 2, asked: 1, confirmations: confirmed(ME) }),
    request({ id: 3, asked: 1 }),
    request({ id: 4, state: 'refused', dateDone: '2026-11-19T00:00:00Z', confirmations: refused(ME) }),
    request({ id: 5, asked: 6 }),
    request({ id: 6, state: 'doing', asked: 1 }),
  ].map(row);

  it('puts my turn first by deadline, then what runs, then the newest closed', () => {
    expect(ids(order(rows, null, collator))).toEqual([5, 3, 2, 6, 4, 1]);
  });

  it('keeps the order of urgency among equals of a column', () => {
    const sort = { column: 'service', descending: false } as const;
    expect(ids(order(rows, sort, collator))).toEqual([5, 3, 2, 6, 4, 1]);
  });

  it('sorts by service in the order of the language', () => {
    const named = ['zeta.es', 'ñandu.es', 'nube.es'].map((serviceDomain, index) =>
      row(request({ id: index + 1, serviceDomain })),
    );
    const spanish = new Intl.Collator('es');
    const up = order(named, { column: 'service', descending: false }, spanish);
    expect(up.map((each) => each.request.serviceDomain)).toEqual(['nube.es', 'ñandu.es', 'zeta.es']);
    const down = order(named, { column: 'service', descending: true }, spanish);
    expect(down.map((each) => each.request.serviceDomain)).toEqual(['zeta.es', 'ñandu.es', 'nube.es']);
  });

  it('sorts by state in the order of work, not of its words', () => {
    const sort = { column: 'state', descending: false } as const;
    // Mine, with another, with OVHcloud, refused, done.
    expect(ids(order(rows, sort, collator))).toEqual([5, 3, 2, 6, 4, 1]);
    expect(ids(order(rows, { ...sort, descending: true }, collator))).toEqual([1, 4, 6, 2, 5, 3]);
  });

  it('does not touch the list it was given', () => {
    const before = ids(rows);
    order(rows, { column: 'expires', descending: true }, collator);
    expect(ids(rows)).toEqual(before);
  });
});

describe('narrowing', () => {
  const rows = [
    request({ id: 2298243 }),
    request({ id: 2298244, family: '/domain/zone', contactTypes: ['contactAdmin', 'contactBilling'] }),
    request({ id: 2290001, serviceDomain: 'peña.es', seenBy: [`${OTHER_ME}@sandbox`], state: 'done' }),
  ].map(row);
  const wordsOf = (nichandle: string) => (nichandle === THEM ? 'Márta Prieto\nSistemas' : '');
  const left = (change: Partial<RequestFilter>) =>
    ids(narrow(rows, { ...everything, ...change }, typeName, wordsOf));

  it('finds by service without accents, by contact, by number and by type, all words together', () => {
    expect(left({ query: 'pena' })).toEqual([2290001]);
    expect(left({ query: 'MP40311' })).toHaveLength(3);
    expect(left({ query: 'marta sistemas' })).toHaveLength(3);
    expect(left({ query: '2298244' })).toEqual([2298244]);
    expect(left({ query: 'clinicanorte zona' })).toEqual([2298244]);
    expect(left({ query: 'clinicanorte nothing' })).toEqual([]);
  });

  it('keeps the role and the account asked for', () => {
    expect(left({ role: 'contactBilling' })).toEqual([2298244]);
    expect(left({ account: `${OTHER_ME}@sandbox` })).toEqual([2290001]);
  });

  it('counts each row in exactly one segment', () => {
    expect(countSegments(rows)).toEqual({ yours: 2, waiting: 0, closed: 1, all: 3 });
  });
});

it('says just refused, not confirmed, while OVHcloud still shows a refused request waiting', () => {
  expect(stateLabel(row(request({ id: 1, confirmations: refused(ME) }))).key).toBe('justRefused');
});
