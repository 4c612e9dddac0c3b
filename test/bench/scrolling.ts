/** A list scrolled by the wheel, near and far, with every frame told. Knows nothing of what the list shows. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** Length of each frame, in milliseconds. The page has the probe. */
export async function scrollFar(page: Page, list: string): Promise<number[]> {
  const box = await page.locator(list).boundingBox();
  if (box === null) throw new Error(`no ${list}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => window.probe?.beginFrames());
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, turn < 80 ? 300 : 3000);
    await wait(12);
  }
  await wait(200);
  return (await page.evaluate(() => window.probe?.endFrames())) ?? [];
}

export const TURNS = 120;
