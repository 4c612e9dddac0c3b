/** Keeps the window where it is: no navigation, no new window, no embedded view. Opens links for the desk alone. */
import { type App, shell, type WebContents } from 'electron';

/** For every contents that ever comes to be, ours included. */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  const refuse = (event: { preventDefault: () => void }): void => event.preventDefault();
  // SECURITY: the page is one document; whatever wants to lead elsewhere is a mistake or an attack.
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Opens an address in the user's browser. The desk makes the address; a page never gives one.
 * SECURITY: https only, so that no other program of the system is started; http for the sandbox's page on this computer;
 * and the e-mail program, with a subject and a body alone. Rejects for anything else.
 */
export async function openOutside(address: string): Promise<void> {
  const url = new URL(address);
  const loopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  const message =
    url.protocol === 'mailto:' &&
    [...url.searchParams.keys()].every((name) => name === 'subject' || name === 'body');
  if ((url.protocol !== 'https:' && !loopback && !message) || url.username !== '' || url.password !== '') {
    throw new Error('not an address to open');
  }
  await shell.openExternal(url.href);
}
