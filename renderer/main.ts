/** The page's entry: what must come before everything else, then everything else. */
import './app/no-eval.ts';
import './app/first-paint.css';
import { paintEarly } from './app/early.ts';

paintEarly();
// Not a static import: bundled chunks are evaluated in an order of their own, and schemas must not be made before no-eval.ts.
const coming = import('./app/start.tsx');
// What the start asks for next is on its way meanwhile. Whoever needs it tells of it where it does not come.
const quietly = (): void => {};
const screen = location.hash.startsWith('#/services')
  ? import('./services/services.tsx')
  : import('./requests/requests.tsx');
void screen.catch(quietly);
void (navigator.language.startsWith('es') ? import('./words/es.ts') : import('./words/en.ts')).catch(quietly);
const { start } = await coming;
await start();
