/** Which files may hold e-mails, how large they may be, and how a mailbox file is cut into messages. Reads no binary format. */

/** At most this much base64 per file, and per call all files together: the web shell's server takes no larger body. */
export const LONGEST_CONTENT = 14_000_000;
/** Bytes of the largest file that fits into it. */
export const LARGEST_FILE = Math.floor(LONGEST_CONTENT / 4) * 3;
/** Files per call. */
export const MOST_FILES = 500;
/** A mailbox of more messages is told to be too large. */
const MOST_MESSAGES = 20_000;

/** `mailbox-or-nothing`: mail programs keep mailboxes in files without an ending; the first line tells. */
export type MailFileKind = 'message' | 'outlook' | 'mailbox' | 'text' | 'tnef' | 'mailbox-or-nothing';

const KINDS: Readonly<Record<string, MailFileKind>> = {
  eml: 'message',
  msg: 'outlook',
  mbox: 'mailbox',
  mbx: 'mailbox',
  txt: 'text',
  html: 'text',
  htm: 'text',
  dat: 'tnef',
};

/** What a file chooser is to offer. */
export const FILE_ENDINGS: readonly string[] = Object.keys(KINDS).map((ending) => `.${ending}`);

/** By the name alone; `null` for what is not read here. */
export function kindOfFile(name: string): MailFileKind | null {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  if (dot < 0) return base === '' ? null : 'mailbox-or-nothing';
  return KINDS[base.slice(dot + 1).toLowerCase()] ?? null;
}

/** The line between messages (RFC 4155 and the looser forms in use): sender, then a date with its time of day. */
const SEPARATOR = /^From (?:\S+ |- |)?.{0,80}\d{1,2}:\d{2}/;

export function isMailbox(text: string): boolean {
  return SEPARATOR.test(text.slice(0, 200));
}

/**
 * The messages of a mailbox, their quoted `>From ` lines restored; the whole text where it is no mailbox.
 * `null`: more messages than are read at once.
 */
export function splitMailbox(text: string): string[] | null {
  if (!isMailbox(text)) return [text];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const messages: string[] = [];
  let start = 1;
  const end = (index: number): void => {
    const message = lines
      .slice(start, index)
      .map((line) => (line.startsWith('>') && /^>+From /.test(line) ? line.slice(1) : line))
      .join('\n');
    if (message.trim() !== '') messages.push(message);
  };
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (!line.startsWith('From ') || lines[index - 1]?.trim() !== '' || !SEPARATOR.test(line)) continue;
    end(index);
    if (messages.length >= MOST_MESSAGES) return null;
    start = index + 1;
  }
  end(lines.length);
  return messages;
}
