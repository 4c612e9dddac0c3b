/** Reads codes out of the sandbox's mailboxes, as a person would out of his e-mails. */
import PostalMime from 'postal-mime';

export type Letter = { subject: string; text: string; raw: string; requestId: number; code: string };

/** Letters to one account that carry a code, newest first. @param origin of the sandbox */
export async function lettersTo(origin: string, nichandle: string): Promise<Letter[]> {
  const answer = await fetch(`${origin}/_sandbox/mail?account=${nichandle}`);
  const list = (await answer.json()) as { id: number; date: string; raw: string }[];
  const letters = await Promise.all(
    list.map(async ({ raw, date }) => {
      const mail = await PostalMime.parse(raw);
      const text = mail.text ?? '';
      const link = /contacts\/(\d+)\?tab=REQUESTS&token=([A-Za-z0-9]+)/.exec(text);
      return link
        ? [{ date, subject: mail.subject ?? '', text, raw, requestId: Number(link[1]), code: link[2] ?? '' }]
        : [];
    }),
  );
  return letters.flat().sort((a, b) => (a.date < b.date ? 1 : -1));
}
