/**
 * The app lock in a real window: nothing of what it showed is left on the page's heap while it is locked, nobody is answered,
 * and what a person was doing is there again afterwards.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CHANNELS, type Channel } from '../../shared/channels.ts';
import { fittingInput } from '../fakes/fitting.ts';
import { type App, expect, test } from './app.ts';
import { expectNoFindingsInBothThemes } from './axe.ts';
import { callBeside, watchCrossing } from './crossing.ts';
import { connectLoopback, paste, settled } from './people.ts';
import { filesOf, findSecrets, heapOf, type Secret, storagesOf } from './secret-search.ts';

const PASSPHRASE = 'four green hens in the rain';
const OTHER = 'six brown geese in the sun';
const OPEN = ['lock:look', 'lock:now', 'lock:unlock', 'lock:leave', 'lock:reset', 'sync:attention'];
const LOCKED = { ok: false, error: { code: 'locked', next: 'unlock' } };

/** With keys alone, from wherever the window is. */
async function setByKeyboard(page: Page): Promise<void> {
  const { keyboard } = page;
  await keyboard.press('ControlOrMeta+Shift+L');
  // Without a lock the shortcut leads to where one is set.
  await expect(page.getByRole('button', { name: 'Set a passphrase…' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await keyboard.type('short');
  await keyboard.press('Enter');
  await expect(page.getByText('It needs at least 8 characters.')).toBeVisible();
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Turn off…' })).toBeVisible();
}

const lockTitle = (page: Page) => page.getByRole('heading', { name: 'Relevo is locked', level: 1 });

async function lock(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { ofThisDocument: true }));
  await page.keyboard.press('ControlOrMeta+Shift+L');
  // Another document: nothing the old one forgot to drop can be left, and what is typed into the old one is lost.
  await expect.poll(() => page.evaluate(() => 'ofThisDocument' in window).catch(() => true)).toBe(false);
  await expect(lockTitle(page)).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
}

/** Names that only an open window may know. */
async function namesOf(app: App): Promise<Secret[]> {
  const { value } = await callBeside(app, 'requests:list', {});
  const requests = value as { serviceDomain: string; fromAccount: string; toAccount: string }[];
  const names = new Set(requests.flatMap((one) => [one.serviceDomain, one.fromAccount, one.toAccount]));
  for (const { nichandle, email } of app.sandbox.accounts()) names.add(nichandle).add(email);
  return [...names].map((text) => ({ what: text, text }));
}

const passphrases: Secret[] = [
  { what: 'the passphrase', text: PASSPHRASE },
  { what: 'the wrong passphrase', text: OTHER },
];

test('set and locked by keyboard, nothing is left and nobody answered; unlocked, one is where one was', async ({
  app,
  page,
  sandbox,
}) => {
  // Four snapshots of the whole heap.
  test.setTimeout(240_000);
  await connectLoopback(page, sandbox);
  const crossing = await watchCrossing(app);
  await setByKeyboard(page);
  expect(findSecrets(passphrases, [await heapOf(page), ...(await storagesOf(page))])).toEqual([]);

  await page.evaluate(() => {
    location.hash = '#/services?q=vps';
  });
  const rows = page.getByRole('row');
  await rows.nth(1).getByRole('checkbox').check();
  await rows.nth(2).getByRole('checkbox').check();
  await expect(page.getByRole('button', { name: 'Change contacts of 2' })).toBeVisible();
  const names = await namesOf(app);
  expect(names.length).toBeGreaterThan(20);
  // The search finds what is there.
  expect(findSecrets(names, [await heapOf(page)]).length).toBeGreaterThan(20);

  await lock(page);
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await expect(page).toHaveTitle('Relevo');
  expect(findSecrets([...names, ...passphrases], [await heapOf(page), ...(await storagesOf(page))])).toEqual(
    [],
  );
  for (const channel of CHANNELS) {
    const { content } = await callBeside(app, channel, inputFor(channel));
    if (!OPEN.includes(channel)) expect([channel, JSON.parse(String(content))]).toEqual([channel, LOCKED]);
    expect(findSecrets(names, [{ where: channel, content }])).toEqual([]);
  }

  // Neither Back nor the keys of the open window lead anywhere.
  await page.goBack().catch(() => null);
  await expect(lockTitle(page)).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const button = page.getByRole('button', { name: 'Unlock' });
  await expect(button).toBeVisible();
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const before = await button.boundingBox();
  await unlock(page, OTHER);
  await expect(page.getByText('This is not the passphrase.')).toBeVisible();
  await expect.poll(() => button.boundingBox()).toEqual(before);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();

  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('button', { name: 'Change contacts of 2' })).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toBe('#/services?q=vps');
  await expect(page.getByRole('row').nth(1).getByRole('checkbox')).toBeChecked();

  const places = [
    ...(await filesOf(app.dataFolder)),
    ...(await crossing.places()),
    ...(await storagesOf(page)),
    await heapOf(page),
    { where: 'the output', content: app.said() },
  ];
  crossing.stop();
  expect(findSecrets(passphrases, places)).toEqual([]);
});

test('codes that were found and a hand-over that was begun are there again', async ({ page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  await page.evaluate(() => {
    location.hash = '#/requests';
  });
  const letters = await sandbox.mail(sandbox.accounts()[0]?.nichandle);
  await paste(
    page,
    letters
      .map(({ raw }) => raw)
      .slice(0, 4)
      .join('\n\n'),
  );
  const found = page.getByRole('dialog', { name: /found in what you pasted/ });
  await expect(found).toBeVisible();
  // One for each code at least, and none of them still looking for its request.
  await expect(found.getByRole('radio', { checked: true })).not.toHaveCount(0);
  const said = await found.getByRole('row').allInnerTexts();
  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(found).toBeVisible();
  await expect.poll(() => found.getByRole('row').allInnerTexts()).toEqual(said);
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    location.hash = '#/services';
  });
  await settled(page);
  await page.getByRole('row').nth(2).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Change contacts of 1' }).click();
  const handover = page.getByRole('dialog');
  await handover.getByRole('button', { name: 'Replace one by another' }).click();
  await handover.getByRole('combobox', { name: 'by' }).fill('zz12345-ovh');
  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(handover.getByRole('combobox', { name: 'by' })).toHaveValue('zz12345-ovh');
});

test('several wrong passphrases wait, over a reload and a restart', async ({ app, page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  await lock(page);
  for (let time = 0; time < 6; time += 1) {
    if (time === 5) await expect(page.getByText('You can try again now.')).toBeVisible({ timeout: 8000 });
    await unlock(page, OTHER);
    await expect(
      page.getByText(time < 4 ? 'This is not the passphrase.' : /Try again in \d+ seconds?\./),
    ).toBeVisible();
    if (time < 4) await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('');
  }
  await page.reload();
  await expect(page.getByText(/Try again in \d+ seconds?\./)).toBeVisible();
  const again = await app.restart();
  await expect(lockTitle(again)).toBeVisible();
  // However long the restart took: the next wrong one is not a first one.
  await expect(again.getByText(/Try again in/)).toBeHidden({ timeout: 12_000 });
  await unlock(again, OTHER);
  await expect(again.getByText(/Try again in \d+ seconds?\./)).toBeVisible();
  // While it waits, the right one is not even looked at.
  const { content } = await callBeside(app, 'lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  expect(JSON.parse(String(content))).toMatchObject({ ok: false });
  await unlock(again, PASSPHRASE);
  await expect(lockTitle(again)).toBeVisible();
});

// Electron's program has one window.
test('two windows lock together, and each has its own place afterwards', { tag: '@web-only' }, async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  const second = await page.context().newPage();
  await second.goto(`${app.address()}#/people`);
  await expect(second.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await lock(page);
  await expect(lockTitle(second)).toBeVisible();
  await unlock(second, PASSPHRASE);
  await expect(second.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});

/** One that fits its schema, so that it is the gate that answers; none that opens or wipes. */
function inputFor(channel: Channel): unknown {
  if (channel === 'lock:unlock') return { by: 'system' };
  return channel === 'lock:reset' ? { everything: false } : fittingInput(channel);
}

test('the program starts locked, and a damaged lock is no open door', async ({ app, page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  const path = join(app.dataFolder, 'lock.json');
  const good = await readFile(path, 'utf8');
  let window = await app.restart();
  await expect(lockTitle(window)).toBeVisible();
  await unlock(window, PASSPHRASE);
  await expect(window.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();

  await writeFile(path, good.slice(0, 30));
  window = await app.restart();
  await expect(window.getByText(/lock\.json, cannot be read/)).toBeVisible();
  await window.getByRole('button', { name: 'Look again' }).click();
  await expect(window.getByText('It still cannot be read.')).toBeVisible();
  await writeFile(path, good);
  await window.getByRole('button', { name: 'Look again' }).click();
  await unlock(window, PASSPHRASE);
  await expect(window.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

test('a forgotten passphrase leaves one way: everything is wiped, and nothing before it was typed', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  const names = await namesOf(app);
  expect(findSecrets(names, await filesOf(app.dataFolder)).length).toBeGreaterThan(0);
  await lock(page);
  await page.getByRole('button', { name: 'Passphrase forgotten?' }).click();
  const wipe = page.getByRole('button', { name: 'Wipe everything', exact: true });
  await expect(wipe).toBeDisabled();
  await page.getByLabel('To confirm, type WIPE').fill('WIP');
  await expect(wipe).toBeDisabled();
  await page.getByLabel('To confirm, type WIPE').fill('WIPE');
  await wipe.click();
  await expect(page.getByText('Everything was wiped.')).toBeVisible();
  await expect(page.getByRole('button', { name: /sandbox/i }).first()).toBeVisible();
  const ours = (await filesOf(app.dataFolder)).filter(({ where }) => /json/.test(where));
  expect(findSecrets(names, ours)).toEqual([]);
  // OVHcloud was asked to end the key.
  await expect
    .poll(async () => (await sandbox.log()).map(({ method, path }) => `${method} ${path}`))
    .toContain('POST /auth/logout');
  const again = await app.restart();
  await expect(again.getByRole('heading', { name: 'Welcome to Relevo' })).toBeVisible();
});

test('axe finds nothing on the lock screen, its dialog and its settings, in either theme', async ({
  page,
  sandbox,
}) => {
  test.setTimeout(120_000);
  await connectLoopback(page, sandbox);
  await setByKeyboard(page);
  const look = (where: string): Promise<void> => expectNoFindingsInBothThemes(page, where);
  await look('settings');
  await page.getByRole('button', { name: 'Change passphrase…' }).click();
  await expect(page.getByRole('dialog').getByLabel('New passphrase', { exact: true })).toBeVisible();
  await look('change');
  await page.keyboard.press('Escape');
  await lock(page);
  await look('locked');
  await unlock(page, OTHER);
  await expect(page.getByText('This is not the passphrase.')).toBeVisible();
  await look('wrong');
  await page.getByRole('button', { name: 'Passphrase forgotten?' }).click();
  await expect(page.getByLabel('To confirm, type WIPE')).toBeVisible();
  await look('reset');
});
