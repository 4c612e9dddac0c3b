/** Without the server: what was known stands there with its age, nothing hangs, and it recovers by itself. */
import { expect, test } from './app.ts';
import { connectLoopback, openRequests, settled } from './people.ts';

const SERVICE = 'vps-5d1b0c7e.vps.ovh.net';

test('the server goes and comes back while the program runs', async ({ app, page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  await sandbox.stop();
  await expect(page.getByText('Offline.', { exact: false }).first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '61');
  await sandbox.start();
  await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 45_000 });
  expect(app.problems()).toEqual([]);
});

test('after a restart without the server everything known is there with its age, and it recovers', async ({
  app,
  sandbox,
}) => {
  const keys = sandbox.accounts()[0];
  app.environment({
    OVH_ENDPOINT: sandbox.url(),
    OVH_APPLICATION_KEY: keys?.applicationKey,
    OVH_APPLICATION_SECRET: keys?.applicationSecret,
    OVH_CONSUMER_KEY: keys?.consumerKey,
  });
  let page = await app.restart();
  // Offered, never taken silently.
  await expect(page.getByRole('heading', { name: 'Welcome to Relevo' })).toBeVisible();
  await page.getByRole('button', { name: /Use these keys|Use them/ }).click();
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  await expect(page.getByRole('link', { name: /Services 60/ })).toBeVisible();

  await sandbox.stop();
  const before = Date.now();
  page = await app.restart();
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  expect(Date.now() - before).toBeLessThan(15_000);
  await expect(page.getByText('Offline.', { exact: false }).first()).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '61');

  await sandbox.start();
  await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 60_000 });
});
