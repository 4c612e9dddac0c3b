/** People in the middle of a sentence: however long a name is, the sentence goes on right behind it, and keys open its menu. */
import { expect, test } from './window.ts';

test('what follows a name of several lines stands right behind its last letter', async ({ open, page }) => {
  await open('moving', '#/today');
  const held = page.locator('.handover-held p').filter({ hasText: 'Wolfeschlegelsteinhausen' });
  const drawn = await held.getByRole('button', { name: /Wolfeschlegelsteinhausen/ }).evaluate((name) => {
    const range = document.createRange();
    range.setStart(name.nextSibling as Text, 0);
    range.setEnd(name.nextSibling as Text, 1);
    const lines = [...name.getClientRects()];
    const mark = range.getBoundingClientRect();
    return { mark: range.toString(), lines: lines.length, gap: mark.left - (lines.at(-1)?.right ?? 0) };
  });
  expect(drawn).toMatchObject({ mark: ',' });
  expect(drawn.lines).toBeGreaterThan(1);
  expect(Math.abs(drawn.gap)).toBeLessThan(4);
});

test('a name in a sentence opens its menu by Enter and by Space, and has the focus again after it', async ({
  open,
  page,
}) => {
  await open('moving', '#/today');
  const name = page.locator('.handover-held').getByRole('button', { name: 'Luis Romero' });
  for (const key of ['Enter', 'Space']) {
    await name.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('menu', { name: 'About Luis Romero' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(name).toBeFocused();
  }
});
