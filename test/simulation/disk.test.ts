/** The disk of the simulation: what a loss of power leaves, and what it never takes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Disk, type NamesAre } from './machine/disk.ts';

const disk = (names: NamesAre = 'by folder'): Disk => {
  const made = new Disk(names, () => 0);
  made.makeFolder('/d');
  return made;
};
const most = (number: number): number => number;
const least = (): number => 0;
const texts = (image: Map<string, Buffer>): Record<string, string> =>
  Object.fromEntries([...image].map(([path, bytes]) => [path, bytes.toString()]));

function kept(one: Disk, path: string, text: string): void {
  const file = one.create(path);
  one.write(file, Buffer.from(text));
  one.sync(file);
  one.syncFolder('/d');
}

test('of what was not synced any beginning may be left, and what was is whole', () => {
  const one = disk();
  kept(one, '/d/a', 'safe');
  const file = one.at('/d/a');
  if (file === undefined) throw new Error('not there');
  one.write(file, Buffer.from('12345'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), (size) => {
      const until = (number: number): number => Math.min(size, number === 1 ? 0 : number);
      expect(texts(one.image(until))).toEqual({ '/d/a': `safe${'12345'.slice(0, size)}` });
    }),
  );
});

test('a rename is one step: the old file or the new one, never none', () => {
  const one = disk();
  kept(one, '/d/a', 'old');
  kept(one, '/d/a.1', 'new');
  one.rename('/d/a.1', '/d/a');
  expect(texts(one.image(least))).toEqual({ '/d/a': 'old', '/d/a.1': 'new' });
  expect(texts(one.image(most))).toEqual({ '/d/a': 'new' });
  one.syncFolder('/d');
  expect(texts(one.image(least))).toEqual({ '/d/a': 'new' });
});

test('what was renamed before it was synced may be empty', () => {
  const one = disk();
  const file = one.create('/d/a.1');
  one.write(file, Buffer.from('new'));
  one.rename('/d/a.1', '/d/a');
  one.syncFolder('/d');
  expect(texts(one.image(least))).toEqual({ '/d/a': '' });
});

test('a removed file may be back, until its folder is synced', () => {
  const one = disk();
  kept(one, '/d/a', 'gone');
  one.remove('/d/a');
  expect(texts(one.image(least))).toEqual({ '/d/a': 'gone' });
  one.syncFolder('/d');
  expect(texts(one.image(least))).toEqual({});
});

test.each<[NamesAre, Record<string, string>]>([
  ['at once', { '/d/a': 'one', '/d/b': '' }],
  ['in order', { '/d/a': 'one', '/d/b': '' }],
  ['by folder', { '/d/a': 'one' }],
])('a name given %s to an empty file, and then another file is synced', (names, left) => {
  const one = disk(names);
  one.create('/d/b');
  const file = one.create('/d/a');
  one.write(file, Buffer.from('one'));
  one.sync(file);
  expect(texts(one.image(least))).toEqual(left);
});
