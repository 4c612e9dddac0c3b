/** Writes a message, from whatever it was kept in, as the source of an e-mail, which the recogniser knows how to read. Looks for nothing in it. */
import { randomUUID } from 'node:crypto';

export type Message = {
  subject: string;
  /** Receivers, as a header names them; empty where nobody is known. */
  to: string;
  body: string;
  html: string;
};

/** `null` for a message without any text. */
export function sourceOf({ subject, to, body, html }: Message): string | null {
  if (body.trim() === '' && html.trim() === '') return null;
  const boundary = `=_${randomUUID()}`;
  return [
    `Subject: ${oneLine(subject)}`,
    ...(to === '' ? [] : [`To: ${oneLine(to)}`]),
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain',
    '',
    body,
    `--${boundary}`,
    'Content-Type: text/html',
    '',
    html,
    `--${boundary}--`,
    '',
  ].join('\n');
}

/** The receivers that the headers of a message name. */
export function receiversIn(headers: string): string {
  return oneLine(/^to:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(headers)?.[1] ?? '');
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 2000);
}
