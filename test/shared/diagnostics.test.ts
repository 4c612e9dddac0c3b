/** What may be passed on names nobody and nothing of theirs, whatever it is made of. */
import { expect, test } from 'vitest';
import { diagnosticsText } from '../../shared/diagnostics.ts';
import { request } from '../renderer/requests/samples.ts';

const SECRETS = ['mp40311', 'ac21874', 'clinicanorte', '2298243', 'marta', '@', '/home', 'frozenByMagic'];

test('figures and closed words alone', () => {
  const text = diagnosticsText({
    version: '0.1.0',
    shell: 'electron',
    platform: 'linux',
    engine: '130.0.6723.137',
    vault: { backend: 'gnome_libsecret', persistent: true },
    lock: 'off',
    settings: { language: 'es', theme: 'dark', density: 'compact', notifications: true },
    accounts: [
      Object.assign(
        {
          endpoint: 'ovh-eu' as const,
          credential: { kind: 'application', state: 'valid', expiration: null, kept: 'vault' } as const,
        },
        { nichandle: 'ac21874-ovh', name: 'marta@example.com' },
      ),
    ],
    requests: [
      request({ id: 2298243 }),
      request({ id: 2, state: 'done' }),
      request({ id: 3, state: 'frozenByMagic' }),
    ],
    services: 1248,
    newer: { never: null, isOn: true, age: 90, version: '0.2.0', failed: null },
    damage: [Object.assign({ part: 'people', why: 'partly' } as const, { file: '/home/marta/people.json' })],
    ages: [3, null],
  });
  expect(text).toBe(
    [
      'Relevo 0.1.0, electron on linux, Chromium 130.0.6723.137',
      'Key store: gnome_libsecret, kept',
      'Lock: off',
      'Language es, theme dark, compact, notifications on',
      'Accounts: 1 ovh-eu application valid',
      'Services: 1248',
      'Requests: 1 done, 1 other, 1 validatingByCustomers',
      'Read: 3 min ago, never',
      'Newer version: asked 90 min ago: 0.2.0',
      'Damaged: 1 people partly',
    ].join('\n'),
  );
  for (const secret of SECRETS) expect(text).not.toContain(secret);
});

test('what is no word is a question mark', () => {
  const text = diagnosticsText({
    version: '0.1.0 of /home/marta',
    shell: 'web',
    platform: 'a@b',
    engine: '',
    vault: { backend: 'memory', persistent: false },
    lock: 'off',
    settings: { language: 'en', theme: 'light', density: 'compact', notifications: false },
    accounts: [],
    requests: [],
    services: 0,
    newer: { never: 'sources', isOn: true, age: null, version: null, failed: null },
    damage: [],
    ages: [],
  });
  expect(text).toContain('Relevo ?, web on ?, Chromium ?\n');
  expect(text).toContain('Accounts: none\n');
});
