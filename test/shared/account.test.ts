/** Marks that tell accounts apart. */
import { expect, it } from 'vitest';
import { accountInitials } from '../../shared/account.ts';

const initials = (...names: string[]) => [
  ...accountInitials(
    names.map((nichandle, id) => ({ id: String(id), label: '', name: '', nichandle })),
  ).values(),
];

it('are of the first and the last word, or of the first two signs', () => {
  expect(initials('Cobalto Studio Norte', 'ac21874-ovh', 'Ñandú', '🜂')).toEqual(['CN', 'ac', 'Ña', '🜂']);
});

it('differ where names allow it, and a new account changes none of before', () => {
  expect(initials('ac21874-ovh', 'ac44920-ovh', 'ac59077-ovh')).toEqual(['ac', 'a4', 'a5']);
  expect(initials('Cobalto Lyon', 'Cobalto Lugo', 'Cobalto')).toEqual(['CL', 'Co', 'Cb']);
  expect(initials('a', 'a')).toEqual(['a', 'a']);
});
