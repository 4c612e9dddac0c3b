/** Days and hours: what is prepared asks on its day and sends nothing itself, the calendar file, quiet hours, diagnostics. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayAfter, localDay } from '../../shared/local-day.ts';
import { type App, expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { callBeside } from './crossing.ts';
import { connectLoopback, paste, settled } from './people.ts';
import type { TestSandbox } from './sandbox.ts';

const ME = 'ac21874-ovh';
const DAY_S = 24 * 60 * 60;
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const asked = async (sandbox: TestSandbox): Promise<number> =>
  (await sandbox.log()).filter(({ method, path }) => method === 'POST' && path.includes('changeContact'))
    .length;

async function openToday(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
}

test('a hand-over prepared for tomorrow outlives a start, asks on its day, is checked anew and sent by hand alone', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await page.getByRole('columnheader').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /Change contacts of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  await dialog.getByRole('button', { name: 'Replace one by another' }).click();
  await dialog.getByRole('combobox', { name: 'Replace' }).fill(ME);
  await page.keyboard.press('Tab');
  await dialog.getByRole('combobox', { name: 'by' }).fill('mp40311-ovh');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Check', exact: true }).click();
  await dialog.getByRole('button', { name: 'Prepare for a day…' }).press('Enter');
  const ask = page.getByRole('dialog', { name: 'Prepare for a day' });
  const day = ask.getByLabel('Day', { exact: true });
  await expect(day).toBeFocused();
  await expectNoFindings(page, 'a day being asked for');
  await day.fill('2020-01-01');
  await day.press('Enter');
  await expect(ask.getByText('Choose a day after today.')).toBeVisible();
  await day.fill(dayAfter(localDay(Date.now()), 1));
  await day.press('Enter');
  await expect(ask).toHaveCount(0);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^Prepared for .*Relevo asks then, and sends nothing by itself/)).toBeVisible();

  // Its keys are gone with the program in a browser; what is prepared is not.
  const again = await app.restart();
  if (app.shell === 'web') await connectLoopback(again, sandbox);
  await openToday(again);
  await expect(region(again, 'Prepared')).toHaveCount(0);
  await again.getByRole('link', { name: /Hand-overs/ }).click();
  const line = region(again, 'Prepared for a day').getByRole('listitem');
  await expect(line).toContainText(/Hand over \d+ services to mp40311-ovh/);
  await expect(line).toContainText(/Prepared for \d/);
  await expectNoFindings(again, 'what is prepared among the hand-overs');

  await sandbox.advance(DAY_S);
  await callBeside(app, 'sync:now', {});
  await openToday(again);
  const prepared = region(again, 'Prepared');
  await expect(prepared).toContainText('Prepared for today');
  await expectNoFindings(again, 'what asks today');
  expect(await asked(sandbox)).toBe(0);
  await prepared.getByRole('button', { name: /^Review and send/ }).press('Enter');
  const check = again.getByRole('dialog', { name: 'Hand over contacts' });
  await check.getByRole('button', { name: /Send \d+ requests/ }).click();
  await expect(check.getByRole('button', { name: /Show \d+ requests|Show the request/ })).toBeVisible({
    timeout: 60_000,
  });
  expect(await asked(sandbox)).toBeGreaterThan(0);
  await again.keyboard.press('Escape');
  // What was left out by its check stays, until it is dropped.
  const rest = prepared.getByRole('button', { name: /^More: / });
  if ((await rest.count()) > 0) {
    await rest.click();
    await again.getByRole('menuitem', { name: /^Drop it/ }).click();
  }
  await expect(prepared).toHaveCount(0);
});

test('a decision prepared in the tray keeps no code, and starts the tray as it was chosen once its code is there', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  const tray = page.getByRole('dialog', { name: /codes? found/ });
  const open = await callBeside(app, 'requests:list', {});
  const letters = await sandbox.mail(ME);
  const letter = letters.find(({ raw }) => {
    const id = /contacts\/(\d+)\?/.exec(raw.replace(/=\r?\n/g, ''))?.[1] ?? 'none';
    return new RegExp(`"id":${id},[^{}]*"validatingByCustomers"`).test(String(open.content));
  });
  const raw = letter?.raw ?? '';
  const code = /token=(?:3D)?([A-Za-z0-9]{8,})/.exec(raw.replace(/=\r?\n/g, ''))?.[1] ?? '';
  expect(code).not.toBe('');
  await paste(page, raw);
  await tray.getByRole('radio', { name: 'Refuse' }).first().click();
  await tray.getByRole('button', { name: 'Prepare for a day…' }).click();
  const ask = page.getByRole('dialog', { name: 'Prepare for a day' });
  await expect(ask).toContainText('never the codes');
  await ask.getByRole('button', { name: /^Prepare for/ }).click();
  await expect(ask).toHaveCount(0);
  await expect(tray).toHaveCount(0);
  const file = await readFile(join(app.dataFolder, 'prepared.json'), 'utf8');
  expect(file).toContain('"refuse"');
  expect(file).not.toContain(code);

  const again = await app.restart();
  if (app.shell === 'web') await connectLoopback(again, sandbox);
  await sandbox.advance(DAY_S);
  await callBeside(app, 'sync:now', {});
  await openToday(again);
  const prepared = region(again, 'Prepared');
  await expect(prepared).toContainText(/(Refuse|Cancel) request no\. \d+/);
  await expect(prepared).toContainText('1 code is needed: Relevo keeps none.');
  await paste(again, raw);
  const later = again.getByRole('dialog', { name: /codes? found/ });
  await expect(later.getByRole('radio', { name: 'Refuse' })).toBeChecked();
  await again.keyboard.press('Escape');
  await openToday(again);
  await expect(prepared).toContainText('1 code is at hand.');
  await prepared.getByRole('button', { name: /^More: / }).click();
  await again.getByRole('menuitem', { name: /^Drop it/ }).click();
  await expect(prepared).toHaveCount(0);
});

test('the calendar file, saved and kept; quiet hours; diagnostics shown whole before they are copied', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await callBeside(app, 'people:change', {
    people: [{ nichandle: 'mp40311-ovh', name: 'Marta Prieto', leaves: '2033-12-19' }],
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  const calendar = region(page, 'Calendar');
  const save = () => calendar.getByRole('button', { name: 'Save .ics…' }).click();
  const saved = await app.saved(save);
  expect(saved).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(saved).toContain('SUMMARY:Marta Prieto leaves\r\n');
  expect(saved).toContain('DTSTART;VALUE=DATE:20331219');
  expect(saved.match(/BEGIN:VALARM/g)?.length).toBeGreaterThan(0);
  for (const { nichandle, email } of sandbox.accounts()) {
    expect(saved).not.toContain(email);
    for (const { raw } of await sandbox.mail(nichandle))
      for (const [, code = ''] of raw.replace(/=\r?\n/g, '').matchAll(/token=(?:3D)?([A-Za-z0-9]{8,})/g))
        expect(saved.replaceAll('\r\n ', '')).not.toContain(code);
  }
  if (app.shell === 'web') await expect(calendar).toContainText('Only the desktop program');
  else await keepsInFolder(app, page);

  await page.getByRole('group', { name: 'Quiet hours' }).getByRole('button', { name: 'On' }).click();
  await page.getByLabel('from', { exact: true }).fill('21:30');
  await expect
    .poll(async () => (await callBeside(app, 'app:open', {})).content)
    .toContain('"quietHours":{"from":"21:30","to":"08:00"}');

  await page.getByRole('button', { name: 'Diagnostics…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' });
  const shown = (await dialog.locator('pre').textContent()) ?? '';
  const lines = [
    /^Relevo [\w.+-]+, (web|electron) on \w+, Chromium [\d.]+$/,
    /^Key store: [\w?]+, (kept|in memory only)$/,
    /^Lock: [a-z-]+$/,
    /^Language \w+, theme \w+, \w+, notifications (on|off)$/,
    /^Accounts: 1 loopback application valid$/,
    /^Services: \d+$/,
    /^Requests: (\d+ [A-Za-z]+(, )?)+$/,
    /^Read: \d+ min ago$/,
    // Whoever runs from its sources asks nobody.
    /^Newer version: not asked \(sources\)$/,
    /^Damaged: none$/,
  ];
  expect(shown.split('\n')).toHaveLength(lines.length);
  for (const [index, line] of shown.split('\n').entries()) expect(line).toMatch(lines[index] ?? /^$/);
  await expectNoFindings(page, 'diagnostics');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await app.clipboard.read()).toBe(shown);
});

/** The system's dialog is nobody's to click here: it answers as if somebody had chosen that place. */
async function keepsInFolder(app: App, page: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-calendar-'));
  const path = join(folder, 'relevo.ics');
  await app.electron().evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  const calendar = region(page, 'Calendar');
  await calendar.getByRole('button', { name: 'Choose a place…' }).click();
  await expect(calendar).toContainText('is kept up to date');
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('Marta Prieto leaves');
  await callBeside(app, 'people:change', { people: [{ nichandle: 'mp40311-ovh', leaves: '2034-01-31' }] });
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('VALUE=DATE:20340131');
  await calendar.getByRole('button', { name: 'Stop' }).click();
  await expect(calendar.getByRole('button', { name: 'Choose a place…' })).toBeVisible();
  await rm(folder, { recursive: true });
}
