/** How all accounts stand together. */
import { describe, expect, it } from 'vitest';
import { everRead, knownSince, summariseSync } from '../../../renderer/store/sync.ts';
import type { SyncState } from '../../../shared/account.ts';

function state(accountId: string, more: Partial<SyncState> = {}): SyncState {
  return {
    accountId,
    phase: 'idle',
    clockAhead: 0,
    online: true,
    servicesAt: '2026-11-20T10:00:00Z',
    requestsAt: '2026-11-20T10:00:00Z',
    failure: null,
    nextAt: null,
    ...more,
  };
}
const at = (text: string) => Date.parse(text);

describe('the state of reading, summed up', () => {
  it('is as up to date as the stalest requests of any account, and tells services apart', () => {
    const states = [
      state('a', { servicesAt: '2026-11-20T09:00:00Z' }),
      state('b', { requestsAt: '2026-11-20T09:30:00Z' }),
    ];
    expect(summariseSync(states)).toEqual({
      kind: 'fresh',
      since: at('2026-11-20T09:30:00Z'),
      services: at('2026-11-20T09:00:00Z'),
    });
  });
  it('is offline only when no account reaches its server', () => {
    expect(summariseSync([state('a', { online: false }), state('b', { online: false })]).kind).toBe(
      'offline',
    );
    expect(summariseSync([state('a', { online: false }), state('b')])).toMatchObject({
      kind: 'failing',
      accountIds: ['a'],
    });
  });
  it('does not take an account that was never called for one that is offline', () => {
    expect(summariseSync([state('a', { online: null, servicesAt: null, requestsAt: null })])).toEqual({
      kind: 'never',
    });
    expect(summariseSync([state('a', { online: null })]).kind).toBe('fresh');
  });
  it('names the accounts that fail for another reason', () => {
    const failing = state('b', { failure: { code: 'server', next: 'wait' } });
    expect(summariseSync([state('a'), failing])).toMatchObject({ kind: 'failing', accountIds: ['b'] });
  });
  it('says it is reading while anything is read', () => {
    expect(summariseSync([state('a', { online: false }), state('b', { phase: 'syncing' })]).kind).toBe(
      'syncing',
    );
  });
  it('knows nothing where nothing was read', () => {
    expect(knownSince([state('a', { servicesAt: null, requestsAt: null })])).toBeNull();
    expect(everRead([state('a', { servicesAt: null })], 'servicesAt')).toBe(false);
    expect(everRead([state('a', { servicesAt: null })], 'requestsAt')).toBe(true);
  });
});
