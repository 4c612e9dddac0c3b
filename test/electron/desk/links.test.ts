/** Messages for the user's own e-mail program: nothing in them can add a recipient, a file or another field. */
import { expect, test } from 'vitest';
import type { Accounts } from '../../../electron/desk/accounts.ts';
import { linkUrl } from '../../../electron/desk/links.ts';
import { linkTargetSchema } from '../../../shared/link-target.ts';

const urlOf = (email: string, subject = '', body = '') => {
  const url = linkUrl({ to: 'write', email, subject, body }, {} as Accounts);
  return url.ok ? url.value : null;
};

test('a message has its subject and its lines, whatever letters are in them', () => {
  expect(urlOf(' marta@prieto.es ')).toBe('mailto:marta@prieto.es');
  const url = new URL(urlOf('a+b@prieto.es', 'ñ & co?', 'one\ntwo&attach=/etc/passwd') ?? '');
  expect([...url.searchParams]).toEqual([
    ['subject', 'ñ & co?'],
    ['body', 'one\r\ntwo&attach=/etc/passwd'],
  ]);
  expect(decodeURIComponent(url.pathname)).toBe('a+b@prieto.es');
});

test('what is no address does not come through the border', () => {
  const write = (email: string) =>
    linkTargetSchema.safeParse({ to: 'write', email, subject: '', body: '' }).success;
  expect(write('marta@prieto.es')).toBe(true);
  for (const email of ['', 'marta', 'a@b.es,c@d', 'a@b.es\nbcc:c@d.es'])
    expect(write(email), email).toBe(false);
  // A mark of an address inside one is only a letter of it.
  expect(new URL(urlOf('a?bcc=x&y=@b.es') ?? '').search).toBe('');
});
