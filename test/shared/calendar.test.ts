/** Calendar files as RFC 5545 has them: lines, folding, escaping, days and moments, and the same thing under the same name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, sameCalendar, writeCalendar } from '../../shared/calendar.ts';
import { calendarEvents } from '../../shared/calendar-events.ts';
import type { Move } from '../../shared/moves.ts';
import { nobody, type Person } from '../../shared/people.ts';
import type { Prepared } from '../../shared/prepared.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { confirmed, ME, request } from '../renderer/requests/samples.ts';

const NOW = Date.parse('2026-11-28T03:00:00.123Z');
const event = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'request-1@relevo',
  summary: 'clinicanorte.es',
  at: Date.parse('2026-11-29T14:42:00Z'),
  ...change,
});
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');
/** As a calendar reads TEXT. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
const valueOf = (text: string, name: string): string =>
  unescaped(
    unfolded(text)
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1) ?? '',
  );

it('is one calendar with an event for each, every line ended by CRLF', () => {
  const text = writeCalendar('Relevo', [event({ alarm: 1440 })], NOW);
  expect(text).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Relevo//Relevo//EN',
      'CALSCALE:GREGORIAN',
      'X-WR-CALNAME:Relevo',
      'BEGIN:VEVENT',
      'UID:request-1@relevo',
      'DTSTAMP:20261128T030000Z',
      'DTSTART:20261129T144200Z',
      'SUMMARY:clinicanorte.es',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:clinicanorte.es',
      'TRIGGER:-PT1440M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

it('a whole day ends where the next begins, over the end of a year as well', () => {
  const text = writeCalendar('Relevo', [event({ at: '2026-12-31' })], NOW);
  expect(text).toContain('\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
});

describe('a line', () => {
  it('has 75 octets and goes on behind a space, which counts as well', () => {
    // `SUMMARY:` has eight.
    const lines = (summary: string) =>
      writeCalendar('R', [event({ summary })], NOW)
        .split('\r\n')
        .filter((line) => line.startsWith('SUMMARY:') || line.startsWith(' '));
    expect(lines('a'.repeat(67))).toEqual([`SUMMARY:${'a'.repeat(67)}`]);
    expect(lines('a'.repeat(68))).toEqual([`SUMMARY:${'a'.repeat(67)}`, ' a']);
    expect(lines('a'.repeat(67 + 75))).toEqual([`SUMMARY:${'a'.repeat(67)}`, ` ${'a'.repeat(74)}`, ' a']);
    for (const [letter, octets] of [
      ['~', 1],
      ['é', 2],
      ['\u07ff', 2],
      ['\u0800', 3],
      ['€', 3],
      ['\uffee', 3],
      ['𐀀', 4],
      ['😀', 4],
    ] as const) {
      const room = 67 - octets;
      expect(lines(`${'a'.repeat(room)}${letter}`), letter).toHaveLength(1);
      expect(lines(`${'a'.repeat(room + 1)}${letter}`), letter).toHaveLength(2);
    }
  });
});

describe('text', () => {
  it('escapes as the example of 3.3.11 does', () => {
    const text = writeCalendar(
      'R',
      [
        event({
          description: 'Project XYZ Final Review\nConference Room - 3B\nCome Prepared.',
          summary: 'a;b,c\\d',
        }),
      ],
      NOW,
    );
    expect(unfolded(text)).toContain(
      'DESCRIPTION:Project XYZ Final Review\\nConference Room - 3B\\nCome Prepared.',
    );
    expect(unfolded(text)).toContain('SUMMARY:a\\;b\\,c\\\\d');
  });
  it('has one kind of line end and no other control sign', () => {
    const text = writeCalendar('R', [event({ summary: 'a\rb\r\nc\u0007d\u0080e' })], NOW);
    expect(unfolded(text)).toContain('SUMMARY:a\\nb\\ncde');
  });
  it('of any kind comes back as it was, no line is longer than 75 octets, and none begins another property', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
        const text = writeCalendar('R', [event({ summary })], NOW);
        for (const line of text.split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        const plain = summary.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '');
        expect(valueOf(text, 'SUMMARY')).toBe(plain);
        expect(unfolded(text)).toHaveLength(14);
      }),
    );
  });
});

it('says the same whenever it was made, and another thing where an event moved', () => {
  const made = writeCalendar('R', [event()], NOW);
  expect(sameCalendar(made, writeCalendar('R', [event()], NOW + 60_000))).toBe(true);
  expect(sameCalendar(made, writeCalendar('R', [event({ at: NOW })], NOW))).toBe(false);
});

describe('what belongs into it', () => {
  const words = {
    request: ({ id, serviceDomain }: ContactRequest) => ({
      summary: `${serviceDomain} ${id}`,
      description: '',
    }),
    leaves: ({ name }: Person) => `${name} leaves`,
    move: ({ kind, nichandle }: Move) => `${kind} ${nichandle}`,
    prepared: ({ kind }: Prepared) => ({ summary: `prepared ${kind}`, description: 'asks' }),
  };
  const nothing = { requests: [], people: [], moves: [], prepared: [] };
  it('rings a day before a request runs out, and not for somebody who leaves', () => {
    const leaving = { ...nobody('mp40311-ovh'), name: 'Marta', leaves: '2026-12-01' };
    const [runsOut, leaves] = calendarEvents(
      { ...nothing, requests: [request({ id: 7, asked: 5 })], people: [leaving] },
      words,
    );
    const { api, id, dateRequest } = request({ id: 7, asked: 5 });
    expect(runsOut).toEqual({
      uid: `request-${api}-${id}-${Date.parse(dateRequest)}@relevo`,
      at: Date.parse(dateRequest) + 7 * 24 * 3_600_000,
      alarm: 24 * 60,
      summary: 'clinicanorte.es 7',
      description: '',
    });
    expect(leaves).toEqual({ uid: 'leaves-mp40311-ovh@relevo', at: '2026-12-01', summary: 'Marta leaves' });
  });
  it('stands in the same order whatever order it came in', () => {
    const both = [request({ id: 1, asked: 5 }), request({ id: 2, asked: 5 })];
    const uids = (of: readonly ContactRequest[]) =>
      calendarEvents({ ...nothing, requests: of }, words).map(({ uid }) => uid);
    expect(uids(both)).toEqual(uids([...both].reverse()));
    expect(uids(both)[0]).toContain('-1-');
  });
  it('is what runs out and who leaves, in order, and nothing that is over', () => {
    const people = [{ ...nobody('mp40311-ovh'), name: 'Marta', leaves: '2026-11-24' }, nobody('xx1-ovh')];
    const requests = [
      request({ id: 1, asked: 1 }),
      request({ id: 2, asked: 5 }),
      request({ id: 3, state: 'done', dateDone: '2026-11-19T10:00:00Z' }),
    ];
    const events = calendarEvents({ ...nothing, requests, people }, words);
    expect(events.map(({ summary }) => summary)).toEqual([
      'clinicanorte.es 2',
      'Marta leaves',
      'clinicanorte.es 1',
    ]);
    // The same thing has the same name, whatever else is known of it by then.
    const later = calendarEvents(
      { ...nothing, requests: [{ ...request({ id: 1, asked: 1 }), confirmations: confirmed(ME) }] },
      words,
    );
    expect(later[0]?.uid).toBe(events[2]?.uid);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3);
  });
  it('is the last day of a project that goes on, a whole day, and none of one that ended or has no day', () => {
    const move: Move = {
      id: 'm1',
      nichandle: 'ac44920-ovh',
      api: 'ovh-eu',
      target: 'ac21874-ovh',
      kind: 'close',
      day: '2026-12-31',
      begun: '2026-11-01T10:00:00Z',
      paused: false,
      ended: null,
      services: [],
      ticked: {},
    };
    const moves = [
      move,
      { ...move, id: 'm2', kind: 'move' as const, day: '2026-12-24', paused: true },
      { ...move, id: 'm3', day: null },
      { ...move, id: 'm4', ended: '2026-11-20T10:00:00Z' },
    ];
    const events = calendarEvents({ ...nothing, moves }, words);
    expect(events.map(({ uid, at, summary }) => [uid, at, summary])).toEqual([
      ['move-m2@relevo', '2026-12-24', 'move ac44920-ovh'],
      ['move-m1@relevo', '2026-12-31', 'close ac44920-ovh'],
    ]);
    const text = writeCalendar('R', events, NOW);
    expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101');
    // Moved to another day it is the same event.
    const later = calendarEvents({ ...nothing, moves: [{ ...move, day: '2027-01-15' }] }, words);
    expect(later.map(({ uid, at }) => [uid, at])).toEqual([['move-m1@relevo', '2027-01-15']]);
  });
  it('is what is prepared, on its day, without a request or a service named by a key', () => {
    const prepared: Prepared[] = [
      {
        kind: 'decisions',
        id: 'p1',
        day: '2026-12-03',
        made: '2026-11-28T10:00:00Z',
        asked: null,
        gone: 0,
        sides: [{ requestKey: 'ovh-eu/42', accountId: 'ac21874-ovh@ovh-eu', decision: 'accept' }],
      },
    ];
    expect(calendarEvents({ ...nothing, prepared }, words)).toEqual([
      {
        uid: 'prepared-p1@relevo',
        at: '2026-12-03',
        summary: 'prepared decisions',
        description: 'asks',
      },
    ]);
  });
});
