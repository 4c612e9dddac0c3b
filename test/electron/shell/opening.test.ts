/** The desk is opened once; where that failed it is opened anew when somebody asks for it, and only then. */
import { expect, test } from 'vitest';
import { opening } from '../../../electron/shell/opening.ts';

const locked = Object.assign(new Error('EACCES'), {
  code: 'EACCES',
  syscall: 'open',
  path: '/d/ledger.jsonl',
});

test('whoever asks shares one opening', async () => {
  let opened = 0;
  const desk = opening(
    async () => (opened += 1),
    () => {},
  );
  expect(await Promise.all([desk(), desk(true), desk()])).toEqual(
    Array.from({ length: 3 }, () => ({ ok: true, value: 1 })),
  );
  expect(await desk(true)).toEqual({ ok: true, value: 1 });
});

test('a failure names the file, stays, and is tried anew on a word', async () => {
  const troubles = [locked, new TypeError('a mistake')];
  const log: string[] = [];
  const desk = opening(
    async () => {
      const trouble = troubles.shift();
      if (trouble !== undefined) throw trouble;
      return 'open';
    },
    (line) => log.push(line),
  );
  const named = {
    ok: false,
    error: { code: 'storage', next: 'check-disk', detail: '/d/ledger.jsonl (EACCES)' },
  };
  expect(await desk()).toEqual(named);
  expect(await desk()).toEqual(named);
  expect(await desk(true)).toEqual({ ok: false, error: { code: 'internal', next: 'report' } });
  expect(await desk(true)).toEqual({ ok: true, value: 'open' });
  expect(await desk(true)).toEqual({ ok: true, value: 'open' });
  expect(log).toHaveLength(2);
});
