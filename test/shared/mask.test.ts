/** Masked addresses. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskEmail } from '../../shared/mask.ts';

it('keeps the first letter and the domain', () => {
  expect(maskEmail('maria@cobalto.es')).toBe('m•••@cobalto.es');
  expect(maskEmail('"a@b"@cobalto.es')).toBe('"•••@cobalto.es');
});
it('keeps nothing of what is no address', () => {
  expect(maskEmail('maria')).toBe('•••');
  expect(maskEmail('')).toBe('•••');
});
it('gives every mailbox of a domain with the same first letter the same mask', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.]{0,20}$/), (rest) => {
      expect(maskEmail(`m${rest}@cobalto.es`)).toBe('m•••@cobalto.es');
    }),
  );
});
