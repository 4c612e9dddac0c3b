/** Expected contacts: a rule is written, shows what deviates, hands it over in one move, keeps exceptions, and goes through a file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { callBeside } from './crossing.ts';
import { connectLoopback } from './people.ts';

const ME = 'ac21874-ovh';
const RITA = 'rs90045-ovh';

async function openRules(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Expected contacts' }).click();
  await expect(page.getByRole('heading', { name: 'Expected contacts', level: 1 })).toBeVisible();
}

const rules = (...more: object[]) => ({
  rules: [
    {
      id: 'domains',
      name: 'Every domain',
      query: 'type:domain -type:zone',
      expected: { contactAdmin: ME, contactBilling: RITA },
      kept: [],
    },
    ...more,
  ],
});

test('a rule is written with a live preview, and what deviates is listed', async ({ page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await openRules(page);
  await expectNoFindings(page, 'expected contacts without a rule');
  await page.getByRole('button', { name: 'Write the first rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'New rule' });
  await dialog.getByLabel('Name').fill('Every domain');
  await dialog.getByLabel('Which services').fill('type:domain -type:zone');
  await expect(dialog.getByRole('status')).toContainText(/The search finds \d+ services/);
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Administrator should be').fill(ME);
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('status')).toContainText(/\d+ of \d+ services are so/);
  await dialog.getByLabel('Which services').fill('expires:soon');
  await expect(dialog.getByText('makes no sense there')).toBeVisible();
  await dialog.getByLabel('Which services').fill('type:domain -type:zone');
  await expectNoFindings(page, 'a rule being written');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  const list = page.getByRole('list', { name: 'Rules' });
  await expect(list).toContainText(/\d+ deviate|As expected|as expected/);
  const open = page.getByRole('region', { name: 'Every domain' });
  await expect(open.getByText(/\d+ of \d+ services are so/)).toBeVisible();
  await expect(open.getByRole('grid')).toHaveAttribute('aria-rowcount', /^[2-9]/);
  await expect(open.getByText('Not yours').first()).toBeVisible();
  await expectNoFindings(page, 'a rule with what deviates');
  // It counts in no badge: a deviation is no alarm.
  await expect(page.getByRole('link', { name: 'Expected contacts' })).toHaveText('Expected contacts');
});

test('everything that deviates is handed over in one move, checked first', async ({ app, page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await callBeside(app, 'rules:set', rules());
  await openRules(page);
  const open = page.getByRole('region', { name: 'Every domain' });
  const handOver = open.getByRole('button', { name: /^Hand over \d+ that deviate$/ });
  await expect(handOver).toBeVisible();
  await expect(open.getByRole('status')).toContainText(/\d+ of \d+ can be handed over now, confirmed by/);
  await handOver.click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  await expect(dialog.getByRole('button', { name: /^Send \d+ request/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('what is ticked is kept as it is, survives a restart, and is taken back', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await callBeside(app, 'rules:set', rules());
  await openRules(page);
  const open = page.getByRole('region', { name: 'Every domain' });
  const grid = open.getByRole('grid');
  await expect(grid.getByRole('checkbox').nth(1)).toBeVisible();
  await grid.getByRole('checkbox').nth(1).click();
  await expect(open.getByRole('button', { name: 'Hand over 1', exact: true })).toBeVisible();
  await open.getByRole('button', { name: 'Keep as they are…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep 1 service as it is?' });
  await dialog.getByRole('button', { name: 'Keep 1', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(open.getByText('1 is kept as it is.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(open.getByText('1 is kept as it is.')).toHaveCount(0);
});

test('rules that contradict each other are both shown, and one that matches nothing says so', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await callBeside(
    app,
    'rules:set',
    rules(
      { id: 'other', name: 'Clinics', query: 'clinica', expected: { contactAdmin: RITA }, kept: [] },
      { id: 'none', name: '', query: 'nowhere-at-all', expected: { contactTech: ME }, kept: [] },
    ),
  );
  await openRules(page);
  const list = page.getByRole('list', { name: 'Rules' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Contradicts another rule' })).toHaveCount(2);
  const open = page.getByRole('region', { name: 'Every domain' });
  await expect(open.getByText(/“Clinics” expects somebody else as Administrator/)).toBeVisible();
  await open.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('region', { name: 'Clinics' })).toBeVisible();
  const none = list.getByRole('listitem').filter({ hasText: 'nowhere-at-all' });
  await expect(none).toContainText('Matches nothing');
  // By arrows from rule to rule.
  await list.getByRole('button').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No service fits this rule')).toBeVisible();
});

test('rules go into a file and come back from one, with bad lines and unknown handles named', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await callBeside(app, 'rules:set', rules());
  await openRules(page);
  const file = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  expect(file).toContain('type:domain -type:zone');
  const path = join(app.dataFolder, '..', `rules-${Date.now()}.csv`);
  await writeFile(
    path,
    `name,search,administrator\nServers,type:vps,zz99999-ovh\nBroken,type:vps,Marta Prieto\n`,
  );
  await page.getByLabel('Import…').setInputFiles(path);
  const dialog = page.getByRole('dialog', { name: 'Take over 1 rule?' });
  await expect(dialog).toContainText('zz99999-ovh');
  await expect(dialog).toContainText('stands on none of your services');
  await expect(dialog).toContainText('Line 3 is left out: “Marta Prieto” is no NIC handle.');
  await expectNoFindings(page, 'rules from a file');
  await dialog.getByRole('button', { name: 'Take over 1' }).click();
  const list = page.getByRole('list', { name: 'Rules' });
  await expect(list).toContainText('Servers');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(list).not.toContainText('Servers');
});
