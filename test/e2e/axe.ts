/** Looks at a page as axe does: rules of WCAG 2.0 to 2.2, A and AA, and its best practices. Opens nothing, and changes at most its theme. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** All that can differ between two themes of one page: what the rules say that read its colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

export async function expectNoFindings(page: Page, where: string, without: string[] = []): Promise<void> {
  expect(await findingsOf(page, where, (axe) => axe.disableRules(without))).toEqual([]);
}

/** Every rule in the light theme, then those of colours in the dark one; a page that follows its system. */
export async function expectNoFindingsInBothThemes(page: Page, where: string): Promise<void> {
  await turn(page, 'light');
  await expectNoFindings(page, `${where}, light`);
  await turn(page, 'dark');
  expect(await findingsOf(page, `${where}, dark`, (axe) => axe.withRules(OF_COLOURS))).toEqual([]);
  await turn(page, 'light');
}

async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
}

/** Each rule that is broken, with the elements that break it. */
export async function findingsOf(
  page: Page,
  where: string,
  choose: (axe: AxeBuilder) => AxeBuilder,
): Promise<string[]> {
  // Colours are measured once everything stands still.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  // Frames are what axe counts together in a page of its own, for several seconds; there are none, and Electron opens no such page.
  expect(page.frames()).toHaveLength(1);
  // `violations`: what passes would be described as well, element by element.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  // One that is leaving is half transparent, and leaves when it likes.
  const { violations } = await choose(axe).exclude('.toast-viewport').analyze();
  return violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
