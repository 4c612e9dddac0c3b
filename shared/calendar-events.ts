/** What belongs into a calendar: when requests run out, who leaves when, until when a project is to be done, what is prepared. Pure; the words are handed in. */
import type { CalendarEvent } from './calendar.ts';
import { deadlineOf } from './deadline.ts';
import type { Move } from './moves.ts';
import type { Person } from './people.ts';
import type { Prepared } from './prepared.ts';
import type { ContactRequest } from './request.ts';

export type CalendarWords = {
  request: (request: ContactRequest) => { summary: string; description: string };
  leaves: (person: Person) => string;
  move: (move: Move) => string;
  prepared: (prepared: Prepared) => { summary: string; description: string };
};

export type CalendarFacts = {
  requests: readonly ContactRequest[];
  people: Iterable<Person>;
  moves: readonly Move[];
  prepared: readonly Prepared[];
};

/** A day before a request runs out there is still time to confirm it. */
const ALARM_MINUTES = 24 * 60;

/** In order of time, so that the same facts make the same file. SECURITY: no code and no address of anybody. */
export function calendarEvents(
  { requests, people, moves, prepared }: CalendarFacts,
  words: CalendarWords,
): CalendarEvent[] {
  const events: CalendarEvent[] = [];
  for (const request of requests) {
    const deadline = deadlineOf(request);
    if (deadline === null) continue;
    // Numbers are given anew in another world: the day it was asked for tells them apart.
    const uid = `request-${request.api}-${request.id}-${Date.parse(request.dateRequest)}@relevo`;
    events.push({ uid, at: deadline.at, alarm: ALARM_MINUTES, ...words.request(request) });
  }
  for (const person of people) {
    if (person.leaves === null) continue;
    events.push({
      uid: `leaves-${person.nichandle}@relevo`,
      at: person.leaves,
      summary: words.leaves(person),
    });
  }
  for (const move of moves) {
    if (move.day === null || move.ended !== null) continue;
    events.push({ uid: `move-${move.id}@relevo`, at: move.day, summary: words.move(move) });
  }
  for (const one of prepared)
    events.push({ uid: `prepared-${one.id}@relevo`, at: one.day, ...words.prepared(one) });
  const time = ({ at }: CalendarEvent): number => (typeof at === 'number' ? at : Date.parse(at));
  return events.sort((a, b) => time(a) - time(b) || (a.uid < b.uid ? -1 : 1));
}
