/** Masked addresses. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskEmail, maskEmails } from '../../shared/mask.ts';

it('keeps the first letter and the domain', () => {
  expect(maskEmail('maria@cobalto.es')).toBe('m•••@cobalto.es');
  expect(maskEmail('"a@b"@cobalto.es')).toBe('"•••@cobalto.es');
});
it('keeps nothing of what is no address', () => {
  expect(maskEmail('maria')).toBe('•••');
  expect(maskEmail('')).toBe('•••');
});
it('masks every address in a text, and nothing else of it', () => {
  expect(maskEmails('550 5.1.1 <maria@cobalto.es>: not “hugo@cobalto.fr”, Grade@3 a @ b')).toBe(
    '550 5.1.1 <m•••@cobalto.es>: not “h•••@cobalto.fr”, G•••@3 a @ b',
  );
});
it('gives every mailbox of a domain with the same first letter the same mask', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.]{0,20}$/), (rest) => {
      expect(maskEmail(`m${rest}@cobalto.es`)).toBe('m•••@cobalto.es');
    }),
  );
});
