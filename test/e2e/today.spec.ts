/** Today, the first screen: what waits, what ends with somebody who leaves, and the moment when nothing waits. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings, expectNoFindingsInBothThemes } from './axe.ts';
import { callBeside } from './crossing.ts';
import { connectLoopback, numberIn, settled } from './people.ts';

const section = (page: Page, name: string) => page.getByRole('region', { name });

async function openToday(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await settled(page);
}

test('what waits stands by its deadline, five of it, and each leads to its code by keyboard alone', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  const waits = section(page, 'Waits for you');
  await expect(waits.getByRole('listitem')).toHaveCount(5);
  await expectNoFindings(page, 'today');
  // Exactly one button leads.
  await expect(page.locator('.button-primary')).toHaveCount(1);
  const total = await numberIn(waits, /Show all (\d+)/);
  expect(total).toBeGreaterThan(5);
  await expect(page.getByText(`${total} requests wait for your code`)).toBeVisible();
  await expect(waits.locator('time')).toHaveCount(5);
  const ends = await waits
    .locator('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(new Set(ends).size).toBeGreaterThan(1);
  expect(ends).toEqual(ends.toSorted());

  const first = waits.getByRole('listitem').first();
  const name = await first.locator('b').innerText();
  await first.getByRole('button', { name: /^Enter code/ }).press('Enter');
  await expect(page.getByRole('complementary')).toContainText(name);
  await expect(page.getByRole('textbox', { name: /Validation code/ }).first()).toBeFocused();

  await openToday(page);
  await waits.getByRole('button', { name: /Show all/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(total + 1));
});

test('codes are fetched from the e-mails that OVHcloud kept', async ({ page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await openToday(page);
  await page.getByRole('button', { name: 'Get codes from OVHcloud e-mails' }).click();
  await expect(page.getByRole('dialog', { name: /codes? found/ })).toBeVisible({ timeout: 30_000 });
});

test('services that end with somebody who leaves come first, and their billing goes to who takes over', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openToday(page);
  const expiring = section(page, 'Expiring soon');
  await expect(expiring.getByRole('listitem').first()).toBeVisible();
  const payers = await expiring.locator('.today-who .handle:not(.handle-mine)').allInnerTexts();
  const payer = payers.at(-1) ?? '';
  expect(payer).not.toBe('');
  await callBeside(app, 'people:change', {
    people: [{ nichandle: payer, name: 'Marta Prieto', leaves: '2033-12-19', successor: 'lr88120-ovh' }],
  });
  const first = expiring.getByRole('listitem').first();
  await expect(first).toContainText('Marta Prieto');
  await expect(expiring).toContainText('paid by Marta Prieto, who leaves on 19 Dec 2033');
  await first.getByRole('button', { name: /Change billing/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('group', { name: /Billing contact/ }).first()).toBeVisible();
  await expect(dialog.getByLabel('NIC handle')).toHaveValue('lr88120-ovh');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

test.describe('without requests', () => {
  test.use({ sandboxOptions: { services: 30, requests: 0, seed: 7, counterparts: 'idle' } });

  test('nothing waits: the calm picture, nothing that leads, and no empty section', async ({
    page,
    sandbox,
  }) => {
    await connectLoopback(page, sandbox);
    await openToday(page);
    await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
    for (const empty of ['Waits for you', 'Needs a look', 'Hand-overs under way']) {
      await expect(section(page, empty)).toHaveCount(0);
    }
    await expect(page.getByText('Get codes from OVHcloud e-mails')).toHaveCount(0);
    await expect(page.locator('.button-primary')).toHaveCount(0);
    await expect(section(page, 'All quiet')).toContainText('Nothing failed');
    await expectNoFindingsInBothThemes(page, 'an empty today');
  });
});
