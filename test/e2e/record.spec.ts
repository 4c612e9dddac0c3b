/** The record for a customer of a hand-over of 300 services: told as it is, printed on many pages, proved by the ledger, and no code or address in it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback, settled } from './people.ts';

const SUCCESSOR = 'mp40311-ovh';
const ME = 'ac21874-ovh';

test.describe.configure({ timeout: 240_000 });
test.use({
  sandboxOptions: {
    services: 300,
    requests: 40,
    seed: 7,
    counterparts: 'idle',
    pace: 0.02,
    lag: 0,
    cache: 0,
  },
});

async function handOverAll(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await page.getByRole('columnheader').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /Change contacts of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  await dialog.getByRole('button', { name: 'Replace one by another' }).click();
  await dialog.getByRole('combobox', { name: 'Replace' }).fill(ME);
  await page.keyboard.press('Tab');
  await dialog.getByRole('combobox', { name: 'by' }).fill(SUCCESSOR);
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Check', exact: true }).click();
  await dialog.getByRole('button', { name: /Send \d+ requests/ }).click();
  await expect(dialog.getByText(/\d+ requests made/)).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

/** How many pages a PDF says it has. */
const pagesIn = (pdf: string): number => [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

test('a hand-over of 300 services has a record that is whole, fills many pages, and can be checked later', async ({
  app,
  page,
  sandbox,
}, info) => {
  await connectLoopback(page, sandbox);
  await handOverAll(page);
  await page.getByRole('link', { name: /^Hand-overs/ }).click();
  await page.locator('.handover-line-title').first().click();
  await page.getByRole('button', { name: 'Record for the customer' }).click();
  await expect(page.getByText('The record is whole')).toBeVisible();
  const paper = page.getByRole('region', { name: 'The record as it is printed' });
  await expect(paper).toContainText('No. 2026-0001');
  await expectNoFindings(page, 'the record of a hand-over');

  await page.getByRole('button', { name: 'Both' }).focus();
  await page.keyboard.press('Space');
  await expect(paper).toContainText('Acta de cesión de contactos');
  await page.getByLabel('For', { exact: true }).fill('Clínica Norte S.L.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Record for Clínica Norte S.L.');
  await expect(paper).toContainText('Clínica Norte S.L.');

  // Nothing of what must not be in it.
  const words = await paper.innerText();
  expect(words).not.toContain('@');
  for (const { raw } of await sandbox.mail(ME))
    for (const [, code = ''] of raw.replace(/=\r?\n/g, '').matchAll(/token=(?:3D)?([A-Za-z0-9]{8,})/g))
      expect(words).not.toContain(code);

  // The file beside it, held against the ledger: as it is, and with one number changed.
  const csv = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  expect(csv).not.toContain('@');
  const kept = info.outputPath('record.csv');
  await writeFile(kept, csv);
  const choose = page.locator('input[type="file"][accept*="csv"]');
  await choose.setInputFiles(kept);
  await expect(
    page.getByText(/record\.csv is whole: [\d,]+ entries follow one another, and 2\d\d rows/),
  ).toBeVisible();
  const number = /,(\d{6,}),/.exec(csv)?.[1] ?? '';
  await writeFile(kept, csv.replace(`,${number},`, ',1,'));
  await choose.setInputFiles(kept);
  await expect(page.getByText('record.csv does not agree with the ledger:')).toBeVisible();
  await expect(page.getByText('row 1 does not say what its entries say')).toBeVisible();

  // Printed: the paper alone, on many pages.
  if (app.shell === 'electron') {
    const pdf = await app.saved(() => page.getByRole('button', { name: 'Save as PDF…' }).click());
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pagesIn(pdf)).toBeGreaterThan(6);
    await expect(page.getByText(/^Saved in /).first()).toBeVisible();
    await app.electron().evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: '/proc/record.pdf' });
    });
    await page.getByRole('button', { name: 'Save as PDF…' }).click();
    await expect(page.getByText(/^relevo-record-2026-0001\.pdf was not saved: /).first()).toBeVisible();
  } else {
    const pdf = await page.pdf({ path: info.outputPath('record.pdf'), preferCSSPageSize: true });
    expect(pagesIn(pdf.toString('latin1'))).toBeGreaterThan(6);
  }

  // A line of the ledger between its first and its last that somebody altered is told, and nothing is claimed to be whole.
  const ledger = join(app.dataFolder, 'ledger.jsonl');
  const lines = (await readFile(ledger, 'utf8')).split('\n');
  await writeFile(ledger, lines.with(40, (lines[40] ?? '').replace('"at":"2', '"at":"1')).join('\n'));
  await page.reload();
  await expect(page.getByText('The record is not whole')).toBeVisible();
  await expect(page.getByText('Line 41 of ledger.jsonl was altered.')).toBeVisible();
  await expect(paper).toContainText('altered or are missing');
});
