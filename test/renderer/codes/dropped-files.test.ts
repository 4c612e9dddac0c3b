/** Dropped folders give their files, however deep and however many at a time; what cannot be listed ends nothing. */
import { expect, it } from 'vitest';
import { type DroppedEntry, type DroppedFolder, filesIn } from '../../../renderer/codes/dropped-files.ts';

const aFile = (name: string, isGone = false): DroppedEntry => ({
  isDirectory: false,
  file: (done, failed) => (isGone ? failed() : done(new File(['x'], name))),
});
/** Gives its entries two at a time, as browsers give a hundred. */
function aFolder(entries: DroppedEntry[], isLocked = false): DroppedFolder {
  return {
    isDirectory: true,
    createReader: () => {
      let at = 0;
      return {
        readEntries: (done, failed) => {
          at += 2;
          if (isLocked) failed();
          else done(entries.slice(at - 2, at));
        },
      };
    },
  };
}
const names = async (folders: DroppedFolder[]) => (await filesIn(folders)).files.map(({ name }) => name);

it('gives every file of folders within folders', async () => {
  const inner = aFolder([aFile('d.msg')]);
  const folder = aFolder([aFile('a.eml'), inner, aFile('b.eml'), aFile('c.eml')]);
  expect(await names([folder, aFolder([aFile('e.txt')])])).toEqual([
    'a.eml',
    'b.eml',
    'c.eml',
    'e.txt',
    'd.msg',
  ]);
});

it('leaves out what cannot be listed or is gone, and goes on', async () => {
  const folder = aFolder([aFolder([], true), aFile('gone.eml', true), aFile('a.eml')]);
  expect(await names([folder])).toEqual(['a.eml']);
});

it('ends, with a folder that holds itself or a whole disk', async () => {
  const ring: DroppedEntry[] = [];
  const folder = aFolder(ring);
  ring.push(aFile('a.eml'), folder);
  expect(await names([folder])).toHaveLength(8);
  expect(
    await names([aFolder(Array.from({ length: 6000 }, (_, index) => aFile(`${index}.eml`)))]),
  ).toHaveLength(5000);
});
