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
    console.log(`Shell: Electron ${process.env['RELEVO_ELECTRON_VERSION'] ?? ''}, ${electronBinary()}`);
    return;
  }
  const path = ensureChromium();
  process.env['CHROME_PATH'] = path;
  console.log(`Shell: web, in ${path}`);
}
