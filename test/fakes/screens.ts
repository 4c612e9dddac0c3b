/**
 * The screens on the in-memory bridge, for working on them: `vite -c test/fakes/vite.config.ts`, then
 * `/test/fakes/screens.html?world=offline&theme=dark&language=es&density=compact`.
 */
import { fakeBridge, namedOptions } from './bridge.ts';
import { stateOptions } from './states.ts';

const query = new URLSearchParams(location.search);
const name = query.get('world') ?? '';
const options = stateOptions(name, Date.now()) ?? namedOptions(name, Date.now());
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
