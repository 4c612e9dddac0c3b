/** The promises of every call over a bad line, as one expectation. */
import { expect } from 'vitest';
import type { Told } from './bad-weather.ts';
import { brokenPromises } from './promises.ts';

export function expectTruth(told: readonly Told[]): void {
  expect(brokenPromises(told)).toEqual([]);
}
