/** Which handles are mine. */
import { expect, it } from 'vitest';
import { isMine, mineByApi } from '../../shared/mine.ts';
import { account } from '../fakes/world.ts';

const accounts = [
  account('ac21874-ovh', { api: 'ovh-eu' }),
  account('AC90001-ovh', { api: 'ovh-eu' }),
  account('ca00001-ovh', { api: 'ovh-ca' }),
];

it('keeps the handles of one API out of another: the same handle means somebody else there', () => {
  const mine = mineByApi(accounts);
  expect([...mine('ovh-eu')]).toEqual(['ac21874-ovh', 'ac90001-ovh']);
  expect(mine('ovh-ca').has('ac21874-ovh')).toBe(false);
  expect(mine('sandbox').size).toBe(0);
});

it('holds all of them where no API is named', () => {
  expect(mineByApi(accounts)().size).toBe(3);
});

it('takes a handle for mine however it is spelled', () => {
  const mine = mineByApi(accounts)('ovh-eu');
  expect(['AC21874-OVH', 'ac90001-ovh', 'ca00001-ovh', null].map((one) => isMine(one, mine))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
