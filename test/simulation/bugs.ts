/**
 * Planted bugs, each a mistake somebody could make, some of them mistakes that were made: a check that goes blind lets one of
 * them pass. Nothing of this is in the sources themselves.
 */
import type { Bug, Edit } from './planted/bug.ts';
import { CALLS } from './planted/calls.ts';
import { KEEPING } from './planted/keeping.ts';

export const BUGS: readonly Bug[] = [...CALLS, ...KEEPING];

export function editsOf(bug: string, path: string): readonly Edit[] {
  const planted = BUGS.find(({ name }) => name === bug);
  if (planted === undefined) throw new Error(`no such bug: ${bug}`);
  return planted.edits.filter(({ file }) => file === path);
}
