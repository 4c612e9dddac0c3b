/** Waking at a time of day: at that moment, over sleep and a clock that was set, and with no timer where there is nothing to wake for. */
import { expect, test } from 'vitest';
import { openAlarm } from '../../../electron/desk/alarm.ts';
import { manualClock } from '../../fakes/clock.ts';

const HOUR = 3_600_000;

test('wakes once when its moment has come, and holds no timer then', () => {
  const clock = manualClock();
  let at: number | null = clock.now() + 3 * HOUR;
  let woken = 0;
  const alarm = openAlarm(
    clock,
    () => at,
    () => {
      woken += 1;
      at = null;
    },
  );
  expect(clock.nextIn()).toBeNull();
  alarm.set();
  clock.advance(3 * HOUR - 1);
  expect(woken).toBe(0);
  clock.advance(2);
  expect(woken).toBe(1);
  expect(clock.nextIn()).toBeNull();
});

test('a clock that is set on wakes it within a quarter of an hour', () => {
  const clock = manualClock();
  let woken = 0;
  let at: number | null = clock.now() + 30 * HOUR;
  const alarm = openAlarm(
    clock,
    () => at,
    () => {
      woken += 1;
      at = null;
    },
  );
  alarm.set();
  clock.set(clock.now() + 31 * HOUR);
  clock.advance(HOUR / 4);
  expect(woken).toBe(1);
});

test('what is due already comes after a moment, and not at all once it is closed', () => {
  const clock = manualClock();
  let woken = 0;
  const alarm = openAlarm(
    clock,
    () => (woken < 2 ? clock.now() - HOUR : null),
    () => void (woken += 1),
  );
  alarm.set();
  expect(woken).toBe(0);
  clock.advance(60_000);
  expect(woken).toBe(2);
  alarm.set();
  alarm.close();
  expect(clock.nextIn()).toBeNull();
});
