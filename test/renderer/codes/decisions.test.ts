/** Rules of decisions on their way and of found codes: nothing is claimed that is not known, nothing in use is forgotten. */

import { beforeEach, describe, expect, it } from 'vitest';
import { closeCodes, pasteCodes } from '../../../renderer/codes/codes.ts';
import {
  decide,
  decideOne,
  hearWaiting,
  listenForDecisions,
  sendNow,
  setReady,
  stopDeciding,
  undo,
} from '../../../renderer/codes/decisions.ts';
import { closeTray, forgetHandles, listCodes } from '../../../renderer/codes/tray.ts';
import { setBridge } from '../../../renderer/store/bridge.ts';
import { initialState, useStore } from '../../../renderer/store/store.ts';
import { fail, ok } from '../../../shared/failure.ts';
import { sideKey } from '../../../shared/request.ts';
import { account } from '../../fakes/world.ts';
import { found, ME, NOW, recognition, request } from '../requests/samples.ts';

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
    const running = decide([item(1), item(2)], { job: 'job' });
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 2, last: accepted(1) });
    answer(fail('internal', 'retry'));
    await running;
    expect([last(1), last(2)]).toEqual(['accepted', 'unknown']);
  });

  it('says failed where nothing can have been sent', async () => {
    bridge(() => fail('offline', 'check-network'));
    await decide([item(1)], { job: 'job' });
    expect(last(1)).toBe('failed');
  });

  it('posts a job once, whatever comes of it', async () => {
    const { asked } = bridge(() => fail('internal', 'retry'));
    await decide([item(1)], { job: 'job' });
    expect(asked.filter(({ channel }) => channel === 'requests:decide')).toHaveLength(1);
  });

  it('counts on from what it is told and ends with all', async () => {
    const { tell } = bridge(() => ok([accepted(1), accepted(2)]));
    listenForDecisions();
    const running = decide([item(1), item(2)], { job: 'job' });
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 2, last: accepted(1) });
    expect(useStore.getState().decisions.jobs.job).toMatchObject({ done: 1, phase: 'sending' });
    stopDeciding('job');
    expect(useStore.getState().decisions.jobs.job?.stopping).toBe(true);
    await running;
    expect(useStore.getState().decisions.jobs.job).toMatchObject({
      done: 2,
      phase: 'over',
      stopping: false,
    });
  });
});

describe('the ten seconds', () => {
  const stopped = (id: number) => ({ ...accepted(id), outcome: 'stopped' as const });
  const job = () => useStore.getState().decisions.jobs['job'];
  const waiting = (leftMs = 10_000) => ({ job: 'job', items: [item(1)], leftMs });

  it('are asked of the desk, which alone counts: nothing here says that something was sent', async () => {
    const { asked, tell } = bridge(() => new Promise(() => {}));
    listenForDecisions();
    void decide([item(1)], { job: 'job' });
    expect(asked).toMatchObject([{ channel: 'requests:decide', input: { job: 'job', waits: true } }]);
    expect(job()?.phase).toBe('waiting');
    tell('decisions:waiting', [waiting(4_000)]);
    expect(job()).toMatchObject({ phase: 'waiting' });
    expect((job()?.sendsAt ?? 0) - performance.now()).toBeLessThanOrEqual(4_000);
    tell('decisions:waiting', []);
    expect(job()?.phase).toBe('sending');
    expect(last(1)).toBeUndefined();
  });

  it('taken back leave nothing behind, and the code stays in the tray', async () => {
    let answer: (value: unknown) => void = () => {};
    bridge(({ channel }) =>
      channel === 'requests:decide'
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : ok({ undone: true }),
    );
    const running = decideOne({ requestKey: 'sandbox/1', accountId }, found({ handle: 'h1' }), 'accept');
    const [name = ''] = Object.keys(useStore.getState().decisions.jobs);
    expect(await undo(name)).toBe(true);
    answer(ok([stopped(1)]));
    expect(await running).toEqual([]);
    expect(useStore.getState().decisions).toMatchObject({ jobs: {}, last: {} });
    expect(useStore.getState().codes).toMatchObject({ found: [{ handle: 'h1' }], choices: { h1: 'later' } });
  });

  it('too late to take back go on to their outcome', async () => {
    let answer: (value: unknown) => void = () => {};
    bridge(({ channel }) =>
      channel === 'requests:decide'
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : ok({ undone: false }),
    );
    const running = decide([item(1)], { job: 'job' });
    expect(await undo('job')).toBe(false);
    answer(ok([accepted(1)]));
    await running;
    expect(last(1)).toBe('accepted');
  });

  it('cut off elsewhere are as if they had never been asked for', async () => {
    const { tell } = bridge(() => ok([stopped(1)]));
    listenForDecisions();
    const running = decide([item(1)], { job: 'job' });
    tell('decisions:waiting', []);
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 1, last: stopped(1) });
    expect(await running).toEqual([]);
    expect(useStore.getState().decisions).toMatchObject({ jobs: {}, last: {} });
  });

  it('are known again to a window that was loaded anew, and what came of them', () => {
    const { tell } = bridge(() => ok({}));
    listenForDecisions();
    hearWaiting([waiting()]);
    expect(job()).toMatchObject({ phase: 'waiting', items: [{ handle: 'h1' }] });
    hearWaiting([]);
    tell('jobs:progress', { of: 'decisions', job: 'job', done: 1, total: 1, last: accepted(1) });
    expect(job()?.phase).toBe('over');
    expect(last(1)).toBe('accepted');
  });

  it('are ended by a word to the desk', () => {
    const { asked } = bridge(() => ok({}));
    sendNow('job');
    expect(asked).toEqual([{ channel: 'requests:sendNow', input: { job: 'job' } }]);
  });

  it('over, codes that are of no use leave the tray, and what may still be good stays', async () => {
    useStore.setState(({ codes }) => ({
      codes: { ...codes, found: [found({ handle: 'h1' }), found({ handle: 'h2' }), found({ handle: 'h3' })] },
    }));
    bridge(() =>
      ok([
        accepted(1),
        { ...accepted(2), outcome: 'wrong-code', failure: { code: 'wrong-code', next: 'check-code' } },
        { ...accepted(3), outcome: 'failed', failure: { code: 'offline', next: 'check-network' } },
      ]),
    );
    await decide([item(1), item(2), item(3)], { job: 'job' });
    expect(useStore.getState().codes.found.map(({ handle }) => handle)).toEqual(['h3']);
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
    expect(useStore.getState().codes.found).toHaveLength(2);
    expect(JSON.stringify(useStore.getState())).not.toContain('AbCdEfGhIjKlMnOp');
  });

  it('stay in the tray when it closes; only those with nothing left to decide are forgotten', async () => {
    const { asked } = bridge(({ channel }) => ok(channel === 'codes:recognise' ? two : {}));
    useStore.setState({
      requests: [request({ id: 1 }), request({ id: 2, state: 'expired' })],
      accounts: [account(ME)],
      now: NOW,
    });
    pasteCodes('text');
    await settled();
    closeTray();
    expect(useStore.getState().codes).toMatchObject({ open: false, found: [{ handle: 'a' }] });
    expect(asked.at(-1)).toEqual({ channel: 'codes:forget', input: { handles: ['b'] } });
  });

  it('are not forgotten while they stand in a field, lie in the tray or are decided with', () => {
    const { asked } = bridge(() => ok({}));
    useStore.setState(({ codes }) => ({ codes: { ...codes, found: [found({ handle: 'tray' })] } }));
    setReady({ requestKey: 'sandbox/1', accountId, code: found({ handle: 'field' }) });
    hearWaiting([{ job: 'job', items: [item(1)], leftMs: 1 }]);
    forgetHandles(['tray', 'field', 'h1', 'spare']);
    expect(asked).toEqual([{ channel: 'codes:forget', input: { handles: ['spare'] } }]);
  });

  it('of two looks are both there, however slow the first', async () => {
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
    expect(useStore.getState().codes.found.map(({ handle }) => handle)).toEqual(['second', 'first']);
  });

  it('of a look that was called off are forgotten', async () => {
    let answer: (value: unknown) => void = () => {};
    const { asked } = bridge(({ channel }) =>
      channel === 'codes:recognise'
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : ok({}),
    );
    pasteCodes('text');
    closeCodes();
    answer(ok(two));
    await settled();
    expect(useStore.getState().codes.found).toEqual([]);
    expect(asked.at(-1)).toEqual({ channel: 'codes:forget', input: { handles: ['a', 'b'] } });
  });

  it('are those the desk still holds, where the window was loaded anew or unlocked', async () => {
    useStore.setState(({ codes }) => ({
      codes: { ...codes, found: [found({ handle: 'gone' }), found({ handle: 'a' })] },
    }));
    bridge(() => ok({ ...two, codes: [found({ handle: 'a', verdict: 'expired' }), found({ handle: 'b' })] }));
    await listCodes();
    expect(useStore.getState().codes.found.map(({ handle, verdict }) => [handle, verdict])).toEqual([
      ['a', 'expired'],
      ['b', 'fits'],
    ]);
  });
});
