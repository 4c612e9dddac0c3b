/** What comes over the bridge is parsed: nothing outside the contract gets further in. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { call, on, parseAnswer, setBridge } from '../../../renderer/store/bridge.ts';
import type { Bridge } from '../../../shared/contract.ts';
import { fakeBridge } from '../../fakes/bridge.ts';
import { smallWorld } from '../../fakes/world.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const small = () => fakeBridge({ now: NOW, world: smallWorld(NOW, { services: 20, requests: 20 }) });

function answering(invoke: Bridge['invoke']): Bridge {
  return { invoke, on: () => () => {} };
}

describe('answers', () => {
  beforeEach(() => setBridge(small()));

  it('arrive whole when they fit the contract', async () => {
    const answer = await call('app:open', {});
    expect(answer).toMatchObject({ ok: true, value: { serviceCount: 20, shell: 'web' } });
  });
  it('that do not fit become a failure that names the channel', () => {
    const answer = parseAnswer('sync:now', { ok: true, value: [{ accountId: 7 }] });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', next: 'report' } });
    expect(!answer.ok && answer.error.detail).toContain('sync:now');
  });
  it.each([
    null,
    undefined,
    'ok',
    42,
    {},
    { ok: true },
    { ok: false },
    { ok: false, error: { code: 'made-up' } },
  ])('like %j become a failure, never an exception', (answer) => {
    expect(parseAnswer('services:list', answer)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
  it('keep the failure the other side gave, with its query id', async () => {
    const error = { code: 'debt', next: 'pay-invoices', queryId: 'EU.ext-1' } as const;
    setBridge(fakeBridge({ now: NOW, failing: { 'requests:list': error } }));
    expect(await call('requests:list', {})).toEqual({ ok: false, error });
  });
  it('that never come because the shell is gone become a failure', async () => {
    setBridge(
      answering(() => {
        throw new Error('gone');
      }),
    );
    expect(await call('requests:list', {})).toMatchObject({
      ok: false,
      error: { code: 'internal', next: 'retry' },
    });
  });
  it('drop fields the contract does not know', () => {
    const answer = parseAnswer('accounts:forget', { ok: true, value: { loggedOut: true, secret: 'x' } });
    expect(answer).toEqual({ ok: true, value: { loggedOut: true } });
  });
});

describe('events', () => {
  it('reach their listener only when they fit the contract, and never after it left', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const fake = small();
    setBridge(fake);
    const heard: unknown[] = [];
    const stop = on('services:changed', (payload) => heard.push(payload));
    fake.tell('services:changed', { count: 3 });
    fake.tell('services:changed', { count: 'three' } as never);
    stop();
    fake.tell('services:changed', { count: 4 });
    expect(heard).toEqual([{ count: 3 }]);
    expect(quiet).toHaveBeenCalledOnce();
    quiet.mockRestore();
  });
});
