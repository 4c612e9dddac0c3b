/** Answers that take their time: called for once they are there, once each, and never over a lock. */
import { expect, test } from 'vitest';
import { openLater } from '../../../electron/web/later.ts';
import type { Result } from '../../../shared/failure.ts';
import { ok } from '../../../shared/failure.ts';

function open() {
  const timers: { ms: number; call: () => void }[] = [];
  const ready: string[] = [];
  const later = openLater(
    {
      now: () => 0,
      steady: () => 0,
      after(ms, call) {
        const timer = { ms, call };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    (name) => ready.push(name),
  );
  const pass = (): void => timers.shift()?.call();
  return { later, ready, timers, pass };
}

/** A call that has waited too long, and the way to answer it. */
async function slow() {
  const desk = open();
  const { promise, resolve } = Promise.withResolvers<Result<unknown>>();
  const told = desk.later.soon(promise);
  desk.pass();
  const { later: name = '' } = (await told) as { later?: string };
  expect(name).not.toBe('');
  return { ...desk, name, resolve, settled: promise };
}

test('what comes soon is answered at once, and leaves no timer behind', async () => {
  const { later, timers, ready } = open();
  expect(await later.soon(Promise.resolve(ok(1)))).toEqual({ now: ok(1) });
  expect(timers).toEqual([]);
  expect(ready).toEqual([]);
});

test('what takes its time is told of once it is there, and given once', async () => {
  const { later, name, ready, resolve, settled } = await slow();
  expect(later.take(name)).toBe('waiting');
  resolve(ok('done'));
  await settled;
  expect(ready).toEqual([name]);
  expect(later.take(name)).toEqual({ now: ok('done') });
  expect(later.take(name)).toBe('unknown');
});

test('what nobody calls for is forgotten', async () => {
  const { later, name, pass, resolve, settled } = await slow();
  resolve(ok('done'));
  await settled;
  pass();
  expect(later.take(name)).toBe('unknown');
});

test('a lock drops what is there and what is still to come; whoever asks hears that it is gone', async () => {
  const { later, name, ready, resolve, settled } = await slow();
  later.drop();
  resolve(ok('secret'));
  await settled;
  expect(ready).toEqual([name]);
  expect(later.take(name)).toBe('unknown');
});
