/** Plants each bug in turn and plays until a check sees it. Says of each by which check, after how many histories. */
import { BUGS } from './bugs.ts';
import { closeEscapes } from './escapes.ts';
import { playHistory } from './history.ts';
import { loadSources } from './program.ts';

/** One line of JSON for each bug. */
export type Hunted = {
  name: string;
  caught: { seed: number; histories: number; check: string; text: string } | null;
};

/** @param wanted a part of the names, or `all`. Answers the exit code: 1 where one was not caught by its check. */
export async function huntBugs(wanted: string, steps: number, say: (line: string) => void): Promise<number> {
  const chosen = BUGS.filter(({ name }) => wanted === 'all' || name.includes(wanted));
  const loaded = [];
  for (const bug of chosen) loaded.push({ bug, sources: await loadSources(bug.name) });
  closeEscapes();
  let missed = 0;
  for (const { bug, sources } of loaded) {
    const hunted: Hunted = { name: bug.name, caught: null };
    for (let histories = 1; histories <= bug.within && hunted.caught === null; histories += 1) {
      const seed = bug.from + histories - 1;
      const { violation } = await playHistory(
        { seed, steps, without: new Set(), names: 'by folder', habits: bug.habits ?? 'none' },
        sources,
      );
      if (violation === null) continue;
      const { check, text } = violation;
      hunted.caught = { seed, histories, check, text };
    }
    if (hunted.caught === null || !bug.by.includes(hunted.caught.check)) missed += 1;
    say(JSON.stringify(hunted));
  }
  return missed === 0 ? 0 : 1;
}
