/** Which rows are drawn: those in sight, and some beyond the edge one scrolls to. */
import { describe, expect, it } from 'vitest';
import { beyondEdges, indexesInSight } from '../../../renderer/list/in-sight.ts';

const ONE = { before: 1, after: 1 };

describe('the rows in sight', () => {
  it('are those of the window and a few around it', () => {
    expect(indexesInSight({ startIndex: 10, endIndex: 13 }, ONE, 100)).toEqual([9, 10, 11, 12, 13, 14]);
  });

  it('end where the list does, at both ends', () => {
    expect(indexesInSight({ startIndex: 0, endIndex: 3 }, { before: 2, after: 2 }, 100)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect(indexesInSight({ startIndex: 96, endIndex: 99 }, { before: 2, after: 2 }, 100)).toEqual([
      94, 95, 96, 97, 98, 99,
    ]);
    expect(indexesInSight({ startIndex: 0, endIndex: 20 }, { before: 6, after: 6 }, 3)).toEqual([0, 1, 2]);
    expect(indexesInSight({ startIndex: 0, endIndex: 0 }, ONE, 0)).toEqual([]);
  });

  it('are the last ones where the list has become shorter than it was scrolled', () => {
    expect(indexesInSight({ startIndex: 5000, endIndex: 5003 }, ONE, 40)).toEqual([35, 36, 37, 38, 39]);
    expect(indexesInSight({ startIndex: 5000, endIndex: 5003 }, ONE, 2)).toEqual([0, 1]);
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
