/** Before the first test: a Chromium is there, and the page of made-up worlds is built and served. Answers how to stop that. */

import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { ensureChromium } from '../e2e/chromium.ts';
import { lookAtLetters, PICTURES } from './made-with.ts';
import { makeSmaller } from './smaller.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export default async function setup(): Promise<() => Promise<void>> {
  const path = ensureChromium();
  process.env['CHROME_PATH'] = path;
  const options = {
    configFile: join(ROOT, 'test', 'fakes', 'vite.config.ts'),
    logLevel: 'error' as const,
    build: {
      outDir: join(ROOT, 'test-results', 'screens-page'),
      emptyOutDir: true,
      minify: false,
      rollupOptions: { input: join(ROOT, 'test', 'fakes', 'screens.html') },
    },
  };
  await build(options);
  const server = await preview({ ...options, preview: { host: '127.0.0.1', port: 0 } });
  const { port } = server.httpServer.address() as AddressInfo;
  process.env['RELEVO_SCREENS'] = `http://127.0.0.1:${port}/test/fakes/screens.html`;
  console.log(`Screens on made-up worlds, in ${path}`);
  const keeps = process.env['RELEVO_PICTURES'] === 'keep';
  await lookAtLetters(keeps);
  return async () => {
    await server.close();
    if (keeps) makeSmaller(PICTURES);
  };
}
