/**
 * Hears that the computer's screen was locked (macOS, Windows) or that it goes to sleep (everywhere). Decides nothing: the
 * desk knows whether to lock.
 */
import { powerMonitor } from 'electron';

/** Call after `app` is ready. */
export function hearScreenLock(locked: () => void): void {
  powerMonitor.on('lock-screen', locked);
  powerMonitor.on('suspend', locked);
}
