/** What people are called. */
import { expect, test } from 'vitest';
import { calledInFull, companyOf, namesOf } from '../../../renderer/people/names.ts';
import { nobody } from '../../../shared/people.ts';
import { account } from '../../fakes/world.ts';

const people = (...list: { nichandle: string; name?: string; company?: string }[]) =>
  new Map(list.map((one) => [one.nichandle, { ...nobody(one.nichandle), ...one }]));

test('an account is called by its label, else by its organisation, unless another has the same', () => {
  const accounts = [
    account('AC1-ovh', { label: 'Cobalto', name: 'Agencia' }),
    account('ac2-ovh', { label: '', name: 'Agencia' }),
    account('ac3-ovh', { label: '', name: 'Lyon SARL' }),
    account('ac4-ovh', { label: '', name: 'ac4-ovh' }),
  ];
  expect([...namesOf(people(), accounts)]).toEqual([
    ['ac1-ovh', 'Cobalto'],
    ['ac3-ovh', 'Lyon SARL'],
  ]);
});

test('what the user wrote counts more, and somebody with a company alone has no name', () => {
  const accounts = [account('ac1-ovh', { label: 'Cobalto' })];
  const noted = people({ nichandle: 'ac1-ovh', name: 'Us' }, { nichandle: 'mp2-ovh', company: 'Prieto' });
  const names = namesOf(noted, accounts);
  expect([...names]).toEqual([['ac1-ovh', 'Us']]);
  expect(companyOf('MP2-ovh', noted, accounts)).toBe('Prieto');
  expect(calledInFull('AC1-ovh', names)).toBe('Us (AC1-ovh)');
  expect(calledInFull('mp2-ovh', names)).toBe('mp2-ovh');
});
