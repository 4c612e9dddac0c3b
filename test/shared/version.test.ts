/** Which release is newer than this program, and what is none. */
import { expect, test } from 'vitest';
import { newerRelease } from '../../shared/version.ts';

test.each([
  ['v0.2.0', '0.1.0', '0.2.0'],
  ['0.1.1', '0.1.0', '0.1.1'],
  ['1.0.0', '0.99.99', '1.0.0'],
  // By numbers, not by letters.
  ['0.10.0', '0.9.0', '0.10.0'],
  ['0.2.0', '0.2.0-beta.1', '0.2.0'],
  ['0.2.0', '0.2.0', null],
  ['0.1.9', '0.2.0', null],
  // What is only on the way to a release is nothing to be told of.
  ['0.3.0-rc.1', '0.2.0', null],
  ['0.2.0+build.5', '0.2.0', null],
])('%s beside %s', (found, own, newer) => {
  expect(newerRelease(found, own)).toBe(newer);
});

test.each(['', 'latest', '1.2', '01.2.3', '1.2.3.4', '<b>9.9.9</b>', '9.9.9\nx', `v${'9'.repeat(30)}.0.0`])(
  '%j is no version',
  (text) => {
    expect(newerRelease(text, '0.1.0')).toBeNull();
    expect(newerRelease('9.9.9', text)).toBeNull();
  },
);
