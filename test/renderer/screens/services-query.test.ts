/** Rules of the services list's address: every address means a filter, and every filter survives its address. */
import { describe, expect, it } from 'vitest';
import { FIRST_SORT, filterOf, queryOf, sortOf } from '../../../renderer/screens/services-query.ts';
import { NO_FILTER, type ServiceFilter } from '../../../renderer/state/service-view.ts';

describe('the address', () => {
  it('without a query narrows nothing', () => {
    expect(filterOf({})).toEqual(NO_FILTER);
    expect(sortOf({})).toEqual(FIRST_SORT);
  });
  it('that makes no sense narrows nothing', () => {
    expect(filterOf({ segment: 'boss', request: 'maybe' })).toEqual(NO_FILTER);
    expect(sortOf({ sort: '-colour' })).toEqual(FIRST_SORT);
  });
  it('says the order and its direction', () => {
    expect(sortOf({ sort: '-expires' })).toEqual({ column: 'expires', descending: true });
    expect(sortOf({ sort: 'contactTech' })).toEqual({ column: 'contactTech', descending: false });
  });
  it('carries every filter there and back', () => {
    const filter: ServiceFilter = {
      segment: 'tech',
      type: 'domainZone',
      contact: 'ps19953-ovh',
      withRequest: true,
      query: 'faro  es',
    };
    expect(filterOf(queryOf(filter))).toEqual(filter);
  });
  it('leaves out what narrows nothing', () => {
    expect(Object.values(queryOf(NO_FILTER)).filter((value) => value !== '')).toEqual([]);
  });
});
