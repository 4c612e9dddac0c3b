/** The computer's screen and its sleep, as the system tells them; Touch ID, as far as a fake can say. */
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';

const power = new EventEmitter();
const touch = { there: true, says: true, reasons: [] as string[] };
vi.mock('electron', () => ({
  powerMonitor: power,
  systemPreferences: {
    canPromptTouchID: () => touch.there,
    promptTouchID: async (reason: string) => {
      touch.reasons.push(reason);
      if (!touch.says) throw new Error('cancelled');
    },
  },
}));

const { hearScreenLock } = await import('../../../electron/shell/screen-lock.ts');
const { openAuthentication } = await import('../../../electron/shell/authentication.ts');

beforeEach(() => {
  power.removeAllListeners();
  Object.assign(touch, { there: true, says: true, reasons: [] });
});

test('a screen that is locked, sleep and waking are heard, each for itself', () => {
  const heard: string[] = [];
  hearScreenLock({
    screenLocked: () => heard.push('locked'),
    sleeps: () => heard.push('sleeps'),
    woke: () => heard.push('woke'),
  });
  for (const event of ['lock-screen', 'suspend', 'resume', 'unlock-screen']) power.emit(event);
  expect(heard).toEqual(['locked', 'sleeps', 'woke']);
});

test.each(['linux', 'win32'] as const)('%s has nothing to ask with', (platform) => {
  expect(openAuthentication(platform, () => '')).toBeNull();
});

test('on macOS Touch ID says yes, or no, and never throws', async () => {
  const authentication = openAuthentication('darwin', () => 'desbloquear su ventana');
  expect(authentication?.isThere()).toBe(true);
  expect(await authentication?.ask()).toBe(true);
  touch.says = false;
  expect(await authentication?.ask()).toBe(false);
  expect(touch.reasons).toEqual(['desbloquear su ventana', 'desbloquear su ventana']);
  touch.there = false;
  expect(authentication?.isThere()).toBe(false);
});
