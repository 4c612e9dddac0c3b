/** A job keeps its items' order, never does more at once than told, and stops between items. */
import { expect, test } from 'vitest';
import { openJobs } from '../../../electron/desk/jobs.ts';

test('answers in the order of the items, at most so many at a time', async () => {
  const jobs = openJobs();
  let running = 0;
  let most = 0;
  const outcomes = await jobs.run('a', [5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(outcomes).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('after a stop the rest is handed over as stopped; another job goes on', async () => {
  const jobs = openJobs();
  const work = async (item: number, stopped: boolean): Promise<string> => {
    if (item === 2) jobs.stop('a');
    return `${item}${stopped ? ' stopped' : ''}`;
  };
  const [a, b] = await Promise.all([jobs.run('a', [1, 2, 3, 4], 1, work), jobs.run('b', [7, 8], 1, work)]);
  expect(a).toEqual(['1', '2', '3 stopped', '4 stopped']);
  expect(b).toEqual(['7', '8']);
});
