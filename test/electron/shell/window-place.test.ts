/** The window comes back where it was, and where it can be seen when its screen is gone. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsFor, readPlace } from '../../../electron/shell/window-place.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

const MAIN = { x: 0, y: 30, width: 1920, height: 1050 };
const LEFT = { x: -1280, y: 0, width: 1280, height: 1024 };
const place = (x: number, y: number, width = 1200, height = 800) =>
  ({ x, y, width, height, mode: 'normal' }) as const;

test.each([
  ['on the main screen', place(100, 100), [MAIN]],
  ['on another one', place(-1200, 50), [MAIN, LEFT]],
  ['half over an edge, with enough to take hold of', place(1700, 500), [MAIN]],
])('%s it stays', (_, where, areas) => {
  const { x, y, width, height } = where;
  expect(optionsFor(where, areas)).toEqual({ x, y, width, height });
});

test.each([
  ['its screen is gone', place(-1200, 50)],
  ['only a sliver would show', place(1900, 100)],
  ['its upper edge would be out of reach', place(100, -500)],
  ['it would lie below', place(100, 1070)],
])('where %s it comes in the middle of the main one', (_, where) => {
  expect(optionsFor(where, [MAIN])).toEqual({ width: 1200, height: 800 });
});

test('larger than the screens there are now, it fits', () => {
  expect(optionsFor(place(3000, 0, 3840, 2160), [MAIN])).toEqual({ width: 1920, height: 1050 });
});

test.each(['', 'null', '{"x":1}', '{"x":0,"y":0,"width":-1,"height":5,"mode":"normal"}'])(
  '«%s» is no place',
  async (text) => {
    const path = join(await temporaryFolder(), 'window.json');
    expect(readPlace(path)).toBeNull();
    await writeFile(path, text);
    expect(readPlace(path)).toBeNull();
  },
);
