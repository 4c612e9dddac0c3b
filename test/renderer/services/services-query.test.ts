/** Rules of the services list's address: every address means a look, and every look survives its address. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_ORDER,
  lookOf,
  queryOfFacets,
  queryOfOrder,
} from '../../../renderer/services/services-query.ts';
import { CONTACT_TYPES } from '../../../shared/contact.ts';
import { EXPIRY_SPANS, NO_FACETS } from '../../../shared/service-facets.ts';
import { SORT_COLUMNS } from '../../../shared/service-sort.ts';
import { SERVICE_STATES } from '../../../shared/service-state.ts';

describe('the address', () => {
  it('without a query narrows nothing', () => {
    expect(lookOf({})).toEqual({ text: '', facets: NO_FACETS, order: FIRST_ORDER });
  });
  it('that makes no sense narrows nothing', () => {
    const query = { segment: 'boss', request: 'maybe', state: 'fine', expiry: 'soon', sort: '-colour' };
    expect(lookOf(query)).toEqual(lookOf({}));
  });
  it('says the order and its direction', () => {
    expect(lookOf({ sort: '-expires' }).order).toEqual({ column: 'expires', descending: true });
    expect(lookOf({ sort: 'contactTech' }).order).toEqual({ column: 'contactTech', descending: false });
  });
  it('carries every look there and back, and leaves out what narrows nothing', () => {
    const none = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const word = fc.stringMatching(/^[a-z0-9@.-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.record({
          type: none(word),
          contact: none(word),
          role: none(fc.constantFrom(...CONTACT_TYPES)),
          state: none(fc.constantFrom(...SERVICE_STATES)),
          account: none(word),
          expiry: none(fc.constantFrom(...EXPIRY_SPANS)),
          pending: none(fc.boolean()),
        }),
        fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }),
        (facets, order) => {
          const query = { ...queryOfFacets(facets), sort: queryOfOrder(order), q: 'faro  es' };
          expect(lookOf(query)).toEqual({ text: 'faro  es', facets, order });
          const told = Object.values(queryOfFacets(facets)).filter((value) => value !== '');
          expect(told).toHaveLength(Object.values(facets).filter((value) => value !== null).length);
        },
      ),
    );
  });
});
