/**
 * Turns letters into whole RFC 5322 messages, shaped as OVHcloud's (subject with the request's number, link with the
 * code, the code again alone on its line). Composes when asked, because most letters are never read.
 */
import MailComposer from 'nodemailer/lib/mail-composer';
import { DAYS_TO_CONFIRM } from './machine.ts';
import { WORDS } from './mail-texts.ts';
import type { Account, Letter } from './model.ts';
import type { World } from './world.ts';

export type MailMessage = {
  id: string;
  /** NIC handle of the mailbox. */
  account: string;
  to: string;
  subject: string;
  /** ISO 8601. */
  date: string;
  /** The message as it came over the wire, lines ending in CRLF. */
  raw: string;
};

/** Where the code can be entered. The query stands inside the fragment, as in the real e-mails. */
export function confirmationLink(id: number, code: string, zone: Account['zone']): string {
  const host = zone === 'CA' ? 'ca.ovh.com' : 'www.ovh.com';
  return `https://${host}/manager/#/useraccount/contacts/${id}?tab=REQUESTS&token=${code}`;
}

type LetterTexts = { subject: string; text: string; html: string };

export function writeLetter(world: World, letter: Letter): LetterTexts {
  const account = accountOf(world, letter.to);
  const words = WORDS[account.language];
  const { task, code } = letter;
  const fields = task.fields.map((field) => words.fields[field]).join(', ');
  const service = task.serviceDomain ?? '–';
  const isNew = task.to === letter.to;

  const hello = words.hello(account.firstname);
  const opening = [
    words.about(service, task.service?.product ?? '–'),
    code === null
      ? words.informed(task.to, fields)
      : isNew
        ? words.designated(task.from, fields)
        : words.asked(task.from, task.to, fields),
  ];
  const subject = words.subject(task.id);
  if (code === null) {
    const lines = [hello, ...opening, words.nothingToDo, words.sender];
    return { subject, text: `${lines.join('\n\n')}\n`, html: page(lines.map(paragraph)) };
  }

  const link = confirmationLink(task.id, code, account.zone);
  const closing = [words.conditions, words.expires(DAYS_TO_CONFIRM), words.sender];
  return {
    subject,
    text: `${[hello, ...opening, `${words.followLink}\n${link}`, `${words.token}\n\n${code}`, ...closing].join('\n\n')}\n`,
    html: page([
      ...[hello, ...opening, words.followLink].map(paragraph),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
      paragraph(words.token),
      `<p><b>${code}</b></p>`,
      ...closing.map(paragraph),
    ]),
  };
}

/** What the receiving server writes on top when the message comes in: who brought it, and what it found of its sender. */
function arrivalLines(account: Account, letter: Letter): string {
  const server = `mx.${account.email.split('@')[1] ?? 'mail.example'}`;
  const at = new Date(letter.date).toUTCString().replace('GMT', '+0000');
  return [
    `Authentication-Results: ${server};`,
    ' dkim=pass (2048-bit key) header.d=ovh.com header.s=mailout;',
    ' spf=pass smtp.mailfrom=ovh.com;',
    ' dmarc=pass header.from=ovh.com',
    `Received: from mo-notification.ovh.net (mo-notification.ovh.net [46.105.1.10])`,
    ` by ${server} with ESMTPS id ${letter.id};`,
    ` ${at}`,
    '',
  ].join('\r\n');
}

/** `isThere`: whether a letter arrived in its own mailbox; `forgeries`: what somebody else put into one. */
export function createPost(
  world: World,
  isThere: (letter: Letter) => boolean = () => true,
  forgeries: readonly MailMessage[] = [],
) {
  const composed = new Map<number, MailMessage>();

  const compose = async (letter: Letter): Promise<MailMessage> => {
    const known = composed.get(letter.id);
    if (known) return known;
    const account = accountOf(world, letter.to);
    const { subject, text, html } = writeLetter(world, letter);
    const to = { name: `${account.firstname} ${account.name}`, address: account.email };
    const raw = await new MailComposer({
      from: { name: 'OVHcloud', address: 'support@ovh.com' },
      to,
      subject,
      text,
      html,
      date: new Date(letter.date),
      messageId: `<contact-change-${letter.task.id}-${letter.id}@ovh.com>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Ovh-Nichandle': account.nichandle },
      textEncoding: 'quoted-printable',
      encoding: 'quoted-printable',
      newline: 'windows',
    })
      .compile()
      .build();
    const message: MailMessage = {
      id: String(letter.id),
      account: letter.to,
      to: account.email,
      subject,
      date: new Date(letter.date).toISOString(),
      raw: arrivalLines(account, letter) + raw.toString('latin1'),
    };
    composed.set(letter.id, message);
    return message;
  };

  return {
    /** One mailbox, or all of them; newest first. */
    read: async (nichandle?: string): Promise<MailMessage[]> => {
      const all = nichandle === undefined ? world.letters : world.lettersOf(nichandle);
      const letters = all.filter((letter) => !letter.thrownAway && isThere(letter));
      letters.sort((a, b) => b.date - a.date || b.id - a.id);
      const own = await Promise.all(letters.map(compose));
      const others = forgeries.filter(({ account }) => nichandle === undefined || account === nichandle);
      if (others.length === 0) return own;
      return [...own, ...others].sort((a, b) => (a.date < b.date ? 1 : -1));
    },
  };
}

export type Post = ReturnType<typeof createPost>;

function accountOf(world: World, nichandle: string): Account {
  const account = world.accounts.get(nichandle);
  if (!account) throw new Error(`no account ${nichandle}`);
  return account;
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const page = (blocks: string[]): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body style="font-family:sans-serif">\n${blocks.join('\n')}\n</body></html>\n`;

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
