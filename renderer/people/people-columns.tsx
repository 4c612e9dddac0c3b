/** The columns of the people's table. Only shows, and leads to what a number counts. */
import { Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { firstNameOf } from '../../shared/people.ts';
import type { Column } from '../list/column.ts';
import { showServicesOf } from '../services/services-query.ts';
import { Pill } from '../ui/pill.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { Handle } from './handle.tsx';
import { useCalled } from './names.ts';
import { askName } from './people-state.ts';
import type { PersonRow } from './people-view.ts';

/** What waits with somebody, in words: `10 wait for you`, `1 with Élodie`; empty where nothing does. */
export function useRequestsText(): (row: PersonRow, called: (nichandle: string) => string) => string {
  const { t } = useTranslation('people');
  return ({ waiting, mine }, called) => {
    if (waiting === null || mine) return '';
    const { yours, theirs } = waiting;
    if (yours.count > 0) return t('requests.yours', { count: yours.count });
    const [first] = theirs;
    if (first === undefined) return '';
    const count = theirs.reduce((sum, one) => sum + one.count, 0);
    return first.nichandle === null || theirs.length > 1
      ? t('requests.others', { count })
      : t('requests.with', { count, who: firstNameOf(called(first.nichandle)) });
  };
}

export function usePeopleColumns(): Column<PersonRow>[] {
  const { t } = useTranslation('people');
  const number = useNumber();
  const called = useCalled();
  const requestsText = useRequestsText();
  return useMemo(() => {
    const count = (
      id: ContactType | 'services',
      of: (person: PersonRow) => number,
      role: ContactType | null,
      hideBelow?: number,
    ): Column<PersonRow> => ({
      id,
      title: t(`table.${id}`),
      width: 'minmax(64px, 70fr)',
      sortable: true,
      align: 'end',
      text: (person) => String(of(person)),
      ...(hideBelow === undefined ? {} : { hideBelow }),
      cell: (person) =>
        of(person) === 0 ? (
          <span className="people-none">0</span>
        ) : (
          <button
            type="button"
            className="people-count"
            tabIndex={-1}
            title={t('showServices', { who: person.name ?? person.nichandle })}
            onClick={() => showServicesOf(person.nichandle, role)}
          >
            {number(of(person))}
          </button>
        ),
    });
    return [
      {
        id: 'person',
        title: t('table.person'),
        width: 'minmax(170px, 210fr)',
        sortable: true,
        text: (person) => person.name ?? person.nichandle,
        cell: (person) => (
          <div className="people-person">
            <Handle nichandle={person.nichandle} mine={person.mine} labelled leads inRow />
            {person.name === null ? (
              <button
                type="button"
                className="people-name"
                tabIndex={-1}
                onClick={() => askName(person.nichandle)}
              >
                <Pencil aria-hidden="true" /> {t('nameIt')}
              </button>
            ) : null}
          </div>
        ),
      },
      {
        id: 'company',
        title: t('table.company'),
        width: 'minmax(110px, 170fr)',
        sortable: true,
        hideBelow: 640,
        text: (person) => person.company ?? '',
        cell: (person) => (
          <span className="people-company ellipsis" title={person.company ?? undefined}>
            {person.company}
          </span>
        ),
      },
      ...CONTACT_TYPES.map((type) => count(type, ({ roles }) => roles[type], type, 560)),
      count('services', (person) => person.services, null),
      {
        id: 'requests',
        title: t('table.requests'),
        width: 'minmax(140px, 140fr)',
        sortable: true,
        text: (person) => requestsText(person, called),
        cell: (person) => {
          const text = requestsText(person, called);
          return text === '' ? null : (
            <span className="people-requests">
              <Pill tone={(person.waiting?.yours.count ?? 0) > 0 ? 'you' : 'wait'} title={text}>
                {text}
              </Pill>
            </span>
          );
        },
      },
    ];
  }, [t, number, called, requestsText]);
}
