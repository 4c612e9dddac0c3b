/**
 * What the built parts weigh: a budget that somebody raises by hand, so that nothing grows unseen. Bytes on the disk, before
 * any packing.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const OUT = join(import.meta.dirname, '..', '..', 'out');
const PRELOAD = 2_000;
const FIRST = 1_100_000;
const WHOLE = 2_250_000;
const sizeOf = (path: string): number => statSync(join(OUT, path)).size;

test('the preload stays below 2 kB', () => {
  expect(sizeOf('preload/preload.cjs')).toBeLessThan(PRELOAD);
});

test('the first scripts and styles of the page keep to their budget', () => {
  const html = readFileSync(join(OUT, 'renderer', 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path = '']) => path,
  );
  expect(first.length).toBeGreaterThan(1);
  expect(first.reduce((sum, path) => sum + sizeOf(join('renderer', path)), 0)).toBeLessThan(FIRST);
});

test('the whole page keeps to its budget', () => {
  const files = readdirSync(join(OUT, 'renderer'), { recursive: true, withFileTypes: true });
  const total = files.reduce(
    (sum, file) =>
      sum +
      (file.isFile() && !file.name.endsWith('.map') ? statSync(join(file.parentPath, file.name)).size : 0),
    0,
  );
  expect(total).toBeLessThan(WHOLE);
});
