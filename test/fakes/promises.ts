/** What must hold of every call over a bad line, whoever made it, and which calls broke it. Plays nothing. */
import type { Told } from './bad-weather.ts';

const isHandover = ({ what }: Told): boolean => what.startsWith('hand-over');
const THROUGH = ['accepted', 'refused', 'sent', 'found'];

/** What a call may have broken, in words, and how to see it. */
const BROKEN: Record<string, (one: Told) => boolean> = {
  'left once': ({ sent }) => sent !== 1,
  'reached the server once at most': ({ arrived }) => arrived > 1,
  'was not sent, and came over the line': ({ code }) => code === 'offline',
  'no code was wrong': ({ code }) => code === 'wrong-code',
  'went through where nothing stood in its way': ({ fault, outcome }) =>
    (fault === null || fault === 'stale' || fault === 'answered twice') && !THROUGH.includes(outcome),
  'was told as done at once, and is not': ({ outcome, happened }) => THROUGH.includes(outcome) && !happened,
  'stands as done in Activity, and is not': ({ said, happened }) => said === 'done' && !happened,
  'stands as not done in Activity, and is': ({ said, happened }) =>
    (said === 'failed' || said === 'not-sent') && happened,
  'nothing was said in the end': ({ said }) => said === 'pending' || said === 'nothing',
  // A request that a hand-over made can be read; a decision may be one that no state of the request shows.
  'could have been read, and is not known': (one) =>
    isHandover(one) && one.said === 'unknown' && one.happened,
};

/** Every promise that was broken, with the calls that broke it. */
export function brokenPromises(told: readonly Told[]): { promise: string; by: Told[] }[] {
  return Object.entries(BROKEN)
    .map(([promise, isBroken]) => ({ promise, by: told.filter(isBroken) }))
    .filter(({ by }) => by.length > 0);
}
