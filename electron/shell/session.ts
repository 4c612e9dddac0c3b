/** Holds the page's session: no network, no downloads, only the permissions of the table. */
import type { App, Session } from 'electron';
import { ORIGIN } from './origin.ts';
import { guardPermissions } from './permissions.ts';

export function hardenSession(session: Session, development: boolean): void {
  guardPermissions(session);
  session.setSpellCheckerEnabled(false);
  // SECURITY: nothing is downloaded. What the page exports it hands to the desk, which writes it where the user says.
  session.on('will-download', (event) => event.preventDefault());
  // SECURITY: a second lock behind the content security policy: whatever the page asks for, it is one of its own files.
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = [`${ORIGIN}/`, 'data:', ...(development ? ['devtools:'] : [])];
    answer({ cancel: !own.some((start) => details.url.startsWith(start)) });
  });
}

/** SECURITY: a certificate that does not hold is refused, without a way round; nor does anybody ask for one of ours. */
export function refuseBadCertificates(app: App): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
}
