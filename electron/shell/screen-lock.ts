/**
 * Hears that the computer's screen was locked (macOS, Windows), that it goes to sleep (everywhere) and wakes. Decides
 * nothing: the desk knows whether to lock, and when to look again.
 */
import { powerMonitor } from 'electron';

/** Call after `app` is ready. */
export function hearScreenLock(locked: () => void, woke: () => void): void {
  powerMonitor.on('lock-screen', locked);
  powerMonitor.on('suspend', locked);
  powerMonitor.on('resume', woke);
}
