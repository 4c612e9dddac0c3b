/** The order of the screens' start: draws as soon as one call has answered; long lists come afterwards. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './tokens.css';
import './base.css';
import '../ui/controls.css';
import '../ui/fields.css';
import '../list/table.css';
import '../ui/notes.css';
import '../ui/overlays.css';
import './frame.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageOf } from '../../shared/language.ts';
import { tellActivity } from '../lock/lock-state.ts';
import { firstServices } from '../services/services-state.ts';
import { startClock } from '../store/now.ts';
import { followAddress } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { SESSION_LOST, takeSession } from '../store/web-session.ts';
import { localeOf, speak, startLanguage } from '../words/i18n.ts';
import { App, bringScreen } from './app.tsx';
import { listenForCommands } from './commands.ts';
import { keepFocus } from './focus-keeper.ts';
import { readMoreLetters } from './more-letters.ts';
import { NoSession } from './no-session.tsx';
import { fillLater, openApp, tellAttention } from './open.ts';

/** The first screen has been drawn, as far as one can tell from the page having nothing to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 1000 });
  });
}

export async function start(): Promise<void> {
  const place = document.getElementById('app');
  if (place === null) throw new Error('the page has no place to draw in');
  const root = createRoot(place);

  // The texts of the likely language come while the desk is asked; a wrong guess costs one more chunk, not a wrong word.
  const guess = languageOf('system', localeOf(null));
  let session = true;
  if (window.relevo === undefined) {
    window.addEventListener(SESSION_LOST, () => root.render(<NoSession />));
    session = await takeSession();
  }
  const texts = startLanguage(guess);
  followAddress();
  const opened = session ? openApp() : Promise.resolve();
  const { screen } = useStore.getState().route;
  // A window that opens with the long list asks for it at once, beside the first call.
  const drawn = Promise.withResolvers<void>();
  if (session && screen === 'services') void firstServices(drawn.promise);
  await Promise.all([texts, opened, session ? bringScreen(screen) : undefined]);
  if (!session || useStore.getState().openFailure?.status === 401) {
    root.render(<NoSession />);
    return;
  }
  const { settings, app, locked } = useStore.getState();
  await speak(languageOf(settings.language, localeOf(app ?? locked)));
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

  startClock();
  listenForCommands();
  keepFocus();
  tellActivity();
  await idle();
  drawn.resolve();
  document.addEventListener('visibilitychange', tellAttention);
  tellAttention();
  await fillLater();
  await readMoreLetters(idle);
}
