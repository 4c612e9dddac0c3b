/** Writing to the other side of a request: in their language, with the number and never a code, and remembered. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback, numberIn } from './people.ts';

const pane = (page: Page) => page.locator('[data-request]');
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Write to / });

/** Opens the first running request that somebody else takes part in, and tells its number. */
async function openOneWithOthers(page: Page): Promise<string> {
  const turn = page.getByRole('button', { name: /^Your turn/ });
  const count = await numberIn(turn, /(\d+)/);
  await turn.click();
  const rows = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  // As many as the filter promised: the rows of before have gone.
  await expect(rows).toHaveCount(count);
  const other = pane(page).getByRole('region', { name: 'Write to the others' });
  let before: string | null = null;
  for (let index = 0; index < count; index += 1) {
    await rows.nth(index).click({ position: { x: 120, y: 10 } });
    await expect(rows.nth(index)).toHaveAttribute('data-active', '');
    // The pane is this one's before it is asked what it has.
    await expect.poll(() => pane(page).getAttribute('data-request')).not.toBe(before);
    before = await pane(page).getAttribute('data-request');
    if ((await other.count()) > 0) break;
  }
  await expect(other).toBeVisible();
  const key = await pane(page).getAttribute('data-request');
  return /\d+$/.exec(key ?? '')?.[0] ?? '';
}

test('a message is written in the language of its reader, copied, and remembered', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  const id = await openOneWithOthers(page);
  const write = pane(page)
    .getByRole('button', { name: /^(Write to|Remind) / })
    .first();
  await write.focus();
  await page.keyboard.press('Enter');
  const text = dialog(page).getByRole('region', { name: 'The message' });
  await expect(text).toContainText(id);
  await expectNoFindings(page, 'a message to somebody else');
  await dialog(page).getByRole('button', { name: 'Polski' }).click();
  await expect(text).toContainText('Zarządzanie kontaktami');
  await expect(text).toContainText(id);
  await expect(dialog(page).getByRole('button', { name: 'Open in e-mail program' })).toBeDisabled();
  await dialog(page).getByLabel('E-mail address').fill('no address');
  await expect(dialog(page).getByText('This is no e-mail address.')).toBeVisible();
  await dialog(page).getByLabel('E-mail address').fill('somebody@example.com');
  await dialog(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  const copied = await app.clipboard.read();
  expect(copied).toContain(id);
  expect(copied).toContain('kod potwierdzający');
  // No letter of the sandbox has its code in it.
  for (const { nichandle } of sandbox.accounts()) {
    for (const { raw } of await sandbox.mail(nichandle)) {
      for (const [, code = ''] of raw.replace(/=\r?\n/g, '').matchAll(/token=(?:3D)?([A-Za-z0-9]{8,})/g))
        expect(copied).not.toContain(code);
    }
  }
  await expect(pane(page).getByText('Written to')).toBeVisible();
  await expect(
    pane(page)
      .getByRole('button', { name: /^(Write to|Remind) / })
      .first(),
  ).toBeFocused();

  // Over an end of the program: when it was, the address and the language.
  const again = await app.restart();
  await connectAgain(again);
  await openOneWithOthers(again);
  await expect(pane(again).getByText('Written to')).toBeVisible();
  await pane(again)
    .getByRole('button', { name: /^(Write to|Remind) / })
    .first()
    .click();
  await expect(dialog(again).getByLabel('E-mail address')).toHaveValue('somebody@example.com');
  await expect(dialog(again).getByRole('region', { name: 'The message' })).toContainText('zlecenia');
  await again.keyboard.press('Escape');
  await expect(dialog(again)).toHaveCount(0);
});

/** Keys in memory are gone with the program, what is known of requests is not. */
async function connectAgain(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /^Requests/ }).click();
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
}
