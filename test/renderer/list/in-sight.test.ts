/** Which rows are drawn: those in sight, and some beyond the edge one scrolls to. */
import { describe, expect, it } from 'vitest';
import { beyondEdges, HEAD, indexesInSight, spanOf, topFor } from '../../../renderer/list/in-sight.ts';

const ONE = { before: 1, after: 1 };

describe('the rows in sight', () => {
  it('are those of the window and a few around it', () => {
    expect(indexesInSight({ first: 10, last: 13 }, ONE, 100)).toEqual([9, 10, 11, 12, 13, 14]);
  });

  it('end where the list does, at both ends', () => {
    expect(indexesInSight({ first: 0, last: 3 }, { before: 2, after: 2 }, 100)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(indexesInSight({ first: 96, last: 99 }, { before: 2, after: 2 }, 100)).toEqual([
      94, 95, 96, 97, 98, 99,
    ]);
    expect(indexesInSight({ first: 0, last: 20 }, { before: 6, after: 6 }, 3)).toEqual([0, 1, 2]);
    expect(indexesInSight({ first: 0, last: 0 }, ONE, 0)).toEqual([]);
  });

  it('are the last ones where the list has become shorter than it was scrolled', () => {
    expect(indexesInSight({ first: 5000, last: 5003 }, ONE, 40)).toEqual([35, 36, 37, 38, 39]);
    expect(indexesInSight({ first: 5000, last: 5003 }, ONE, 2)).toEqual([0, 1]);
  });
});

describe('beyond the edges', () => {
  it('more is drawn where the list moves to than where it comes from', () => {
    expect(beyondEdges(3, 17)).toEqual({ before: 1, after: 6 });
    expect(beyondEdges(-17, 17)).toEqual({ before: 6, after: 1 });
  });

  it('little is drawn where it rests, and where it jumped past all that was in sight', () => {
    for (const by of [0, 18, -50_000]) expect(beyondEdges(by, 17)).toEqual(ONE);
  });
});

describe('a list that scrolls', () => {
  const ROW = 44;
  it('has every row in sight of which any pixel is, below its head', () => {
    expect(spanOf({ top: 0, height: HEAD + 10 * ROW }, ROW)).toEqual({ first: 0, last: 9 });
    expect(spanOf({ top: 1, height: HEAD + 10 * ROW }, ROW)).toEqual({ first: 0, last: 10 });
    expect(spanOf({ top: ROW, height: HEAD + 10 * ROW }, ROW)).toEqual({ first: 1, last: 10 });
  });
  it('has a first row even where it has no height yet', () => {
    expect(spanOf({ top: 0, height: 0 }, ROW)).toEqual({ first: 0, last: 0 });
  });
  it('goes no farther than it must to show a whole row, clear of head and bar', () => {
    const view = { top: 10 * ROW, height: HEAD + 10 * ROW, below: 0 };
    expect(topFor(12, view, ROW)).toBe(view.top);
    expect(topFor(10, view, ROW)).toBe(view.top);
    expect(topFor(19, view, ROW)).toBe(view.top);
    expect(topFor(9, view, ROW)).toBe(9 * ROW);
    expect(topFor(20, view, ROW)).toBe(11 * ROW);
    expect(topFor(19, { ...view, below: 72 }, ROW)).toBe(view.top + 72);
  });
});
