/**
 * What scrolling costs at the least, here and now: a bare list, hardly more than text in a few dozen elements, scrolled as
 * the application's is. Draws nothing of the application; what is told of it is only ever set beside this.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { scrollFar } from './scrolling.ts';

const ROWS = 100_000;

export async function scrollBareList(context: BrowserContext, origin: string): Promise<number[]> {
  const page: Page = await context.newPage();
  // An address that nothing answers at: a page of its own, with the probe in it.
  await page.route(`${origin}/bare`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`${origin}/bare`);
  await page.evaluate(drawList, ROWS);
  const frames = await scrollFar(page, '#list');
  await page.close();
  return frames;
}

/** Handed to the page as a whole: it must not use anything from outside. */
function drawList(count: number): void {
  const [rowHeight, cells, slots] = [44, 7, 34];
  document.body.style.cssText = 'margin:0;font:13px sans-serif';
  const list = document.createElement('div');
  list.id = 'list';
  list.style.cssText = 'position:relative;height:100vh;overflow:auto';
  const body = document.createElement('div');
  body.style.cssText = `position:relative;height:${count * rowHeight}px`;
  list.append(body);
  const rows = Array.from({ length: slots }, () => {
    const row = document.createElement('div');
    row.style.cssText = `position:absolute;inset-inline:0;height:${rowHeight - 1}px;display:flex;border-bottom:1px solid #ddd`;
    for (let cell = 0; cell < cells; cell += 1) {
      const text = document.createElement('span');
      text.style.cssText = 'flex:1;overflow:clip';
      row.append(text);
    }
    body.append(row);
    return { row, shows: -1 };
  });
  const draw = (): void => {
    const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - 6);
    for (let index = first; index < Math.min(count, first + slots); index += 1) {
      const slot = rows[index % slots];
      if (slot === undefined || slot.shows === index) continue;
      slot.shows = index;
      slot.row.style.top = `${index * rowHeight}px`;
      for (const cell of slot.row.children) cell.textContent = `service-${index}.example.org`;
    }
  };
  list.addEventListener('scroll', draw);
  document.body.append(list);
  draw();
}
