/** Which abilities are lacking, and which of them a refusal speaks of. */
import { expect, it } from 'vitest';
import {
  ABILITIES,
  type Ability,
  abilitiesIn,
  actionsIn,
  isExtra,
  lacking,
  notKnownYet,
  type Rights,
  refusedIn,
  rightsSchema,
} from '../../shared/ability.ts';

const ALL: Rights = {
  requests: 'yes',
  decide: 'yes',
  services: 'yes',
  handover: 'yes',
  debts: 'yes',
  mail: 'yes',
  revoke: 'yes',
  messages: 'yes',
  payment: 'yes',
  log: 'yes',
  policies: 'yes',
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
  ['account:apiovh:me/notification/email/history/get', ['mail']],
  ['GET /v2/notification/history', ['messages']],
  ['account:apiovh:notification/contactMean/get', ['messages']],
  ['GET /me/payment/method/12', ['payment']],
  ['GET /me/api/logs/self', ['log']],
  ['GET /v2/iam/policy', ['policies']],
  ['account:apiovh:iam/policy/get', ['policies']],
  ['GET /me/debtAccount/debt', ['debts']],
  ['GET /me/notification/email/history', ['mail']],
  ['GET /v2/notification/routing', ['messages']],
  ['POST /auth/logout', ['revoke']],
  ['POST /me/task/contactChange/12/refuse', ['decide']],
  ['POST /me/task/contactChange/12/resendEmail', ['decide']],
  ['POST /me/task/contactChange', ['decide']],
  ['POST /vps/vps-1/changeContact', ['handover']],
  ['GET /services/12', ['services']],
  ['vps:apiovh:serviceInfos/get ,  account:apiovh:me/debtAccount/get', ['services', 'debts']],
  ['GET /me', []],
  ['', []],
  ['GET /vps/x/changeContacts', []],
  ['GET /me/task/contactChanges', []],
  ['account:apiovh:webservices/get', []],
])('reads from «%s» what cannot be done', (detail, abilities) => {
  expect(abilitiesIn(detail)).toEqual(abilities);
});

it('a refusal for one service, or of one of several calls, loses an ability in part only', () => {
  expect(refusedIn('vps:apiovh:changeContact')).toEqual([{ ability: 'handover', degree: 'partly' }]);
  expect(refusedIn('account:apiovh:me/task/contactChange/resendEmail')).toEqual([
    { ability: 'decide', degree: 'partly' },
  ]);
  expect(refusedIn('vps:apiovh:serviceInfos/get, account:apiovh:services/get')).toEqual([
    { ability: 'services', degree: 'no' },
  ]);
  expect(refusedIn('account:apiovh:me/task/contactChange/accept')).toEqual([
    { ability: 'decide', degree: 'no' },
  ]);
});

it.each([
  ['GET /me/task/contactChange/12', 'requests', 'partly'],
  ['GET /me/task/contactChange/12,13', 'requests', 'partly'],
  ['account:apiovh:me/task/contactChange/*', 'requests', 'partly'],
  ['GET /me/task/contactChange', 'requests', 'no'],
  ['GET /vps/vps-1/serviceInfos', 'services', 'partly'],
  ['GET /me/task/contactChange/12, GET /me/task/contactChange', 'requests', 'no'],
])('of «%s», %s is lost: %s', (detail, ability, degree) => {
  expect(refusedIn(detail)).toEqual([{ ability, degree }]);
});

it('what is asked for only when wanted is told from the rest', () => {
  expect(ABILITIES.filter(isExtra)).toEqual(['messages', 'payment', 'log', 'policies']);
});

it('what an older version did not know is unknown, and what is no list of rights is refused', () => {
  const { policies: _policies, ...older } = ALL;
  expect(rightsSchema.parse(older)).toEqual({ ...ALL, policies: 'unknown' });
  for (const broken of [null, 'yes', { ...ALL, mail: 'perhaps' }, { ...ALL, other: 'yes' }])
    expect(rightsSchema.safeParse(broken).success).toBe(false);
});

it('what nobody has told is named, and nothing is where nothing was told at all', () => {
  expect(notKnownYet({ ...ALL, decide: 'unknown' })).toEqual(['decide']);
  expect(notKnownYet({ ...ALL, messages: 'unknown' })).toEqual([]);
  expect(notKnownYet(null)).toEqual([]);
});

it('names of actions are told from calls', () => {
  expect(actionsIn('account:apiovh:me/get, vps:apiovh:changeContact')).toEqual([
    'account:apiovh:me/get',
    'vps:apiovh:changeContact',
  ]);
  expect(actionsIn('vps:apiovh:* , GET /me,a:b:c.d-e/f')).toEqual(['vps:apiovh:*', 'a:b:c.d-e/f']);
  for (const none of ['GET /me', 'GET a:b:c', 'a:b:c d', ':b:c', 'a::c', 'a:b:', 'a:b', ''])
    expect(actionsIn(none), none).toEqual([]);
});
