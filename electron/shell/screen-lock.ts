/**
 * Hears that the computer's screen was locked (macOS, Windows), that it goes to sleep (everywhere) and wakes. Decides
 * nothing: the desk knows whether to lock, what not to send, and when to look again.
 */
import { powerMonitor } from 'electron';

/** Call after `app` is ready. */
export function hearScreenLock(desk: {
  screenLocked: () => void;
  sleeps: () => void;
  woke: () => void;
}): void {
  powerMonitor.on('lock-screen', desk.screenLocked);
  powerMonitor.on('suspend', desk.sleeps);
  powerMonitor.on('resume', desk.woke);
}
