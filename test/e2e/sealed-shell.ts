/**
 * Imported before the built web shell, which reaches no key store: gives it a faked one, as a desktop would have. Changes
 * nothing else of it. The file named by RELEVO_FAKED_RING says how that store is, at every use anew.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { keyRing } from '../fakes/key-ring.ts';
import type { RingState } from './sealing.ts';

const path = process.env['RELEVO_FAKED_RING'];
if (path === undefined) throw new Error('RELEVO_FAKED_RING is not set');
const state = (): RingState => JSON.parse(readFileSync(path, 'utf8')) as RingState;
const ring = keyRing(state().backend);

Object.assign(globalThis, {
  fakedRing: {
    ...ring,
    persistent: state().persistent,
    seal: (plain: string) => Object.assign(ring, state()).seal(plain),
    open: (sealed: string) => Object.assign(ring, state()).open(sealed),
    isReachable: async () => !state().locked,
  },
});

/** Whichever quotes the bundler writes. */
const REAL = /memorySecrets\(["'`]memory["'`]\)/;
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/out/main/serve.js')) return loaded;
    const source = String(loaded.source);
    if (!REAL.test(source)) throw new Error(`${REAL} is not in the built shell any more`);
    return { ...loaded, source: source.replace(REAL, 'globalThis.fakedRing') };
  },
});
