/** A start with the session: behind the icon where that is seen, before the user's eyes where it is not. */
import { expect, test } from 'vitest';
import { showWhereUnseen, startsHidden } from '../../../electron/shell/hidden-start.ts';
import { hurriedClock } from '../../fakes/clock.ts';

const clock = hurriedClock(10_000);

test('only with the icon, and where it was started with the session', () => {
  const on = { trayIcon: true };
  expect(startsHidden({ argv: ['relevo', '--hidden'], atLogin: false, settings: on })).toBe(true);
  expect(startsHidden({ argv: ['relevo'], atLogin: true, settings: on })).toBe(true);
  expect(startsHidden({ argv: ['relevo'], atLogin: false, settings: on })).toBe(false);
  expect(startsHidden({ argv: ['--hidden'], atLogin: true, settings: { trayIcon: false } })).toBe(false);
});

test('a panel that comes late is waited for, and one that never comes costs the hiding', async () => {
  for (const comes of [0, 3, Number.POSITIVE_INFINITY]) {
    let asked = 0;
    let shown = 0;
    await showWhereUnseen({
      isSeen: async () => asked++ >= comes,
      show: () => (shown += 1),
      clock,
    });
    expect([comes, shown]).toEqual([comes, comes > 4 ? 1 : 0]);
  }
});
