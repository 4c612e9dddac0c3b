/** Keys, clicks and windows as a person has them, through the window system: nothing is made inside the program. Knows no screen. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Program } from './program.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** Window ids whose title matches. */
export async function windowsNamed(title: string): Promise<string[]> {
  // Where none is found that is its answer, with status 1.
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--name', title]).catch(() => ({
    stdout: '',
  }));
  return stdout.split('\n').filter(Boolean);
}

/** Brings the window of this title to the front once it is there; answers its id. */
export async function toFront(title: string): Promise<string> {
  const [id = ''] = await until(async () => {
    const found = await windowsNamed(title);
    return found.length > 0 ? found : null;
  });
  await run('xdotool', ['windowactivate', '--sync', id]);
  return id;
}

/** `ctrl+shift+e`, `Return`, … in xdotool's names. */
export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await run('xdotool', ['key', '--clearmodifiers', key]);
}

export async function type(text: string): Promise<void> {
  await run('xdotool', ['type', '--delay', '1', text]);
}

/** Of the page: where its content begins on the screen is asked of the program. */
export async function clickAt(program: Program, x: number, y: number, button: 1 | 3): Promise<void> {
  const { left, top } = await program.main(({ BrowserWindow }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getContentBounds();
    return { left: bounds?.x ?? 0, top: bounds?.y ?? 0 };
  });
  await run('xdotool', [
    'mousemove',
    String(Math.round(left + x)),
    String(Math.round(top + y)),
    'click',
    String(button),
  ]);
}

/** Whether the window system was given one for this window. */
export async function hasIcon(id: string): Promise<boolean> {
  const { stdout } = await run('xprop', ['-id', id, '_NET_WM_ICON']);
  return stdout.includes('(CARDINAL)');
}
