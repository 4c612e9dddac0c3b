/** Reads the mailboxes of accounts that live on a sandbox, over its control plane. Real mailboxes are out of reach, and meant to be. */
import { z } from 'zod';
import type { SandboxMessage } from '../../shared/sandbox-message.ts';
import type { Member } from './member.ts';

const mailboxSchema = z.array(
  z.object({ id: z.union([z.string(), z.number()]).transform(String), raw: z.string() }),
);

/** Newest first. A loopback API without a mailbox (or one that is gone) has no messages. */
export async function readSandboxMail(
  members: readonly Member[],
  fetch: typeof globalThis.fetch,
): Promise<SandboxMessage[]> {
  const boxes = await Promise.all(
    members
      .filter(({ record }) => record.endpoint === 'sandbox' || record.endpoint === 'loopback')
      .map((member) => readMailbox(member, fetch).catch(() => [])),
  );
  return boxes.flat().sort((a, b) => (a.date < b.date ? 1 : -1));
}

async function readMailbox({ record }: Member, fetch: typeof globalThis.fetch): Promise<SandboxMessage[]> {
  const url = new URL(`/_sandbox/mail?account=${encodeURIComponent(record.nichandle)}`, record.base);
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) return [];
  const messages = mailboxSchema.parse(await answer.json());
  // Not at the program's start, which reads no e-mail.
  const { default: PostalMime } = await import('postal-mime');
  return Promise.all(
    messages.map(async ({ id, raw }) => {
      const mail = await PostalMime.parse(raw);
      return {
        id: `${record.id}/${id}`,
        accountId: record.id,
        to: mail.to?.[0]?.address ?? record.nichandle,
        subject: mail.subject ?? '',
        date: mail.date ?? new Date(0).toISOString(),
        text: mail.text ?? '',
      };
    }),
  );
}
