/** What must hold of every call after a round over a bad line, whoever made it. */
import { expect } from 'vitest';
import type { Told } from './bad-weather.ts';

const isHandover = ({ what }: Told): boolean => what.startsWith('hand-over');

export function expectTruth(told: readonly Told[]): void {
  const wrong = (is: (one: Told) => boolean): Told[] => told.filter(is);
  expect(
    wrong(({ sent }) => sent !== 1),
    'left once',
  ).toEqual([]);
  expect(
    wrong(({ arrived }) => arrived > 1),
    'reached the server once at most',
  ).toEqual([]);
  expect(
    wrong(({ code }) => code === 'offline'),
    'was not sent, and came over the line',
  ).toEqual([]);
  expect(
    wrong(({ code }) => code === 'wrong-code'),
    'no code was wrong',
  ).toEqual([]);
  expect(
    wrong(
      ({ fault, outcome }) =>
        (fault === null || fault === 'stale' || fault === 'answered twice') &&
        !['accepted', 'refused', 'sent'].includes(outcome),
    ),
    'went through where nothing stood in its way',
  ).toEqual([]);
  expect(
    wrong(({ outcome, happened }) => ['accepted', 'refused', 'sent', 'found'].includes(outcome) && !happened),
    'was told as done at once, and is not',
  ).toEqual([]);
  expect(
    wrong(({ said, happened }) => said === 'done' && !happened),
    'stands as done in Activity, and is not',
  ).toEqual([]);
  expect(
    wrong(({ said, happened }) => (said === 'failed' || said === 'not-sent') && happened),
    'stands as not done in Activity, and is',
  ).toEqual([]);
  expect(
    wrong(({ said }) => said === 'pending' || said === 'nothing'),
    'nothing was said in the end',
  ).toEqual([]);
  // A request that a hand-over made can be read; a decision may be one that no state of the request shows.
  expect(
    wrong((one) => isHandover(one) && one.said === 'unknown' && one.happened),
    'could have been read, and is not known',
  ).toEqual([]);
}
