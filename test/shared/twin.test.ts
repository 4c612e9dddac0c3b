/** A domain and its zone find each other. */
import { describe, expect, it } from 'vitest';
import { indexTwins, twinOf } from '../../shared/twin.ts';
import { aService } from './samples.ts';

const domain = aService({ key: 'ovh-eu/1', family: '/domain', name: 'example.com' });
const zone = aService({ key: 'ovh-eu/2', family: '/domain/zone', name: 'Example.com' });
const elsewhere = aService({ key: 'ovh-ca/2', api: 'ovh-ca', family: '/domain/zone', name: 'example.com' });
const hosting = aService({ key: 'ovh-eu/3', family: '/hosting/web', name: 'example.com' });
const all = [elsewhere, hosting, domain, zone];

describe('twinOf', () => {
  it('keeps of all services those alone that may be a twin of some', () => {
    const other = aService({ key: 'ovh-eu/9', family: '/domain', name: 'other.com' });
    const { twins } = indexTwins([zone], [...all, other, aService({ family: null, name: 'example.com' })]);
    expect([...twins.values()]).toEqual([elsewhere, domain, zone]);
  });
  it('finds it by name in a list that tells the names of others first', () => {
    const other = aService({ key: 'ovh-eu/9', family: '/domain/zone', name: 'other.com' });
    expect(twinOf(domain, [other, zone])).toBe(zone);
  });
  for (const [how, services] of [
    ['in a list', all],
    ['in an index', indexTwins(all, all)],
  ] as const) {
    it(`finds the zone of a domain and the domain of a zone ${how}`, () => {
      expect(twinOf(domain, services)).toBe(zone);
      expect(twinOf(zone, services)).toBe(domain);
    });
    it(`never crosses to another API or another family ${how}`, () => {
      expect(twinOf(elsewhere, services)).toBeNull();
      expect(twinOf(hosting, services)).toBeNull();
      expect(twinOf(aService({ family: null, name: 'example.com' }), services)).toBeNull();
    });
  }
});
