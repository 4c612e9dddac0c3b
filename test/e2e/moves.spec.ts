/** Moving or closing an account: a project that is begun, leads to the hand-over's check, survives a restart, and ends. */
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback } from './people.ts';

const ME = 'ac21874-ovh';
const LYON = 'ac44920-ovh';

test('an account is closed as a project: what is left, the next step, what stands before its end', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('Close or move');
  await page.getByRole('option', { name: /Close or move an account/ }).click();
  await expect(page.getByRole('heading', { name: 'Close or move an account' })).toBeVisible();
  await page.getByLabel('Whose account').fill(ME);
  await page.keyboard.press('Tab');
  await page.getByLabel('Who takes its services').fill(LYON);
  await page.keyboard.press('Tab');
  await page.getByLabel('By when').fill('2033-12-31');
  await expect(page.getByRole('status').filter({ hasText: /\d+ services name it/ })).toBeVisible();
  await expectNoFindings(page, 'a project being begun');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();

  await expect(page.getByRole('heading', { name: /^Closing / })).toBeVisible();
  const left = page.getByRole('region', { name: 'What is left' });
  await expect(left.getByText('Ready to hand over')).toBeVisible();
  await expect(page.locator('.button-primary')).toHaveCount(1);
  const before = page.getByRole('region', { name: 'Before the account can be closed' });
  // The sandbox's keys may not read orders: looked at by hand, with the day.
  const orders = before.getByRole('listitem').filter({ hasText: 'No open orders' });
  await expect(orders).toContainText('This key may not read it');
  await orders.getByRole('button', { name: 'I have looked: it is so' }).click();
  await expect(orders).toContainText('Seen on');
  await expect(before.getByRole('listitem').filter({ hasText: 'Balance is 0' })).toContainText(
    'Nothing is prepaid',
  );
  await expect(before.getByRole('listitem').filter({ hasText: 'Nobody expects it' })).toContainText(
    'No rule names',
  );
  await expect(before.getByRole('listitem').filter({ hasText: 'Its own key ends' })).toContainText(
    'The last step',
  );
  await expectNoFindings(page, 'a project');

  const next = page.getByRole('region', { name: 'Next step' });
  const lead = next.locator('.button-primary');
  await lead.click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  // Where codes wait first, the step leads to the requests instead.
  const requests = page.getByRole('heading', { name: 'Requests', level: 1 });
  await expect(dialog.or(requests).first()).toBeVisible();

  await app.restart();
  const again = app.page();
  const today = again.getByRole('region', { name: 'Accounts being moved or closed' });
  await expect(today).toContainText(/ready to hand over|wait/);
  await expectNoFindings(again, 'a project on Today');
  await again.getByRole('link', { name: 'Settings' }).click();
  await again.getByRole('button', { name: 'This account is being closed: open the project' }).click();
  await again.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(again.getByRole('region', { name: 'Next step' })).toContainText('This project is paused');
  await again.getByRole('button', { name: 'Go on', exact: true }).click();
  await again.getByRole('button', { name: 'More for this project' }).click();
  await again.getByRole('menuitem', { name: /End this project/ }).click();
  await expect(again.getByRole('region', { name: 'Next step' })).toContainText('This project has ended');
});
