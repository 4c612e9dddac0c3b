/** Builds the three parts into out/: main (with the Node entries), preload, renderer. Holds no rule of the application. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { LICENCE_LIST, licences } from './licences.ts';
import { preloadStart } from './preload-start.ts';

/** What most of the first screen is written in. */
const FIRST_FONTS = ['inter-latin-wght-normal', 'jetbrains-mono-latin-wght-normal'];

/** `npm run dev` asks for them; what is packed has none. */
const sourcemap = process.env['RELEVO_SOURCE_MAPS'] !== undefined;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      // Everything but Electron itself is bundled: what is packed needs no node_modules.
      externalizeDeps: false,
      sourcemap,
      outDir: here('../out/main'),
      // The web shell runs this on the oldest Node of package.json's `engines`.
      target: 'node22.12',
      license: { fileName: LICENCE_LIST },
      rolldownOptions: {
        input: {
          main: here('main.ts'),
          serve: here('serve.ts'),
          sandbox: here('sandbox/main.ts'),
          // A thread starts from a file of its own.
          'mail-reader': here('desk/mail-reader.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: here('../out/preload'),
      minify: true,
      sourcemap,
      rolldownOptions: {
        input: { preload: here('preload.ts') },
        // A sandboxed preload cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('../renderer'),
    // Relative addresses serve both `app://relevo/` and `http://127.0.0.1:PORT/`.
    base: './',
    plugins: [
      react(),
      preloadStart('/renderer/app/start.tsx', FIRST_FONTS),
      licences({
        root: here('..'),
        folders: [here('../out/main'), here('../out/renderer')],
        // One for the page, one for the file manager.
        texts: [here('../out/renderer/licences.txt'), here('../out/licences.txt')],
      }),
    ],
    build: {
      outDir: here('../out/renderer'),
      emptyOutDir: true,
      // The content security policy has no room for fonts as `data:`.
      assetsInlineLimit: 0,
      minify: true,
      sourcemap,
      license: { fileName: LICENCE_LIST },
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: here('../renderer/index.html'),
        output: {
          // Without it a shared chunk runs before the entry's first import, which must come first (no-eval.ts).
          strictExecutionOrder: true,
          // Few files: each one asked for costs the start more than what it weighs.
          codeSplitting: {
            groups: [
              { name: 'early', tags: ['$initial'], priority: 2, includeDependenciesRecursively: false },
              { name: 'shared', minShareCount: 2, priority: 1 },
            ],
          },
        },
      },
    },
  },
});
