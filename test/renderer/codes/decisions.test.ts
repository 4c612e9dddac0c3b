/** Rules of decisions on their way and of found codes: nothing is claimed that is not known, nothing in use is forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import { closeCodes, pasteCodes } from '../../../renderer/codes/codes.ts';
import {
  askDecision,
  decide,
  listenForDecisions,
  setReady,
  sideKey,
  stopDeciding,
} from '../../../renderer/codes/decisions.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok } from '../../../shared/failure.ts';
import { found, ME, recognition } from '../requests/samples.ts';

const accountId = `${ME}@sandbox`;
const item = (id: number) =>
  ({ requestKey: `sandbox/${id}`, accountId, handle: `h${id}`, decision: 'accept' }) as const;
const accepted = (id: number) => ({
  requestKey: `sandbox/${id}`,
  accountId,
  outcome: 'accepted' as const,
  failure: null,
});
const last = (id: number) =>
  useStore.getState().decisions.last[sideKey({ requestKey: `sandbox/${id}`, accountId })]?.outcome.outcome;

type Asked = { channel: string; input: unknown };

/** A bridge whose answers a test gives, and whose events it sends. */
function bridge(answer: (asked: Asked) => unknown) {
  const asked: Asked[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  setBridge({
    invoke: async (channel, input) => {
      asked.push({ channel, input });
      return answer({ channel, input });
    },
    on: (event, listener) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  });
  return { asked, tell: (event: string, payload: unknown) => listeners.get(event)?.(payload) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => useStore.setState(initialState(), true));

describe('decisions', () => {
  it('says not known of what was not told of when the shell went away, and keeps what was', async () => {
    let answer: (value: unknown) => void = () => {};
    const { tell } = bridge(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    listenForDecisions();
    const running = decide([item(1), item(2)], 'job');
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 2, last: accepted(1) });
    answer(fail('internal', 'retry'));
    await running;
    expect([last(1), last(2)]).toEqual(['accepted', 'unknown']);
  });

  it('says failed where nothing can have been sent', async () => {
    bridge(() => fail('offline', 'check-network'));
    await decide([item(1)], 'job');
    expect(last(1)).toBe('failed');
  });

  it('posts a job once, whatever comes of it', async () => {
    const { asked } = bridge(() => fail('internal', 'retry'));
    await decide([item(1)], 'job');
    expect(asked.filter(({ channel }) => channel === 'requests:decide')).toHaveLength(1);
  });

  it('counts on from what it is told and ends with all', async () => {
    const { tell } = bridge(() => ok([accepted(1), accepted(2)]));
    listenForDecisions();
    const running = decide([item(1), item(2)], 'job');
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 2, last: accepted(1) });
    expect(useStore.getState().decisions.jobs.job).toMatchObject({ done: 1, running: true });
    stopDeciding('job');
    expect(useStore.getState().decisions.jobs.job?.stopping).toBe(true);
    await running;
    expect(useStore.getState().decisions.jobs.job).toMatchObject({
      done: 2,
      running: false,
      stopping: false,
    });
  });

  it('asks for nothing by key without a fitting code', () => {
    askDecision('accept');
    expect(useStore.getState().decisions.asked).toBeNull();
    setReady({ requestKey: 'sandbox/1', accountId, handle: 'h1' });
    askDecision('refuse');
    expect(useStore.getState().decisions.asked).toBe('refuse');
  });
});

describe('found codes', () => {
  const two = recognition(
    found({ handle: 'a' }),
    found({ handle: 'b', requestKey: 'sandbox/2', requestId: 2 }),
  );

  it('keeps neither the text nor a code in the store', async () => {
    bridge(() => ok(two));
    pasteCodes('AbCdEfGhIjKlMnOpQrStUvWxYz012345');
    await settled();
    expect(useStore.getState().codes.found?.recognition.codes).toHaveLength(2);
    expect(JSON.stringify(useStore.getState())).not.toContain('AbCdEfGhIjKlMnOp');
  });

  it('has the desk forget what was found when the dialog closes, except a code that stands in a field', async () => {
    const { asked } = bridge(({ channel }) => ok(channel === 'codes:recognise' ? two : {}));
    setReady({ requestKey: 'sandbox/1', accountId, handle: 'a' });
    pasteCodes('text');
    await settled();
    closeCodes();
    expect(asked.at(-1)).toEqual({ channel: 'codes:forget', input: { handles: ['b'] } });
  });

  it('does not forget a handle that the next paste has found again', async () => {
    const { asked } = bridge(({ channel }) => ok(channel === 'codes:recognise' ? two : {}));
    pasteCodes('text');
    await settled();
    pasteCodes('text');
    await settled();
    expect(asked.filter(({ channel }) => channel === 'codes:forget')).toEqual([]);
  });

  it('shows the later of two pastes, however slow the first', async () => {
    const answers: ((value: unknown) => void)[] = [];
    bridge(({ channel }) =>
      channel === 'codes:recognise' ? new Promise((resolve) => answers.push(resolve)) : ok({}),
    );
    pasteCodes('first');
    pasteCodes('second');
    answers[1]?.(ok(recognition(found({ handle: 'second', verdict: 'expired' }))));
    await settled();
    answers[0]?.(ok(recognition(found({ handle: 'first', verdict: 'expired' }))));
    await settled();
    expect(useStore.getState().codes.found?.recognition.codes[0]?.handle).toBe('second');
  });
});
