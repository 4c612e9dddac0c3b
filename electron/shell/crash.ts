/** The end of a program that met an error nobody expected. Tells where it was thrown, never what it says. */
import { app, dialog } from 'electron';
import { type Log, origin } from '../desk/dispatch.ts';
import type { Texts } from './texts.ts';

/** SECURITY: Electron's own dialog would show the error's words, and they may quote a key. */
export function crashing(texts: () => Texts, log: Log): (error: unknown) => void {
  return (error) => {
    log(`crash: ${origin(error)}`);
    dialog.showErrorBox(texts().notice('crashTitle'), texts().notice('crashText'));
    app.exit(1);
  };
}
