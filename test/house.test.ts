/** How the sources are kept: short files that say what they are for. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = globSync('{electron,renderer,shared}/**/*.{ts,tsx,mjs}', { cwd: ROOT });
const LONGEST = 400;

test('no source file has more than 400 lines', () => {
  expect(SOURCES.length).toBeGreaterThan(300);
  const long = SOURCES.filter(
    (name) => readFileSync(join(ROOT, name), 'utf8').split('\n').length - 1 > LONGEST,
  );
  expect(long).toEqual([]);
});

test('each begins with a sentence that says what it is for', () => {
  const silent = SOURCES.filter((name) => !/^(?:#!.*\n)?\/\*\*/.test(readFileSync(join(ROOT, name), 'utf8')));
  expect(silent).toEqual([]);
});
