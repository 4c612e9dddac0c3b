/** Finding by what people type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactRequest } from '../../shared/request.ts';
import { fold, indexRequest, matchesIndex, splitQuery } from '../../shared/search.ts';
import { aRequest } from './samples.ts';

const matchesRequest = (request: ContactRequest, query: string): boolean =>
  matchesIndex(indexRequest(request), splitQuery(query));

describe('a request', () => {
  it('minds neither accents nor case, and wants every word in any order', () => {
    const request = aRequest({ serviceDomain: 'Peñafiel.es', toAccount: 'mp40311-ovh' });
    for (const query of ['PENAFIEL', 'peñafiel', 'mp40311 peña', '  '])
      expect(matchesRequest(request, query)).toBe(true);
    expect(matchesRequest(request, 'peña nobody')).toBe(false);
  });
  it('finds by service, by each account and by number, with or without #', () => {
    const request = aRequest({ askingAccount: 'aa11-ovh' });
    for (const query of ['clinica', 'aa11', 'me1-ovh', 'mp40311', '2298243', '#2298243', 'clinica 98243']) {
      expect(matchesRequest(request, query)).toBe(true);
    }
    expect(matchesRequest(request, '2298244')).toBe(false);
  });
});

describe('fold', () => {
  it('folds the same way twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
    expect(fold('Straße n.º 5')).toBe('strasse n.o 5');
  });
});
