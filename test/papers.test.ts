/** What the papers say of the sources is so: the version has its entry, and each promise names tests that are there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const paper = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

test('the version has an entry in the list of changes, the newest first', () => {
  const versions = [...paper('CHANGELOG.md').matchAll(/^## (\S+)/gm)].map(([, version]) => version);
  expect(versions.filter((version) => version !== 'Unreleased')[0]).toBe(packageJson.version);
});

test('each promise of SECURITY.md names a test that is there', () => {
  const rows = paper('SECURITY.md').match(/^\| (?!promise|---).+\|$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const named = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    expect(named, row).not.toEqual([]);
    // A bare name stands beside the one before it.
    const folder = dirname(named[0] ?? '');
    for (const name of named)
      expect(existsSync(join(ROOT, name.includes('/') ? name : join(folder, name))), name).toBe(true);
  }
});

test('each file and folder that a paper names is there', () => {
  for (const name of [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...globSync('docs/*.md', { cwd: ROOT }),
  ]) {
    const paths = [...paper(name).matchAll(/`((?:electron|renderer|shared|test|docs)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    for (const path of paths) expect(existsSync(join(ROOT, path)), `${name}: ${path}`).toBe(true);
  }
});
