/** Asks the system who sits there: Touch ID on macOS, the only one Electron offers. Learns yes or no and nothing else. */
import { systemPreferences } from 'electron';
import type { SystemAuthentication } from '../desk/ports.ts';

/** `reason`: what the system's own dialog says it is for, in the language then in use. */
export function openAuthentication(
  platform: NodeJS.Platform,
  reason: () => string,
): SystemAuthentication | null {
  if (platform !== 'darwin') return null;
  return {
    // Asked each time: a lid may be closed, a finger taken off the list.
    isThere: () => systemPreferences.canPromptTouchID(),
    ask: () =>
      systemPreferences.promptTouchID(reason()).then(
        () => true,
        () => false,
      ),
  };
}
