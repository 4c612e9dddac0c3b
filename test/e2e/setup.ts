/** Before the first test: what the suite needs is there, and the output says which shell it runs on. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { electronBinary, OUT, SHELL } from './processes.ts';

export default async function setup(): Promise<void> {
  for (const part of ['main/serve.js', 'main/sandbox.js', 'renderer/index.html']) {
    if (!existsSync(join(OUT, part))) throw new Error(`out/${part} is missing: npm run build`);
  }
  if (SHELL === 'electron') {
    if ((await electronBinary()) === null) {
      throw new Error('Electron is not installed here (npx install-electron): the suite cannot run on it.');
    }
    console.log('Shell: Electron');
    return;
  }
  const path = ensureChromium();
  process.env['CHROME_PATH'] = path;
  console.log(`Shell: web, in ${path}`);
}
