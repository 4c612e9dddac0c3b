/**
 * A build step: one text with Relevo's own licence and those of everything of others that main and renderer carry. Reads what
 * Vite lists of each build; a licence that cannot be found ends the build.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What Vite writes for `build.license`, one for each package in the bundle. */
type Entry = { name: string; version: string; identifier?: string; text?: string };

/** The list that each build leaves in its folder, until the last one makes a text of them. */
export const LICENCE_LIST = 'licences.json';
const LINE = `\n\n${'-'.repeat(80)}\n\n`;

/** For the last build: `folders` hold what was built, `texts` says where the text goes. */
export function licences(options: { root: string; folders: string[]; texts: string[] }): Plugin {
  const { root, folders, texts } = options;
  return {
    name: 'licences',
    writeBundle() {
      const found = new Map<string, Entry>();
      for (const folder of folders) {
        const path = join(folder, LICENCE_LIST);
        for (const entry of JSON.parse(readFileSync(path, 'utf8')) as Entry[]) {
          found.set(`${entry.name} ${entry.version}`, entry);
        }
        // The lists are not for whoever gets the program.
        rmSync(path);
      }
      const own = readFileSync(join(root, 'LICENSE'), 'utf8').trim();
      const parts = [...found]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([title, entry]) => `${title} (${entry.identifier})\n\n${entry.text ?? textOf(root, entry)}`);
      const text = [`Relevo\n\n${own}`, 'Relevo is made with the works below.', ...parts].join(LINE);
      for (const path of texts) writeFileSync(path, `${text}\n`);
    },
  };
}

/** Of a package without a licence file: what its README says under that heading. */
function textOf(root: string, { name, version }: Entry): string {
  const places = globSync(`node_modules/{,*/node_modules/,@*/*/node_modules/}${name}/package.json`, {
    cwd: root,
  });
  for (const place of places) {
    const path = join(root, place);
    if ((JSON.parse(readFileSync(path, 'utf8')) as Entry).version !== version) continue;
    const readme = readFileSync(join(dirname(path), 'README.md'), 'utf8');
    const [, text] = /^(?:#+ *|)licen[cs]e *\n(?:-+\n|=+\n)?([\s\S]+)$/im.exec(readme) ?? [];
    if (text !== undefined) return text.trim();
  }
  throw new Error(`${name} ${version} is bundled, and its licence was not found`);
}
