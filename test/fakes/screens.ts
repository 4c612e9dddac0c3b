/**
 * The screens on the in-memory bridge, for working on them (`npm run dev`):
 * `/test/fakes/screens.html?world=offline&theme=dark&language=es&density=compact`.
 */
import { fakeBridge } from './bridge.ts';
import { worldOptions } from './worlds.ts';

const query = new URLSearchParams(location.search);
const name = query.get('world') ?? '';
const options = worldOptions(name, Date.now());
const theme = query.get('theme');
const language = query.get('language');
const fake = fakeBridge({
  ...options,
  delay: Number(query.get('delay') ?? options.delay ?? 0),
  settings: {
    ...(theme === 'dark' || theme === 'light' ? { theme } : {}),
    ...(language === 'es' || language === 'en' ? { language } : {}),
    ...(query.get('density') === 'compact' ? { density: 'compact' } : {}),
    account: query.get('account'),
  },
});
window.relevo = fake;
Object.assign(window, { fake });
await import('../../renderer/main.ts');
