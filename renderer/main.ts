/** The page's entry: what must come before everything else, then everything else. */
import './no-eval.ts';
import './styles/first-paint.css';
import { paintEarly } from './styles/early.ts';

paintEarly();
// Not a static import: bundled chunks are evaluated in an order of their own, and schemas must not be made before no-eval.ts.
const { start } = await import('./start.tsx');
await start();
