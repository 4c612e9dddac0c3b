/** A call whose answer comes later is woken by the news of it, whichever comes first, and by a connection that is back. */
import { expect, test, vi } from 'vitest';
import { openLaterAnswers } from '../../../renderer/store/later-answers.ts';

test('it asks once it is told that the answer is there, and not before', async () => {
  const later = openLaterAnswers();
  const ask = vi.fn<() => Promise<string>>(async () => 'answer');
  const waiting = later.wait('a', ask);
  later.isReady('b');
  await Promise.resolve();
  expect(ask).not.toHaveBeenCalled();
  later.isReady('a');
  expect(await waiting).toBe('answer');
  expect(ask).toHaveBeenCalledTimes(1);
});

test('the news may come before the page knows that it has to wait', async () => {
  const later = openLaterAnswers();
  later.isReady('a');
  expect(await later.wait('a', async () => 'answer')).toBe('answer');
});

test('after a lost connection it looks, and waits on where the answer is not there yet', async () => {
  const later = openLaterAnswers();
  const answers: (string | null)[] = [null, 'answer'];
  const ask = vi.fn<() => Promise<string | null>>(async () => answers.shift() ?? null);
  const waiting = later.wait('a', ask);
  later.lookAgain();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  later.isReady('a');
  expect(await waiting).toBe('answer');
});
