/** Where the window is, as text and back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, SCREENS } from '../../../renderer/state/route.ts';

describe('the route in the address', () => {
  it('leads to the requests when nothing is said or nothing is understood', () => {
    for (const hash of ['', '#', '#/', '#/nowhere/42', '#key=abc']) {
      expect(parseRoute(hash)).toMatchObject({ screen: 'requests', key: null });
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
