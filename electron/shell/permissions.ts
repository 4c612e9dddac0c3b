/** What the page may ask of Chromium: everything is denied but what stands in this table. */
import type { Session } from 'electron';
import { isOwnPage } from './origin.ts';

/** SECURITY: one line per permission that is granted, with its reason. No device is granted either. */
const GRANTED: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'to copy a NIC handle, a code of the sandbox or a query id on a click'],
]);

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(GRANTED.has(permission) && isOwnPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return GRANTED.has(permission) && isOwnPage(requestingOrigin);
  });
  session.setDevicePermissionHandler(() => false);
}
