/** The decision tray and its ten seconds: what it is set to, by keys alone, taken back, cut off, sent. Nothing leaves before. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { callBeside } from './crossing.ts';
import {
  acceptAll,
  connectLoopback,
  lettersWithCodes,
  numberIn,
  paste,
  sendAll,
  servicesOf,
  trayOf,
  trayRow,
  unfold,
} from './people.ts';
import type { TestSandbox } from './sandbox.ts';

const VPS = 'vps-5d1b0c7e.vps.ovh.net';
const PASSPHRASE = 'four green hens in the rain';

/** What reached the server of decisions. */
async function posts(sandbox: TestSandbox): Promise<string[]> {
  return (await sandbox.log())
    .filter(({ method, path }) => method === 'POST' && /\/(?:accept|refuse)$/.test(path))
    .map(({ path }) => path);
}

async function begin(page: Page, sandbox: TestSandbox): Promise<{ me: string; ids: number[] }> {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = await lettersWithCodes(sandbox, me);
  await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
  await unfold(page);
  return { me, ids: letters.map(({ id }) => id) };
}

/** Of a request's key. */
const numberOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
const counted = (page: Page) => page.getByText('Nothing is sent yet.', { exact: false });
/** What each code is set to; the heading of an open hand-over only says what its own are set to. */
async function choices(page: Page): Promise<string[]> {
  return trayOf(page)
    .locator('tr:not([aria-expanded])')
    .getByRole('radio', { checked: true })
    .allInnerTexts();
}

test('what I asked for is set to Accept, all else to Later; only what is chosen is sent, and the rest stays at hand', async ({
  page,
  sandbox,
}) => {
  const { ids } = await begin(page, sandbox);
  const groups = trayOf(page).getByRole('rowgroup');
  const yours = groups.filter({ hasText: 'Asked by you' });
  const others = groups.filter({ hasText: 'Asked by others' });
  await expect(yours.getByRole('radio', { name: 'Accept', checked: true })).not.toHaveCount(0);
  await expect(yours.getByRole('radio', { name: 'Later', checked: true })).toHaveCount(0);
  await expect(others.getByRole('radio', { name: 'Later', checked: true })).not.toHaveCount(0);
  await expect(others.getByRole('radio', { name: 'Accept', checked: true })).toHaveCount(0);
  await expect.poll(async () => (await choices(page)).length).toBe(ids.length);
  const accepted = (await choices(page)).filter((choice) => choice === 'Accept').length;
  const later = ids.length - accepted;
  await expect(trayOf(page).getByText(new RegExp(`${later} stays? for later\\.`))).toBeVisible();
  await sendAll(page, accepted);
  await expect(trayOf(page).getByText(`Left for later ${later}`)).toBeVisible();
  expect(await posts(sandbox)).toHaveLength(accepted);
  await trayOf(page).getByRole('button', { name: 'Done', exact: true }).click();

  // At hand from the rail and from the list, also after the page was loaded anew.
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^${later} codes? at hand`) }).click();
  await unfold(page);
  await expect.poll(() => choices(page)).toEqual(Array.from({ length: later }, () => 'Later'));
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Codes at hand/ })
    .click();
  await expect(trayOf(page)).toBeVisible();
});

test('in the ten seconds nothing is sent; Undo brings the tray back as it was, open or closed', async ({
  page,
  sandbox,
}) => {
  await begin(page, sandbox);
  await page.keyboard.press('Home');
  await page.keyboard.press('r');
  await expect.poll(() => choices(page)).toContain('Refuse');
  const before = await choices(page);
  const send = trayOf(page).getByRole('button', { name: /^Send \d+ decisions/ });
  const stood = await send.boundingBox();
  await send.click();
  await expect(counted(page)).toBeVisible();
  // Undo never stands where Send stood.
  const undo = trayOf(page).getByRole('button', { name: 'Undo' });
  const stands = await undo.boundingBox();
  expect((stands?.x ?? 0) + (stands?.width ?? 0)).toBeLessThan(stood?.x ?? 0);
  await undo.click();
  await unfold(page);
  await expect.poll(() => choices(page)).toEqual(before);

  await send.click();
  await page.keyboard.press('Escape');
  await expect(trayOf(page)).toHaveCount(0);
  await expect(counted(page)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(counted(page)).toHaveCount(0);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Codes at hand/ })
    .click();
  await unfold(page);
  await expect.poll(() => choices(page)).toEqual(before);
  expect(await posts(sandbox)).toEqual([]);
});

test('by keyboard alone: a range is refused, one left for later, all sent, and the ten seconds pass', async ({
  page,
  sandbox,
}) => {
  const { ids } = await begin(page, sandbox);
  const { keyboard } = page;
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('l');
  await keyboard.press('Escape');
  await keyboard.press('Home');
  await keyboard.press('Shift+ArrowDown');
  await expect(trayOf(page).getByRole('row', { selected: true })).toHaveCount(2);
  await keyboard.press('a');
  await keyboard.press('Escape');
  await keyboard.press('End');
  await keyboard.press('r');
  // What the last key did is there, and with it what the others did.
  await expect.poll(() => choices(page)).toContain('Refuse');
  const going = (await choices(page)).filter((choice) => choice !== 'Later').length;
  expect(going).toBeGreaterThan(1);
  expect(going).toBeLessThan(ids.length);
  await keyboard.press('ControlOrMeta+Enter');
  await expect(counted(page)).toBeVisible();
  expect(await posts(sandbox)).toEqual([]);
  // This once they are waited for.
  await expect(trayOf(page).getByRole('heading', { name: `${going} decisions sent` })).toBeVisible({
    timeout: 30_000,
  });
  expect(await posts(sandbox)).toHaveLength(going);
  await expect(trayOf(page)).toBeFocused();
  await keyboard.press('Escape');
  await expect(trayOf(page)).toHaveCount(0);
});

test('locked in the ten seconds nothing is sent, and that is said after unlocking; the tray is as it was', async ({
  app,
  page,
  sandbox,
}) => {
  const { ids } = await begin(page, sandbox);
  await callBeside(app, 'lock:set', { passphrase: PASSPHRASE });
  await expect.poll(async () => (await choices(page)).length).toBe(ids.length);
  const before = await choices(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(counted(page)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByRole('heading', { name: 'Relevo is locked', level: 1 })).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(trayOf(page)).toBeVisible();
  await unfold(page);
  await expect.poll(() => choices(page)).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(page.getByText(/\d+ decisions were not sent\./)).toBeVisible();
  await expect(page.getByText('Relevo was locked in the ten seconds', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).last().click();
  expect(await posts(sandbox)).toEqual([]);
});

test('killed or ended in the ten seconds nothing is sent, and the next start says so once', async ({
  app,
  page,
  sandbox,
}) => {
  const { ids } = await begin(page, sandbox);
  await acceptAll(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(counted(page)).toBeVisible();
  // A kill within the moment that the note takes to reach the disk leaves nothing to say, and nothing sent either.
  await expect
    .poll(() => readFile(join(app.dataFolder, 'unsent.json'), 'utf8').catch(() => ''))
    .toContain('requestKeys');
  let again = await app.crash();
  const said = () => again.getByText(`${ids.length} decisions were not sent.`);
  await expect(said()).toBeVisible();
  await expect(again.getByText('Nothing of them reached OVHcloud.', { exact: false })).toBeVisible();
  again = await app.restart();
  // Not read of yet.
  await expect(said()).toBeVisible();
  await again.locator('.banner').filter({ has: said() }).getByRole('button', { name: 'Dismiss' }).click();
  await expect(said()).toHaveCount(0);
  again = await app.restart();
  await expect(again.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(said()).toHaveCount(0);
  expect(await posts(sandbox)).toEqual([]);
});

test('one decision in the list: its row stays, the next that waits comes with its pane, and Ctrl+Z takes it back', async ({
  page,
  sandbox,
}) => {
  const { ids } = await begin(page, sandbox);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(trayOf(page)).toHaveCount(0);
  const turn = page.getByRole('button', { name: /Your turn/ });
  const count = await numberIn(turn, /(\d+)/);
  await turn.click();
  const rows = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  // As many as the filter promised: the rows of before have gone.
  await expect(rows).toHaveCount(count);
  const pane = page.getByRole('complementary');
  await rows.first().click();
  const first = await numberIn(pane, /request (\d+)/);
  expect(ids).toContain(first);
  // The code is at hand: no field has to be filled.
  await expect(pane.getByText('✓ at hand')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('a');
  await expect(rows.first()).toContainText('About to be sent');
  await expect(pane).not.toContainText(`request ${first}`);
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rows.first()).toContainText('Your code needed');
  expect(await posts(sandbox)).toEqual([]);

  await rows.first().click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect.poll(() => posts(sandbox)).toHaveLength(1);
  // Decided, it is not my turn any more, but stands where it stood until the list is left.
  await expect(rows.first()).not.toContainText(/Your code needed|About to be sent/);
  await expect(rows).toHaveCount(count);
  await page.getByRole('link', { name: /Services/ }).click();
  await page
    .getByRole('link', { name: /Requests/ })
    .first()
    .click();
  await page.getByRole('button', { name: /Your turn/ }).click();
  await expect(rows).toHaveCount(count - 1);
  await expect(trayRow(page, first)).toHaveCount(0);
});

test('Today decides with a code at hand: in its line, with the ten seconds', async ({ page, sandbox }) => {
  await begin(page, sandbox);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /Today/ }).click();
  const line = page.getByRole('listitem').filter({ hasText: VPS });
  await expect(line).toContainText('code at hand');
  await line.getByRole('button', { name: 'Accept' }).press('Enter');
  await expect(line).toContainText('About to be sent');
  // The focus goes on to what the next line offers.
  await expect(page.locator('.today-act button:focus')).toHaveCount(1);
  expect(await posts(sandbox)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line).toContainText('code at hand');
  await line.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(line).toHaveCount(0);
  await expect.poll(() => posts(sandbox)).toHaveLength(1);
});

test.describe('a morning of them', () => {
  test.use({ sandboxOptions: { services: 60, requests: 0, seed: 7, counterparts: 'idle', pace: 0.02 } });

  // In a browser as well: there a call that waits its ten seconds must not take one of six connections.
  test('fourteen one after the other by keyboard alone: the focus is always on the next, and of seven that wait one is taken back', {
    tag: '@web',
  }, async ({ app, page, sandbox }) => {
    test.setTimeout(120_000);
    const { keyboard } = page;
    const me = await connectLoopback(page, sandbox);
    const target = { contactTech: 'mp40311-ovh' };
    const mine = (await servicesOf(app)).filter(({ contacts }) => contacts?.contactAdmin === me);
    const serviceKeys = mine.slice(0, 40).map(({ key }) => key);
    const job = crypto.randomUUID();
    await callBeside(app, 'handover:send', { job, group: job, serviceKeys, target });
    const letters = await lettersWithCodes(sandbox, me);
    expect(letters.length).toBeGreaterThanOrEqual(15);
    await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
    await expect(trayOf(page).getByRole('radio').first()).toBeVisible();
    for (const key of ['ControlOrMeta+a', 'l', 'Escape', 'Escape']) await keyboard.press(key);
    await expect(trayOf(page)).toHaveCount(0);
    await page.getByRole('button', { name: /Your turn/ }).press('Enter');
    await keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await keyboard.press('ArrowDown');
    const grid = page.getByRole('grid');
    await expect(grid).toBeFocused();
    await keyboard.press('Home');
    await keyboard.press('Enter');
    /** Where one is, once that is another request than the last, with its code at hand. */
    const next = async (last: string) => {
      const told = await page.waitForFunction((before) => {
        const request = document.querySelector('[data-request]')?.getAttribute('data-request') ?? before;
        if (request === before || document.querySelector('[data-request] [data-at-hand]') === null)
          return null;
        const focused = document.activeElement;
        const named = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '');
        // A row that comes into sight is drawn a moment later.
        if (named === null && before !== '') return null;
        return { request, role: focused?.getAttribute('role'), row: named?.getAttribute('aria-rowindex') };
      }, last);
      return (await told.jsonValue()) ?? { request: '', role: null, row: null };
    };
    const decided: string[] = [];
    let here = await next('');
    const decide = async (key: 'a' | 'r') => {
      decided.push(here.request);
      await keyboard.press(key);
      const before = here;
      here = await next(before.request);
      expect(here.role).toBe('grid');
      expect(here.row).not.toBe(before.row);
    };
    for (let time = 0; time < 7; time += 1) await decide(time === 3 ? 'r' : 'a');
    const back = decided.pop() ?? '';
    await keyboard.press('ControlOrMeta+z');
    // By what its box is called: a small number stands in days and hours as well.
    const row = grid.getByRole('row', { name: new RegExp(`^Select \\S+ ${numberOf(back)}\\b`) });
    await expect(row).toContainText('Your code needed');
    await expect(grid).toBeFocused();
    for (let time = 0; time < 8; time += 1) await decide('a');
    await expect.poll(async () => (await posts(sandbox)).length, { timeout: 30_000 }).toBe(14);
    const sent = (await posts(sandbox)).map((path) => /(\d+)\/\w+$/.exec(path)?.[1] ?? '');
    // Each once, and of what was taken back only what was decided again.
    expect(sent.toSorted()).toEqual(decided.map(numberOf).toSorted());
  });
});
