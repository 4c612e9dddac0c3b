/** Writes a calendar file (RFC 5545): escaped, folded, the same event under the same name each time. Knows no request and no person. */

export type CalendarEvent = {
  /** Stays the same for the same thing, so that a calendar moves it and does not double it. */
  uid: string;
  summary: string;
  description?: string;
  /** Milliseconds since 1970 for a moment, `2026-12-19` for a whole day. */
  at: number | string;
  /** Minutes before; none where left out. */
  alarm?: number;
};

/** A calendar of these, every line ended by CRLF. `name`: what calendar programs call it. `now`: when it was made. */
export function writeCalendar(name: string, events: readonly CalendarEvent[], now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Relevo//Relevo//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => linesOf(event, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function linesOf({ uid, summary, description, at, alarm }: CalendarEvent, now: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(now)}`,
    ...(typeof at === 'number'
      ? [`DTSTART:${utc(at)}`]
      : [`DTSTART;VALUE=DATE:${at.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${dayAfter(at)}`]),
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    // Nobody is busy then: it only has to be known.
    'TRANSP:TRANSPARENT',
    ...(alarm === undefined
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${escaped(summary)}`,
          `TRIGGER:-PT${alarm}M`,
          'END:VALARM',
        ]),
    'END:VEVENT',
  ];
}

/** `20261129T144200Z`. */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

function dayAfter(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60_000);
  return next.toISOString().slice(0, 10).replaceAll('-', '');
}

/** As TEXT (3.3.11): no other control sign has a place in it. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

const LONGEST_LINE = 75;

/** No line has more than 75 octets (3.1), and no letter is cut in two. */
function folded(line: string): string {
  let made = '';
  let octets = 0;
  for (const letter of line) {
    const own = octetsOf(letter.codePointAt(0) ?? 0);
    if (octets + own > LONGEST_LINE) {
      made += '\r\n ';
      // The space counts as well.
      octets = 1;
    }
    made += letter;
    octets += own;
  }
  return made;
}

/** Of a sign in UTF-8. */
function octetsOf(sign: number): number {
  return sign < 0x80 ? 1 : sign < 0x800 ? 2 : sign < 0x10000 ? 3 : 4;
}

/** Whether two say the same, whenever they were made. */
export function sameCalendar(a: string, b: string): boolean {
  const bare = (text: string): string => text.replaceAll(/^DTSTAMP:.*\r\n/gm, '');
  return bare(a) === bare(b);
}
