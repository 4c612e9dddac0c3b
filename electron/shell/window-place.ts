/** Keeps the window's size and place over restarts, in a small file of the data folder. Moves no window that is there. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { z } from 'zod';
import type { Clock } from '../desk/ports.ts';

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  mode: z.enum(['normal', 'maximized', 'fullscreen']),
});
type Place = z.infer<typeof placeSchema>;

/** A window is moved hundreds of times before it stands where it is wanted. */
const SETTLED_MS = 500;
/** Of its upper edge, so much must lie on a screen for it to be taken hold of. */
const GRIP = { width: 120, height: 40 };

/** `null` where there is none, or none that can be understood. */
export function readPlace(path: string): Place | null {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** What the window is made with. `areas`: where windows may lie, of every screen there is now; the first one is the main one. */
export function optionsFor(place: Place, areas: readonly Rectangle[]): BrowserWindowConstructorOptions {
  const { x, y, width, height } = place;
  const within = areas.find(
    (area) =>
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= GRIP.width &&
      y >= area.y - 1 &&
      y + GRIP.height <= area.y + area.height,
  );
  if (within !== undefined) return { x, y, width, height };
  // Its screen is gone: in the middle of the main one, as far as it fits there.
  const [main] = areas;
  if (main === undefined) return {};
  return { width: Math.min(width, main.width), height: Math.min(height, main.height) };
}

/** Notes where it stands whenever that has changed, and at its end. */
export function keepPlace(
  window: BrowserWindow,
  path: string,
  clock: Clock,
  log: (line: string) => void,
): void {
  let callOff = (): void => {};
  const keep = (): void => {
    callOff();
    const mode = window.isFullScreen() ? 'fullscreen' : window.isMaximized() ? 'maximized' : 'normal';
    try {
      // At once, for a window that is just closing. Half a file is none, and costs a place.
      const place: Place = { ...window.getNormalBounds(), mode };
      writeFileSync(path, JSON.stringify(place), { mode: 0o600 });
    } catch {
      log('window: its place was not kept');
    }
  };
  const soon = (): void => {
    callOff();
    callOff = clock.after(SETTLED_MS, () => {
      if (!window.isDestroyed()) keep();
    });
  };
  for (const moved of ['resize', 'move'] as const) window.on(moved as 'resize', soon);
  window.on('close', keep);
}
