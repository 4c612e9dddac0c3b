/** Only what is new is told, once, and grouped. */
import { expect, test } from 'vitest';
import { openNotices } from '../../../electron/desk/notices.ts';
import { aRequest } from '../../fakes/requests.ts';

const now = Date.UTC(2026, 10, 20, 12);
const read: ReadonlySet<string> = new Set(['ac21874-ovh@ovh-eu']);
const mine = (): ReadonlySet<string> => new Set(['ac21874-ovh']);

test('the first look only learns', () => {
  expect(openNotices().look([aRequest()], mine, now, read)).toEqual([]);
});

test('a new request that waits for me is told once; two are one notice', () => {
  const notices = openNotices();
  notices.look([], mine, now, read);
  expect(notices.look([aRequest()], mine, now, read)).toEqual([
    { kind: 'your-turn', count: 1, serviceName: 'clinicanorte.es' },
  ]);
  expect(notices.look([aRequest()], mine, now, read)).toEqual([]);
  expect(notices.look([aRequest(), aRequest({ id: 1 }), aRequest({ id: 2 })], mine, now, read)).toEqual([
    { kind: 'your-turn', count: 2, serviceName: null },
  ]);
});

test('the last day of a request that still waits for me is told', () => {
  const notices = openNotices();
  notices.look([aRequest()], mine, now, read);
  expect(notices.look([aRequest()], mine, Date.parse('2026-11-24T10:13:00Z'), read)).toEqual([
    { kind: 'urgent', count: 1, serviceName: 'clinicanorte.es' },
  ]);
});

test('the end of a running request is told, of one that was over before it is not', () => {
  const notices = openNotices();
  notices.look([aRequest({ state: 'doing' }), aRequest({ id: 2, state: 'done' })], mine, now, read);
  expect(
    notices.look([aRequest({ state: 'done' }), aRequest({ id: 2, state: 'done' })], mine, now, read),
  ).toEqual([{ kind: 'ended', state: 'done', count: 1, serviceName: 'clinicanorte.es' }]);
});

test('what a newly connected account brings along is no news', () => {
  const notices = openNotices();
  notices.look([], mine, now, new Set());
  expect(notices.look([aRequest()], mine, now, read)).toEqual([]);
  expect(notices.look([aRequest(), aRequest({ id: 1 })], mine, now, read)).toMatchObject([
    { kind: 'your-turn', count: 1 },
  ]);
});

test('fifteen that wait at the first connect are not told as one: with two accounts read one after the other, nothing is told, then all that is new', () => {
  const notices = openNotices();
  const waiting = (from: number, seenBy = ['ac21874-ovh@ovh-eu']) =>
    Array.from({ length: 15 }, (_, index) => aRequest({ id: from + index, seenBy }));
  const other = 'ac30990-ovh@ovh-eu';
  const both = (): ReadonlySet<string> => new Set(['ac21874-ovh', 'ac30990-ovh']);
  const own = waiting(1);
  const shared = waiting(100, ['ac21874-ovh@ovh-eu', other]);
  const theirs = waiting(200, [other]);
  notices.look([], () => new Set(), now, new Set());
  // The first one's list comes in parts: one request, then all of them.
  expect(notices.look(own.slice(0, 1), both, now, new Set())).toEqual([]);
  expect(notices.look([...own, ...shared], both, now, read)).toEqual([]);
  const readBoth = new Set([...read, other]);
  expect(notices.look([...own, ...shared, ...theirs], both, now, readBoth)).toEqual([]);
  const fresh = waiting(300);
  expect(notices.look([...own, ...shared, ...theirs, ...fresh], both, now, readBoth)).toEqual([
    { kind: 'your-turn', count: 15, serviceName: null },
  ]);
});

test('a request that becomes mine because its account was connected is no news either', () => {
  const notices = openNotices();
  const theirs = aRequest({
    askingAccount: 'lr88120-ovh',
    fromAccount: 'lr88120-ovh',
    toAccount: 'mp40311-ovh',
  });
  notices.look([theirs], mine, now, read);
  const both = (): ReadonlySet<string> => new Set(['ac21874-ovh', 'mp40311-ovh']);
  const seen = { ...theirs, seenBy: ['ac21874-ovh@ovh-eu', 'mp40311-ovh@ovh-eu'] };
  expect(notices.look([seen], both, now, new Set(seen.seenBy))).toEqual([]);
});

test('nor is one whose other side was connected, before that one was read', () => {
  const notices = openNotices();
  const theirs = aRequest({
    askingAccount: 'lr88120-ovh',
    fromAccount: 'lr88120-ovh',
    toAccount: 'mp40311-ovh',
  });
  notices.look([theirs], mine, now, read);
  const both = (): ReadonlySet<string> => new Set(['ac21874-ovh', 'mp40311-ovh']);
  expect(notices.look([theirs], both, now, read)).toEqual([]);
});

test('an account nobody wants to hear of is known all the same: nothing old is told when it is heard again', () => {
  const notices = openNotices();
  notices.look([], mine, now, read);
  expect(notices.look([aRequest()], mine, now, read, () => false)).toEqual([]);
  expect(notices.look([aRequest()], mine, now, read)).toEqual([]);
  expect(notices.look([aRequest(), aRequest({ id: 1 })], mine, now, read)).toHaveLength(1);
});
