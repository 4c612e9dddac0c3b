/**
 * Loads the program's own sources with stand-ins where they would reach this computer (sockets, chance), and, under
 * `?bug=NAME`, with one planted bug. The sources hold no switch for either. Registered before anything of theirs is loaded.
 */
import { registerHooks } from 'node:module';
import { editsOf } from './bugs.ts';

const ROOT = new URL('../../', import.meta.url).href;
const OURS = [`${ROOT}electron/`, `${ROOT}shared/`];

/** By what is imported; the last one by the file it leads to. */
const STAND_INS: Record<string, string> = {
  'node:crypto': 'crypto.ts',
  'electron/ovh/connection.ts': 'connection.ts',
};

const standIn = (name: string): string | null => {
  const file = STAND_INS[name];
  return file === undefined ? null : new URL(`stand-ins/${file}`, import.meta.url).href;
};
const isOurs = (url: string): boolean => OURS.some((folder) => url.startsWith(folder));
const pathOf = (url: string): string => url.slice(ROOT.length).split('?', 1)[0] ?? '';
const bugOf = (url: string): string | null => (isOurs(url) ? new URL(url).searchParams.get('bug') : null);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const from = context.parentURL ?? '';
    if (!isOurs(from)) return nextResolve(specifier, context);
    const instead = standIn(specifier);
    if (instead !== null) return { url: instead, shortCircuit: true };
    const found = nextResolve(specifier, context);
    const other = standIn(pathOf(found.url));
    if (other !== null) return { url: other, shortCircuit: true };
    const bug = bugOf(from);
    return bug === null || !isOurs(found.url)
      ? found
      : { ...found, url: `${found.url}?bug=${encodeURIComponent(bug)}` };
  },
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const bug = bugOf(url);
    const edits = bug === null ? [] : editsOf(bug, pathOf(url));
    if (edits.length === 0) return loaded;
    let source = loaded.source === undefined || loaded.source === null ? '' : loaded.source.toString();
    for (const { find, put } of edits) {
      if (source.split(find).length !== 2) throw new Error(`${bug}: not once in ${pathOf(url)}: ${find}`);
      source = source.replace(find, () => put);
    }
    return { ...loaded, source };
  },
});
