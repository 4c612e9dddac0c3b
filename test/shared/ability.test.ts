/** Which abilities are lacking, and which of them a refusal speaks of. */
import { expect, it } from 'vitest';
import { type Ability, abilitiesIn, lacking, type Rights } from '../../shared/ability.ts';

const ALL: Rights = {
  requests: 'yes',
  decide: 'yes',
  services: 'yes',
  handover: 'yes',
  debts: 'yes',
  mail: 'yes',
  revoke: 'yes',
};

it('what is unknown is not called lacking, what holds in part is', () => {
  expect(lacking(null)).toEqual([]);
  expect(lacking({ ...ALL, handover: 'partly', decide: 'unknown', mail: 'no' })).toEqual([
    { ability: 'handover', degree: 'partly' },
    { ability: 'mail', degree: 'no' },
  ]);
});

it.each<[string, Ability[]]>([
  ['GET /services', ['services']],
  ['GET /domain/example.com/serviceInfos', ['services']],
  ['POST /me/task/contactChange/12/accept', ['decide']],
  ['GET /me/task/contactChange', ['requests']],
  ['account:apiovh:me/task/contactChange/get', ['requests']],
  ['account:apiovh:me/task/contactChange/accept, vps:apiovh:changeContact', ['decide', 'handover']],
  ['account:apiovh:services/get', ['services']],
  ['account:apiovh:me/debtAccount/get', ['debts']],
  ['GET /me', []],
  ['account:apiovh:webservices/get', []],
])('reads from «%s» what cannot be done', (detail, abilities) => {
  expect(abilitiesIn(detail)).toEqual(abilities);
});
