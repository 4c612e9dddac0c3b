/** axe on each screen in each of its states, in both themes. */
import { expectNoFindings, expectNoFindingsInBothThemes, findingsOf } from '../e2e/axe.ts';
import { SCENES } from './scenes.ts';
import { expect, test } from './window.ts';

for (const { name, world, hash, act } of SCENES) {
  test(`axe finds nothing: ${name}`, async ({ open, page }) => {
    await open(world, hash);
    await act?.(page);
    if (name !== 'broken') return expectNoFindingsInBothThemes(page, name);
    // A window that could not be opened follows nothing any more.
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectNoFindings(page, `${name}, ${colorScheme}`);
    }
  });
}

test('axe would find what has no name, and what cannot be read in one theme alone', async ({
  open,
  page,
}) => {
  await open('usual', '#/today');
  await page.evaluate(() => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent = '[data-theme="dark"] h1 { color: #222; }';
    document.querySelector('main')?.append(document.createElement('button'));
  });
  const ids = (findings: string[]) => findings.map((finding) => finding.split(': ')[1]);
  expect(ids(await findingsOf(page, 'light', (axe) => axe))).toEqual(['button-name']);
  await expect(expectNoFindingsInBothThemes(page, 'both')).rejects.toThrow(/both, light: button-name/);
  await page
    .locator('main button')
    .last()
    .evaluate((button) => button.remove());
  await expect(expectNoFindingsInBothThemes(page, 'both')).rejects.toThrow(/both, dark: color-contrast: <h1/);
});
