/** What is due happens in its order, whatever order it was entered in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAgenda } from '../../../electron/sandbox/agenda.ts';

test('events happen by time, those of one moment in the order of their entry, none before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(25), (times, now) => {
      const agenda = createAgenda();
      const happened: [number, number][] = [];
      times.forEach((at, order) => {
        agenda.enter(at, (then) => happened.push([then, order]));
      });
      agenda.advance(now);
      const due = times.map((at, order): [number, number] => [at, order]).filter(([at]) => at <= now);
      expect(happened).toEqual(due.sort(([a, i], [b, j]) => a - b || i - j));
      agenda.advance(30);
      expect(happened).toHaveLength(times.length);
    }),
  );
});

test('what an event enters itself happens in the same advance when it is due', () => {
  const agenda = createAgenda();
  const happened: number[] = [];
  const tick = (at: number): void => {
    happened.push(at);
    if (at < 5) agenda.enter(at + 1, tick);
  };
  agenda.enter(1, tick);
  agenda.advance(3);
  expect(happened).toEqual([1, 2, 3]);
});
