/** What may be dropped, and when: never while codes are being decided on, nor behind another dialog. */
import { describe, expect, it } from 'vitest';
import type { DecisionJob } from '../../../renderer/codes/decisions-slice.ts';
import { draggedKind, takesDrops } from '../../../renderer/codes/drop.tsx';
import { initialState, type State } from '../../../renderer/store/store.ts';
import { account } from '../../fakes/world.ts';

function state(change: Partial<State> = {}): State {
  return { ...initialState(), accounts: [account('ac21874-ovh')], ...change };
}
const withJob = (phase: DecisionJob['phase']): Partial<State> => {
  const { codes, decisions } = initialState();
  const job: DecisionJob = {
    items: [],
    phase,
    sendsAt: 0,
    single: false,
    done: 0,
    outcomes: {},
    stopping: false,
    failure: null,
  };
  return { codes: { ...codes, open: true, job: 'job' }, decisions: { ...decisions, jobs: { job } } };
};

describe('a drag', () => {
  it('brings files, or text, or nothing that is read', () => {
    expect(draggedKind(['text/plain', 'Files'])).toBe('files');
    expect(draggedKind(['text/html'])).toBe('text');
    expect(draggedKind(['text/uri-list', 'text/plain'])).toBe('text');
    expect(draggedKind(['application/x-tab'])).toBeNull();
  });
  it('is taken where codes can be shown', () => {
    expect(takesDrops(state(), false)).toBe(true);
    expect(takesDrops(state({ codes: { ...initialState().codes, asking: true } }), true)).toBe(true);
    expect(takesDrops(state(withJob('over')), true)).toBe(true);
  });
  it('is not taken without an account, behind another dialog, or while decisions are on their way', () => {
    expect(takesDrops(initialState(), false)).toBe(false);
    expect(takesDrops(state(), true)).toBe(false);
    expect(takesDrops(state(withJob('waiting')), true)).toBe(false);
    expect(takesDrops(state(withJob('sending')), true)).toBe(false);
  });
});
