/** Looks at a page as axe does: rules of WCAG 2.0 to 2.2, A and AA, and its best practices. Opens and changes nothing. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { SHELL } from './processes.ts';

export async function expectNoFindings(page: Page, where: string, without: string[] = []): Promise<void> {
  // Colours are measured once everything stands still.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  // Elsewhere axe counts its findings together in a page of its own; Electron opens none for it.
  const axe = new AxeBuilder({ page }).disableRules(without).setLegacyMode(SHELL === 'electron');
  // One that is leaving is half transparent, and leaves when it likes.
  axe.exclude('.toast-viewport');
  const { violations } = await axe.analyze();
  const told = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
  expect(told).toEqual([]);
}
