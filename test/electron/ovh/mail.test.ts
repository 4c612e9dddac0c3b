/** The e-mails OVHcloud keeps: newest first, in batches where these work, else one by one. */
import { describe, expect, it } from 'vitest';
import { listMailIds, readMails } from '../../../electron/ovh/mail.ts';
import { json, setUp } from './fakes.ts';

const mail = (id: number) => ({ id, subject: `no. ${id}`, date: '2026-01-01T00:00:00Z', body: 'text' });

describe('mails', () => {
  it('are listed newest first', async () => {
    const { client, clock } = setUp(({ path }) => (path === '/auth/time' ? null : json([3, 20, 1])));
    expect(await clock.through(listMailIds(client))).toEqual({ ok: true, value: [20, 3, 1] });
  });

  it.each([400, 404])('are read one by one where batches are refused with %i', async (status) => {
    const { client, clock, calls } = setUp(({ path }) => {
      if (path === '/auth/time') return null;
      const key = path.split('/').at(-1) ?? '';
      return key.includes(',') ? json({ message: 'bad id' }, status) : json(mail(Number(key)));
    });
    const answer = await clock.through(readMails(client, [1, 2]));
    expect(answer.ok && answer.value.map(({ id }) => id).sort()).toEqual([1, 2]);
    expect(calls()).toHaveLength(3);
  });

  it('are left out and noted where one cannot be read', async () => {
    const { client, clock, lines } = setUp(({ path }) =>
      path === '/auth/time'
        ? null
        : json([
            { key: '1', value: mail(1), error: null },
            { key: '2', value: null, error: { message: 'gone' } },
          ]),
    );
    const answer = await clock.through(readMails(client, [1, 2]));
    expect(answer).toEqual({ ok: true, value: [mail(1)] });
    expect(lines.join()).toContain('1 of 2 e-mails');
  });
});
