/** A job keeps its items' order, never does more at once than told, tells of each, and stops between items. */
import { expect, test } from 'vitest';
import { openJobs, type Progress, workThrough } from '../../../electron/desk/jobs.ts';

const named = <O>(id: string, tell: (progress: Progress<O>) => void = () => {}) => ({ id, total: 0, tell });

test('answers in the order of the items, at most so many at a time', async () => {
  let running = 0;
  let most = 0;
  const outcomes = await openJobs().run(named<number>('a'), (job) =>
    workThrough(job, [5, 1, 4, 2, 3], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    }),
  );
  expect(outcomes).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('tells of each item how many are through, whichever part of the job it belongs to', async () => {
  const told: Progress<string>[] = [];
  const what = { id: 'a', total: 3, tell: (progress: Progress<string>) => void told.push(progress) };
  await openJobs().run(what, async (job) => {
    await workThrough(job, ['x', 'y'], 1, async (item) => item);
    await workThrough(job, ['z'], 1, async (item) => item);
  });
  expect(told.map(({ done, total, last }) => `${last} ${done}/${total}`)).toEqual([
    'x 1/3',
    'y 2/3',
    'z 3/3',
  ]);
});

test('after a stop the rest is handed over as stopped; another job goes on', async () => {
  const jobs = openJobs();
  const work = async (item: number, isStopped: boolean): Promise<string> => {
    if (item === 2) jobs.stop('a');
    return `${item}${isStopped ? ' stopped' : ''}`;
  };
  const [a, b] = await Promise.all([
    jobs.run(named<string>('a'), (job) => workThrough(job, [1, 2, 3, 4], 1, work)),
    jobs.run(named<string>('b'), (job) => workThrough(job, [7, 8], 1, work)),
  ]);
  expect(a).toEqual(['1', '2', '3 stopped', '4 stopped']);
  expect(b).toEqual(['7', '8']);
});

test('a stop before the first item, or between two parts, holds for all that follows', async () => {
  const jobs = openJobs();
  const outcomes = await jobs.run(named<boolean>('a'), async (job) => {
    jobs.stop('a');
    const first = await workThrough(job, [1], 1, async (_, isStopped) => isStopped);
    return [...first, ...(await workThrough(job, [2], 1, async (_, isStopped) => isStopped))];
  });
  expect(outcomes).toEqual([true, true]);
});

test('once all is to end, whatever begins later is stopped from its beginning', async () => {
  const jobs = openJobs();
  jobs.close();
  const outcomes = await jobs.run(named<boolean>('a'), (job) =>
    workThrough(job, [1], 1, async (_, isStopped) => isStopped),
  );
  expect(outcomes).toEqual([true]);
});
