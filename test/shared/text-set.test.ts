/** A few texts that very many are compared with. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextSet } from '../../shared/text-set.ts';

it('holds what a Set holds', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('Aa', 'BB', 'AaAa', 'BBBB', ''));
  fc.assert(
    fc.property(fc.array(text), fc.array(text), (held, asked) => {
      const set = new TextSet(held);
      const plain = new Set(held);
      for (const one of [...held, ...asked]) expect([one, set.has(one)]).toEqual([one, plain.has(one)]);
      expect(set.size).toBe(plain.size);
    }),
  );
});

it('tells texts apart that have the same mark', () => {
  expect(new TextSet(['Aa']).has('BB')).toBe(false);
});
