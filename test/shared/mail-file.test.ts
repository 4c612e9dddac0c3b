/** Which files are read, and how a mailbox is cut into its messages. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMailbox, kindOfFile, splitMailbox } from '../../shared/mail-file.ts';

const SEPARATOR = 'From support@ovh.com Fri Nov 20 10:00:00 2026';

/** As mail programs write it (the «mboxrd» form): lines that look like a separator are quoted. */
function mailbox(messages: readonly string[]): string {
  return messages.map((message) => `${SEPARATOR}\n${message.replace(/^(>*From )/gm, '>$1')}\n\n`).join('');
}

describe('a file’s name', () => {
  it('tells its kind by its ending, whatever the case and the folder', () => {
    expect(['a.EML', 'b.msg', 'in/c.mbox', 'd.txt', 'e.html', 'f.HTM', 'g.mbx'].map(kindOfFile)).toEqual([
      'message',
      'outlook',
      'mailbox',
      'text',
      'text',
      'text',
      'mailbox',
    ]);
    expect(['a.pdf', 'eml', 'C:\\mail\\INBOX', '', 'a.eml.exe', 'mail/'].map(kindOfFile)).toEqual([
      null,
      'mailbox-or-nothing',
      'mailbox-or-nothing',
      null,
      null,
      null,
    ]);
  });
});

describe('a mailbox', () => {
  it('gives back every message, whatever its lines', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, ' ')),
      fc.constantFrom('', SEPARATOR, `>${SEPARATOR}`, 'From here on', '> quoted', '>From you'),
    );
    const message = fc
      .array(line, { minLength: 1, maxLength: 12 })
      .map((lines) => lines.join('\n').replace(/\n+$/, ''))
      .filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (messages) => {
        const split = splitMailbox(mailbox(messages))?.map((text) => text.replace(/\n+$/, ''));
        expect(split).toEqual(messages);
        const crlf = splitMailbox(mailbox(messages).replaceAll('\n', '\r\n'));
        expect(crlf?.map((text) => text.replace(/\n+$/, ''))).toEqual(messages);
      }),
    );
  });
  it('is known by its first line; other text stays whole', () => {
    expect(isMailbox(`${SEPARATOR}\n`)).toBe(true);
    for (const line of ['From - Fri Nov 20 10:00:00 2026', 'From  Fri Nov 20 10:00:00 2026']) {
      expect(isMailbox(line), line).toBe(true);
    }
    for (const text of ['From: support@ovh.com\n', 'From Monday on\n\nFrom Tuesday on', 'Hello']) {
      expect(splitMailbox(text)).toEqual([text]);
    }
  });
  it('of too many messages is not read in part', () => {
    expect(splitMailbox(mailbox(Array.from({ length: 20_002 }, () => 'a')))).toBeNull();
  });
});
