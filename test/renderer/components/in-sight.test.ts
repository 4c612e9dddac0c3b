import { describe, expect, it } from 'vitest';
import { indexesInSight } from '../../../renderer/components/in-sight.ts';

describe('the rows in sight', () => {
  it('are those of the window and a few around it', () => {
    expect(indexesInSight({ startIndex: 10, endIndex: 13, overscan: 1 }, 100)).toEqual([
      9, 10, 11, 12, 13, 14,
    ]);
  });

  it('end where the list does, at both ends', () => {
    expect(indexesInSight({ startIndex: 0, endIndex: 3, overscan: 2 }, 100)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(indexesInSight({ startIndex: 96, endIndex: 99, overscan: 2 }, 100)).toEqual([
      94, 95, 96, 97, 98, 99,
    ]);
    expect(indexesInSight({ startIndex: 0, endIndex: 20, overscan: 6 }, 3)).toEqual([0, 1, 2]);
    expect(indexesInSight({ startIndex: 0, endIndex: 0, overscan: 1 }, 0)).toEqual([]);
  });

  it('are the last ones where the list has become shorter than it was scrolled', () => {
    expect(indexesInSight({ startIndex: 5000, endIndex: 5003, overscan: 1 }, 40)).toEqual([
      35, 36, 37, 38, 39,
    ]);
    expect(indexesInSight({ startIndex: 5000, endIndex: 5003, overscan: 1 }, 2)).toEqual([0, 1]);
  });
});
