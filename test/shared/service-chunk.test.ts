/** Services come out of their columns as they went in, and columns that do not fit together are refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceSchema } from '../../shared/service.ts';
import {
  decodeFacts,
  decodeServices,
  encodeFacts,
  encodeServices,
  factColumnsSchema,
  serviceColumnsSchema,
} from '../../shared/service-chunk.ts';
import { service } from '../fakes/world.ts';

const text = fc.oneof(
  fc.constantFrom('ok', 'a b', 'ac21874-ovh'),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const maybe = fc.option(text, { nil: null });
const anyService = fc
  .record({
    api: text,
    serviceId: fc.nat(),
    name: text,
    displayName: text,
    family: maybe,
    route: fc.oneof(maybe, fc.constant('/vps/a%20b')),
    product: maybe,
    state: text,
    lifecycle: maybe,
    status: maybe,
    expires: maybe,
    contacts: fc.option(fc.record({ contactAdmin: maybe, contactTech: maybe, contactBilling: maybe }), {
      nil: null,
    }),
    tags: fc.array(text, { maxLength: 3 }),
    seenBy: fc.array(text, { maxLength: 3 }),
  })
  // A route of one character is none that an API gives.
  .filter(({ route }) => route !== '=')
  .map((facts) => ({ key: `${facts.api}/${facts.serviceId}`, ...facts }));

it('services come back as they were, over JSON too', () => {
  fc.assert(
    fc.property(fc.array(anyService, { maxLength: 20 }), (services) => {
      const told: unknown = JSON.parse(JSON.stringify(encodeServices(services)));
      const back = decodeServices(serviceColumnsSchema.parse(told));
      expect(back).toEqual(services);
      expect(back.every((one) => serviceSchema.safeParse(one).success)).toBe(true);
    }),
  );
});

it('facts come back without what we add', () => {
  const { key, api, seenBy, ...facts } = service(1, 'xn--espaa-rta.com', '/domain', {
    route: null,
    tags: ['x'],
  });
  expect([key, api, seenBy.length]).toEqual(['sandbox/1', 'sandbox', 1]);
  expect(decodeFacts(factColumnsSchema.parse(encodeFacts([facts])))).toEqual([facts]);
});

it('tells a name, a route and what repeats only once', () => {
  const columns = encodeServices([
    service(1, 'a b', '/vps', { route: '/vps/a%20b' }),
    service(2, 'c', '/vps'),
  ]);
  expect(columns.routes[0]).toBe('=');
  expect(columns.displayNames).toEqual(['', '']);
  expect(new Set(columns.words).size).toBe(columns.words.length);
});

describe('refused are columns', () => {
  const good = () => structuredClone(encodeServices([service(1, 'a', '/vps'), service(2, 'b', '/vps')]));
  it.each([
    ['of different lengths', { names: ['a'] }],
    ['with a place outside the words', { states: [0, 99] }],
    ['with no state', { states: [0, -1] }],
    ['with a place outside the tags', { tags: [0, 1] }],
    ['with a number that is none', { ids: [1, 'x'] }],
    ['with an account nobody named', { seens: [0, 7] }],
    ['with half a number', { admins: [0, 0.5] }],
  ])('%s', (_, change) => {
    expect(serviceColumnsSchema.safeParse(good()).success).toBe(true);
    expect(serviceColumnsSchema.safeParse({ ...good(), ...change }).success).toBe(false);
  });
});
