/** The page's entry: what must come before everything else, then everything else. */
import './app/no-eval.ts';
import './app/first-paint.css';
import { paintEarly } from './app/early.ts';

paintEarly();
// Not a static import: bundled chunks are evaluated in an order of their own, and schemas must not be made before no-eval.ts.
const coming = import('./app/start.tsx');
// What the start asks for next is on its way meanwhile. Whoever needs it tells of it where it does not come.
const quietly = (): void => {};
void bringFirst().catch(quietly);
void (navigator.language.startsWith('es') ? import('./words/es.ts') : import('./words/en.ts')).catch(quietly);
const { start } = await coming;
await start();

/** A start has no address and begins with Today; a page loaded anew is where it was. Other screens come when they are asked for. */
async function bringFirst(): Promise<unknown> {
  const [, screen = 'today'] = /^#\/([a-z]+)/.exec(location.hash) ?? [];
  if (screen === 'today') return import('./today/today.tsx');
  if (screen === 'requests') return import('./requests/requests.tsx');
  return screen === 'services' ? import('./services/services.tsx') : null;
}
