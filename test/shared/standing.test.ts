/** What a message asks of somebody who takes over: what their own account alone can tell, by what they take over. */
import { expect, test } from 'vitest';
import type { Service } from '../../shared/service.ts';
import { questionsTo } from '../../shared/standing.ts';
import { service } from '../fakes/world.ts';
import { ME, OTHER_ME, request, THEM } from '../renderer/requests/samples.ts';

const mine = new Set([ME, OTHER_ME]);
const cloud = (contactAdmin: string, contactBilling: string): Map<string, Service> => {
  const own = service(1, 'project', '/cloud/project', {
    contacts: { contactAdmin, contactTech: ME, contactBilling },
  });
  return new Map([['sandbox/s', own]]);
};
const NONE = new Map<string, Service>();

test.each([
  [['contactTech'], ['debt', 'address']],
  [['contactAdmin'], ['debt', 'address']],
  [['contactBilling'], ['debt', 'payment', 'address']],
])('who takes over %j is asked of %j', (contactTypes, questions) => {
  expect(questionsTo(THEM, [request({ id: 1, contactTypes })], NONE, mine)).toEqual(questions);
});

test('who only asked or hands over, and an account of mine, is asked nothing', () => {
  const back = request({ id: 1, fromAccount: THEM, toAccount: ME, contactTypes: ['contactBilling'] });
  expect(questionsTo(THEM, [back], NONE, mine)).toEqual([]);
  expect(questionsTo(ME, [back], NONE, mine)).toEqual([]);
  expect(questionsTo(OTHER_ME, [request({ id: 2, toAccount: 'lr88120-ovh' })], NONE, mine)).toEqual([]);
});

test('of a Public Cloud project whose two contacts come apart, the company is asked, of a technical contact never', () => {
  const take = (contactTypes: string[]) => [request({ id: 1, serviceKey: 'sandbox/s', contactTypes })];
  expect(questionsTo(THEM, take(['contactAdmin']), cloud(ME, ME), mine)).toContain('subsidiary');
  expect(questionsTo(THEM, take(['contactBilling']), cloud(ME, ME), mine)).toContain('subsidiary');
  expect(questionsTo(THEM, take(['contactTech']), cloud(ME, ME), mine)).not.toContain('subsidiary');
  // Both become theirs: one company.
  expect(questionsTo(THEM, take(['contactAdmin', 'contactBilling']), cloud(ME, ME), mine)).not.toContain(
    'subsidiary',
  );
});
