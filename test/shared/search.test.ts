/** Finding by what people type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fold,
  indexService,
  matchesIndex,
  matchesRequest,
  matchesService,
  splitQuery,
} from '../../shared/search.ts';
import { aRequest, aService } from './samples.ts';

describe('matchesService', () => {
  const service = aService({
    name: 'xn--peafiel-9za.es',
    displayName: 'Peñafiel.es',
    product: 'Alojamiento Pro',
    contacts: { contactAdmin: 'ac21874-ovh', contactTech: 'mp40311-ovh', contactBilling: null },
  });
  it('minds neither accents nor case', () => {
    expect(matchesService(service, 'PENAFIEL')).toBe(true);
    expect(matchesService(service, 'peñafiel')).toBe(true);
  });
  it('searches name, display name, product and every contact', () => {
    for (const query of ['xn--peafiel', 'alojamiento', 'ac21874', 'mp40311-ovh']) {
      expect(matchesService(service, query)).toBe(true);
    }
  });
  it('wants every word, in any order, but none across two fields', () => {
    expect(matchesService(service, 'mp40311 peña')).toBe(true);
    expect(matchesService(service, 'peña nobody')).toBe(false);
    expect(matchesService(service, 'esPeñafiel')).toBe(false);
  });
  it('finds everything with an empty query', () => {
    expect(matchesService(service, '  ')).toBe(true);
  });
  it('finds a service by any piece of its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const named = aService({ name, displayName: name });
        expect(matchesIndex(indexService(named), splitQuery(name))).toBe(true);
      }),
    );
  });
});

describe('matchesRequest', () => {
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
