/** Where the window is, as text and back. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeQuery, formatRoute, go, parseRoute, settleAddress } from '../../../renderer/store/route.ts';
import { SCREENS } from '../../../renderer/store/route-slice.ts';
import { useStore } from '../../../renderer/store/store.ts';

describe('the route in the address', () => {
  it('leads to Today when nothing is said or nothing is understood', () => {
    for (const hash of ['', '#', '#/', '#/nowhere/42', '#key=abc']) {
      expect(parseRoute(hash)).toMatchObject({ screen: 'today', key: null });
    }
  });
  it('keeps keys that hold slashes and colons, as those of an API at a loopback address do', () => {
    const key = 'http://127.0.0.1:4711/1.0/2298243';
    const hash = formatRoute({ screen: 'requests', key });
    expect(hash).not.toContain('://');
    expect(parseRoute(hash)).toEqual({ screen: 'requests', key, query: {} });
  });
  it('reads a key whose percent signs mean nothing as it stands', () => {
    expect(parseRoute('#/requests/50%zz').key).toBe('50%zz');
  });
  it('leaves empty parts of the query out', () => {
    expect(formatRoute({ screen: 'services', query: { q: '', segment: 'tech' } })).toBe(
      '#/services?segment=tech',
    );
  });
  it('comes back as it went, whatever the key and the search', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCREENS),
        fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
        fc.string({ minLength: 1, unit: 'grapheme' }),
        (screen, key, q) => {
          expect(parseRoute(formatRoute({ screen, key, query: { q } }))).toEqual({
            screen,
            key,
            query: { q },
          });
        },
      ),
    );
  });
});

describe('the address while somebody types', () => {
  const written: string[] = [];
  const write = (kind: string) => (_state: unknown, _title: string, hash: string) => {
    written.push(`${kind} ${hash}`);
    location.hash = hash;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('location', { hash: '' });
    vi.stubGlobal('history', { pushState: write('push'), replaceState: write('replace') });
    go({ screen: 'services' });
    written.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const shown = () => useStore.getState().route.query['q'];

  it('follows when the typing rests, while the screen follows at once', () => {
    for (const q of ['v', 'vp', 'vps']) {
      changeQuery({ q });
      expect(shown()).toBe(q);
      vi.advanceTimersByTime(200);
    }
    expect(written).toEqual([]);
    vi.runAllTimers();
    expect(written).toEqual(['replace #/services?q=vps']);
  });
  it('is written before the next place, so that Back leads to what was typed', () => {
    changeQuery({ q: 'vps' });
    go({ screen: 'people' });
    vi.runAllTimers();
    expect(written).toEqual(['replace #/services?q=vps', 'push #/people']);
  });
  it('is never written once it is settled, as where the window is locked', () => {
    changeQuery({ q: 'tech:xx11111-ovh' });
    expect(settleAddress()).toBe('#/services?q=tech%3Axx11111-ovh');
    vi.runAllTimers();
    expect(written).toEqual([]);
  });
  it('goes nowhere twice', () => {
    changeQuery({ q: 'vps' });
    go({ screen: 'services', query: { q: 'vps' } });
    vi.runAllTimers();
    expect(written).toEqual(['replace #/services?q=vps']);
  });
});
