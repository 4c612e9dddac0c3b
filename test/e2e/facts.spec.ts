/** What OVHcloud tells beside the lists, on the built program: where a code went, what the addresses of an account are worth. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback } from './people.ts';

test.use({ sandboxOptions: { services: 160, requests: 60, counterparts: 'idle' } });

const pane = (page: Page): Locator => page.getByRole('complementary', { name: 'Request' });

/** Grace's request whose code was sent back. */
async function openGraces(page: Page): Promise<Locator> {
  await page
    .getByRole('row')
    .filter({ hasText: 'Your code needed' })
    .filter({ hasText: 'ac21874-ovh' })
    .click();
  return pane(page);
}

test('no code came: the pane says that it was sent back and why, and after a new one that it arrived', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox, 2);
  const opened = await openGraces(page);
  await sandbox.clearLog();
  const asks = opened.getByRole('button', { name: 'No code came?' });
  await asks.click();
  await expect(opened).toContainText(
    'The code did not arrive: the mail server of billing@cobalto.co.uk sent it back.',
  );
  await expect(opened).toContainText('over quota');
  await expect(opened.getByText('Sent back', { exact: true })).toBeVisible();
  await expectNoFindings(page, 'where the code went');
  const asked = (await sandbox.log()).filter(({ path }) => path === '/v2/notification/history');
  expect(asked).toHaveLength(1);

  await opened.getByRole('button', { name: 'Send a new code' }).click();
  await opened.getByRole('button', { name: 'Send it' }).click();
  await expect(opened.getByText('A new code is on its way')).toBeVisible();
  await opened.getByRole('button', { name: 'Ask again' }).click();
  await expect(opened).toContainText('The code was delivered to billing@cobalto.co.uk.');
  await expect(opened).toContainText('its code no longer works');
  // Closed and opened, it is still there.
  await asks.click();
  await expect(opened.getByText('delivered to')).toBeHidden();
  await asks.click();
  await expect(opened.getByText('delivered to')).toBeVisible();
});

test('with a key that may not see it, the pane says so and what it can tell, and the code still works', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox, 2);
  await sandbox.fault({
    match: 'GET /v2/*',
    kind: 'status',
    status: 403,
    errorCode: 'NOT_GRANTED_CALL',
    message: 'This call has not been granted',
    times: null,
  });
  const opened = await openGraces(page);
  await opened.getByRole('button', { name: 'No code came?' }).click();
  await expect(opened).toContainText('OVHcloud says it sent the code');
  await expect(opened.getByRole('button', { name: 'Give the key this right' })).toBeVisible();
  await expect(opened.getByLabel('Validation code')).toBeVisible();
});

test('the card of an account tells its addresses and the rules that may take codes elsewhere', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox, 1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Where the codes of .* go$/ }).click();
  await expect(page.getByRole('list', { name: 'Addresses' })).toContainText('hugo@cobalto.fr');
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText(
    '“Factures” sends some e-mails to achats@cobalto.fr',
  );
  await expectNoFindings(page, 'addresses of an account');
});
