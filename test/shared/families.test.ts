/** Families and their routes. */
import { describe, expect, it } from 'vitest';
import {
  FAMILIES,
  FAMILY_KEYS,
  familyKey,
  familyOfRoute,
  takesContactChanges,
} from '../../shared/families.ts';

describe('familyOfRoute', () => {
  it('reads the fixed segments of the path', () => {
    expect(familyOfRoute('/domain/{serviceName}', '/domain/example.com')).toBe('/domain');
    expect(familyOfRoute('/domain/zone/{zoneName}', '/domain/zone/example.com')).toBe('/domain/zone');
    expect(familyOfRoute('/brand/new/{name}', null)).toBe('/brand/new');
  });
  it('without a path takes the longest known family the address begins with', () => {
    expect(familyOfRoute(null, '/domain/zone/example.com')).toBe('/domain/zone');
    expect(familyOfRoute(null, '/domain/example.com')).toBe('/domain');
    expect(familyOfRoute(null, '/ip/service/ip-1.2.3.4%2F32')).toBe('/ip/service');
    expect(familyOfRoute('', '/telephony/lines/0033123')).toBe('/telephony/lines');
  });
  it('does not take the name for part of the family', () => {
    expect(familyOfRoute(null, '/domain/zone')).toBe('/domain');
    expect(familyOfRoute(null, '/brand/new/thing')).toBe('/brand/new');
  });
  it('knows nothing where nothing is told', () => {
    expect(familyOfRoute(null, null)).toBeNull();
    expect(familyOfRoute('/', '')).toBeNull();
  });
  it('finds every known family from its path and from its address alone', () => {
    for (const family of FAMILIES) {
      expect(familyOfRoute(`${family}/{serviceName}`, null)).toBe(family);
      expect(familyOfRoute(null, `${family}/some.name-1`)).toBe(family);
    }
  });
});

describe('familyKey', () => {
  it('makes one key per family, and one for all others', () => {
    expect(familyKey('/domain/zone')).toBe('domainZone');
    expect(familyKey('/hosting/privateDatabase')).toBe('hostingPrivateDatabase');
    expect(familyKey('/brand/new')).toBe('other');
    expect(familyKey(null)).toBe('other');
    expect(new Set(FAMILY_KEYS).size).toBe(FAMILIES.length + 1);
    for (const family of FAMILIES) expect(FAMILY_KEYS).toContain(familyKey(family));
  });
});

describe('takesContactChanges', () => {
  it('is sure of the published families only', () => {
    expect(FAMILIES.every(takesContactChanges)).toBe(true);
    expect(takesContactChanges('/brand/new')).toBe(false);
    expect(takesContactChanges(null)).toBe(false);
  });
});
