/** Rules of the activity list. */
import { describe, expect, it } from 'vitest';
import {
  activityTable,
  daysOf,
  findActivity,
  itemsOf,
  needsLook,
} from '../../../renderer/activity/activity-view.ts';
import { entry } from '../requests/samples.ts';

describe('activity', () => {
  it('groups by the day of the reader, newest first', () => {
    const days = daysOf(
      [
        entry({ id: 'a', at: '2026-11-19T22:30:00Z' }),
        entry({ id: 'b', at: '2026-11-19T23:30:00Z' }),
        entry({ id: 'c', at: '2026-11-18T10:00:00Z' }),
      ],
      'Europe/Madrid',
    );
    expect(days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
      ['2026-11-20', ['b']],
      ['2026-11-19', ['a']],
      ['2026-11-18', ['c']],
    ]);
  });

  it('is one list of days, each followed by its lines', () => {
    const items = itemsOf(
      daysOf(
        [
          entry({ id: 'a', at: '2026-11-19T10:00:00Z' }),
          entry({ id: 'b', at: '2026-11-20T10:00:00Z' }),
          entry({ id: 'c', at: '2026-11-20T11:00:00Z' }),
        ],
        'Europe/Madrid',
      ),
    );
    expect(items.map((item) => (item.kind === 'day' ? item.day : item.entry.id))).toEqual([
      '2026-11-20',
      'c',
      'b',
      '2026-11-19',
      'a',
    ]);
    expect(items[0]).toMatchObject({ at: '2026-11-20T11:00:00Z' });
  });

  /** What the user noted of one of them. */
  const wordsOf = (nichandle: string) => (nichandle === 'mp40311-ovh' ? 'Marta Prieto\nSistemas Ñ' : '');

  it('finds by service, account, new contact and number', () => {
    const change = entry({
      id: 'a',
      at: '2026-11-19T22:30:00Z',
      requestIds: [2298243],
      changes: [{ contactType: 'contactTech', to: 'mp40311-ovh' }],
    });
    for (const query of [
      'Clínica',
      'ac21874',
      'mp40311',
      '2298243',
      'clinica 2298243',
      'marta',
      'sistemas n',
      '',
    ])
      expect(findActivity([change], query, wordsOf)).toEqual([change]);
    expect(findActivity([change], 'clinica other', wordsOf)).toEqual([]);
    const idn = entry({ id: 'b', at: '2026-11-19T22:30:00Z', serviceName: 'xn--mnchen-3ya.de' });
    for (const query of ['münchen', 'munchen', 'XN--MN'])
      expect(findActivity([change, idn], query, wordsOf)).toEqual([idn]);
  });

  it('asks for a look where something failed or is not known', () => {
    const at = '2026-11-19T22:30:00Z';
    const outcomes = (['pending', 'done', 'failed', 'unknown', 'not-sent'] as const).filter((outcome) =>
      needsLook(entry({ id: 'a', at, outcome })),
    );
    expect(outcomes).toEqual(['failed', 'unknown']);
  });

  it('is exported line by line as it is shown, with exact moments', () => {
    const days = daysOf([
      entry({ id: 'a', at: '2026-11-18T10:00:00.123Z' }),
      entry({
        id: 'b',
        at: '2026-11-19T10:00:00Z',
        kind: 'changeContact',
        requestIds: [5, 6],
        changes: [{ contactType: 'contactTech', to: 'mp40311-ovh' }],
        outcome: 'failed',
        failure: { code: 'rejected', next: 'open-panel', queryId: 'EU.ext-1' },
      }),
    ]);
    const table = activityTable(days, {
      kind: ({ kind, outcome }) => `did ${kind}, ${outcome}`,
      contact: (type) => type.slice(7),
      outcome: (outcome) => `was ${outcome}`,
      called: (nichandle) => (nichandle === 'mp40311-ovh' ? 'Marta (mp40311-ovh)' : nichandle),
      why: ({ failure }) => failure?.code ?? '',
    });
    expect(table).toEqual([
      [
        '2026-11-19T10:00:00Z',
        'did changeContact, failed',
        'ac21874-ovh',
        'clinicanorte.es',
        '5 6',
        'Tech: Marta (mp40311-ovh)',
        'was failed',
        'rejected',
        'EU.ext-1',
      ],
      [
        '2026-11-18T10:00:00Z',
        'did accept, done',
        'ac21874-ovh',
        'clinicanorte.es',
        '1',
        '',
        'was done',
        '',
        '',
      ],
    ]);
  });
});
