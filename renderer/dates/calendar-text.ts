/** The calendar file in the language in use, from what the store holds. Saves nothing. */
import i18next from 'i18next';
import { writeCalendar } from '../../shared/calendar.ts';
import { calendarEvents } from '../../shared/calendar-events.ts';
import { isContactType, orderedTypes } from '../../shared/contact.ts';
import { showName } from '../../shared/idn.ts';
import { mineByApi } from '../../shared/mine.ts';
import { turnOf } from '../../shared/turn.ts';
import { namesOf } from '../people/names.ts';
import { preparedTitle } from '../prepared/prepared-words.ts';
import { useStore } from '../store/store.ts';

/** `now` in milliseconds. */
export function calendarText(now: number): string {
  const { requests, people, accounts, moves, prepared } = useStore.getState();
  const names = namesOf(people, accounts);
  const mineOf = mineByApi(accounts);
  const called = (nichandle: string | null) =>
    nichandle === null ? '?' : (names.get(nichandle.toLowerCase()) ?? nichandle);
  const facts = { requests, people: people.values(), moves: moves ?? [], prepared: prepared ?? [] };
  const number = (value: number) => value.toLocaleString(i18next.language);
  const events = calendarEvents(facts, {
    request: (request) => {
      const types = orderedTypes(request.contactTypes).map((type) =>
        isContactType(type) ? i18next.t(`common:role.${type}.full`) : type,
      );
      const values = {
        service: request.serviceDomain === null ? '?' : showName(request.serviceDomain),
        id: request.id,
        types: new Intl.ListFormat(i18next.language, { type: 'conjunction' }).format(types),
        from: called(request.fromAccount),
        to: called(request.toAccount),
      };
      const isMine = turnOf(request, mineOf(request.api), now).whose === 'mine';
      return {
        summary: i18next.t(isMine ? 'dates:event.yours' : 'dates:event.runsOut', values),
        description: i18next.t('dates:event.about', values),
      };
    },
    move: ({ kind, nichandle }) => i18next.t(`dates:event.${kind}`, { who: called(nichandle) }),
    prepared: (one) => ({
      summary: i18next.t('dates:event.prepared', {
        what: preparedTitle(one, { t: (key, values) => i18next.t(key, values), number, called }),
      }),
      description: i18next.t('dates:event.preparedAbout'),
    }),
    leaves: (person) => i18next.t('dates:event.leaves', { who: person.name || person.nichandle }),
  });
  return writeCalendar(i18next.t('dates:calendar'), events, now);
}
