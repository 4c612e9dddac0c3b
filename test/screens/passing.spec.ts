/** What floats over the screen: notes in passing and the bar of what is ticked. They are read out, cover nothing, and give the focus back. */
import type { Locator } from '@playwright/test';
import { tickServices } from './scenes.ts';
import { expect, test } from './window.ts';

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not drawn');
  return box;
}

async function overlaps(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('the bar counts and names what is ticked, lies over no row that can be scrolled clear of it, and Clear leaves the list', async ({
  open,
  page,
}) => {
  await open('usual', '#/services');
  await tickServices(page, 3);
  const bar = page.locator('.selection-bar');
  await expect(bar.getByRole('status')).toContainText('3 selected');
  const first = await page.getByRole('row').nth(1).locator('.two-lines-main').innerText();
  await expect(bar.getByRole('status')).toContainText(first);
  await expect(bar.getByRole('status')).toContainText('1 more');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  const last = page.locator('[aria-rowindex="1249"]');
  await expect(last).toBeInViewport();
  await expect.poll(() => overlaps(bar, last)).toBe(false);
  await bar.getByRole('button', { name: 'Clear' }).press('Enter');
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('a note in passing is read out, covers neither the bar nor a dialog’s foot, and its Close gives the focus to the list', async ({
  open,
  page,
}) => {
  await open('usual', '#/services');
  await tickServices(page, 2);
  const bar = page.locator('.selection-bar');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ControlOrMeta+c');
  const note = page.locator('.toast');
  await expect(note).toContainText('copied');
  await expect(page.locator('.toast-viewport')).toHaveAccessibleName(/./);
  await expect(page.locator('[aria-live]').filter({ hasText: 'copied' })).not.toHaveCount(0);
  await expect.poll(() => overlaps(note, bar)).toBe(false);
  // For assistive technology its buttons are there once the focus is in the notes.
  await note.locator('button[aria-label="Close"]').press('Enter');
  await expect(note).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('a note stays at its side and above the foot of a dialog that opens under it, in a small window too', async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 960, height: 640 });
  await open('usual', '#/services');
  await tickServices(page, 2);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ControlOrMeta+c');
  const note = page.locator('.toast');
  await expect(note).toContainText('copied');
  const { x } = await boxOf(note);
  await page.getByRole('button', { name: /^Change contacts of 2/ }).click();
  const foot = page.locator('.dialog-foot');
  await expect(foot).toBeVisible();
  await expect.poll(() => overlaps(note, foot)).toBe(false);
  expect((await boxOf(note)).x).toBe(x);
});
