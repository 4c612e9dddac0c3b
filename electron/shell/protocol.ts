/** Serves the built screens under `app://relevo/` with their headers. Serves nothing else from the disk. */
import { protocol, type Session } from 'electron';
import { answerAsset } from '../pages/assets.ts';
import { isOwnPage, SCHEME } from './origin.ts';

/**
 * Must run before `app` is ready. Standard and secure, so that the page has an origin and `'self'` means something.
 * SECURITY: no `bypassCSP`, no service workers, no CORS for others. No code cache either: V8 would run what lies in the data
 * folder in the place of the packed scripts, whose digests Electron checks. It would save 30 ms of 750 at the start.
 */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveProtocol(session: Session, rendererFolder: string): void {
  session.protocol.handle(SCHEME, (request) => {
    if (request.method !== 'GET' || !isOwnPage(request.url)) return new Response(null, { status: 404 });
    return answerAsset(rendererFolder, new URL(request.url).pathname);
  });
}
