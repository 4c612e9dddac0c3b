/** Services and the people on them, as somebody works with them: found by contact, counted, kept as views, named, opened, copied. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { familyKey } from '../../shared/families.ts';
import type { Service } from '../../shared/service.ts';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback, servicesOf, settled } from './people.ts';

test.use({ sandboxOptions: { services: 400, requests: 40, seed: 7, counterparts: 'idle' } });

async function openServices(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Services/ }).click();
  await expect(page.getByRole('heading', { name: 'Services', level: 1 })).toBeVisible();
  await settled(page);
}

/** As many rows as there are services that pass this; every count of the screen is held against the desk's own list. */
async function expectServices(page: Page, wanted: readonly Service[]): Promise<void> {
  expect(wanted.length).toBeGreaterThan(0);
  await expect.poll(() => count(page)).toBe(wanted.length);
}

/** What the items of an open menu count, but for those without a number. */
const menuCounts = (page: Page): Promise<number[]> =>
  page
    .locator('.menu-item-count')
    .allInnerTexts()
    .then((texts) => texts.map((text) => Number(text.replace(/\D/g, ''))));

/** How many of these there are of each kind; in no order. */
function countsBy(services: readonly Service[], kindOf: (service: Service) => string): number[] {
  return [...Map.groupBy(services, kindOf).values()].map(({ length }) => length).toSorted((a, b) => a - b);
}

const grid = (page: Page) => page.getByRole('grid');
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('gridcell') });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search services' });
/** Rows as the grid tells them, whatever of them is drawn. */
const count = async (page: Page): Promise<number> =>
  Number(await grid(page).getAttribute('aria-rowcount')) - 1;
const segment = (page: Page, name: RegExp, of = 'My role') =>
  page.getByRole('group', { name: of }).getByRole('button', { name });

test('search by contact with completion; counts follow; Back goes through what was asked for', async ({
  app,
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await openServices(page);
  const all = await servicesOf(app);
  expect(all.length).toBeGreaterThan(300);
  await expectServices(page, all);

  // What may be asked for is told before anything is typed.
  await search(page).click();
  await expect(page.getByRole('option', { name: /admin:/ })).toBeVisible();
  await search(page).fill('adm');
  await expect(page.getByRole('option', { name: /tech:/ })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue('admin:');
  await search(page).press('ArrowDown');
  const offered = await page.getByRole('option', { selected: true }).locator('.handle').innerText();
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue(`admin:${offered} `);
  const theirs = all.filter(({ contacts }) => contacts?.contactAdmin === offered);
  expect(theirs.length).toBeLessThan(all.length);
  await expectServices(page, theirs);
  // Every row that is drawn, once the ones of before have gone.
  await expect(rows(page).filter({ hasNotText: offered })).toHaveCount(0);
  await expect(rows(page)).not.toHaveCount(0);

  // What the filters count is what choosing them shows. The counts follow the rows.
  const technical = theirs.filter(({ contacts }) => contacts?.contactTech === me);
  expect(technical.length).toBeLessThan(theirs.length);
  await expect(segment(page, /^All/)).toContainText(String(theirs.length));
  await expect(segment(page, /Technical/)).toHaveText(`Technical${technical.length}`);
  await segment(page, /Technical/).click();
  await expectServices(page, technical);
  await page.getByRole('button', { name: /^Type:/ }).click();
  const types = countsBy(technical, ({ family }) => familyKey(family));
  expect(types.length).toBeGreaterThan(1);
  await expect.poll(async () => (await menuCounts(page)).toSorted((a, b) => a - b)).toEqual(types);
  const promised = (await menuCounts(page))[0] ?? 0;
  const choice = page.getByRole('menuitemradio').nth(1);
  await expect(choice.locator('.menu-item-count')).toHaveText(String(promised));
  await choice.click();
  await expect.poll(() => count(page)).toBe(promised);
  await expect(segment(page, /Technical/)).toHaveText(`Technical${promised}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Expires' }).hover();
  await page.getByRole('menuitem', { name: 'Expires' }).click();
  const spans = page.getByRole('menu', { name: 'Expires' }).getByRole('menuitemradio');
  // Each service is in one span: together they are what is shown.
  const inSpans = async (): Promise<number[]> =>
    (await spans.locator('.menu-item-count').allInnerTexts()).map(Number);
  await expect.poll(async () => (await inSpans()).reduce((sum, each) => sum + each, 0)).toBe(promised);
  const inSpan = (await inSpans())[0] ?? 0;
  // The first of all is none of them.
  await spans.nth(1).click();
  await expect.poll(() => count(page)).toBe(inSpan);
  await expect(page).toHaveURL(/expiry=/);

  await page.goBack();
  await expect.poll(() => count(page)).toBe(promised);
  await page.goBack();
  await expectServices(page, technical);
  await page.goBack();
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expectServices(page, all);

  await search(page).fill(`-tech:${me} expires:soon`);
  await expect(page.getByText('Not understood: expires:soon')).toBeVisible();
  await search(page).fill(`tehc:${me}`);
  await page.getByRole('button', { name: `Search with tech:${me}` }).click();
  await expect(search(page)).toHaveValue(`tech:${me}`);
  await expectServices(
    page,
    all.filter(({ contacts }) => contacts?.contactTech === me),
  );
});

test('a search shows its own rows alone, in their order, and cleared it shows them all again', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openServices(page);
  const all = await servicesOf(app);
  await expectServices(page, all);
  const shown = await rows(page).allInnerTexts();
  expect(shown.length).toBeGreaterThan(5);
  const name = await rows(page).nth(4).locator('.two-lines-main').innerText();
  const named = all.filter(({ displayName }) => displayName.includes(name));
  /** What is read out, in the order it is read in. */
  const readOut = () =>
    grid(page).evaluate((element) =>
      (element.querySelector('[aria-owns]')?.getAttribute('aria-owns') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.getAttribute('aria-rowindex') ?? null),
    );

  await search(page).fill(name);
  await expectServices(page, named);
  const few = named.length;
  await expect(rows(page)).toHaveCount(few);
  await expect(rows(page).filter({ hasNotText: name })).toHaveCount(0);
  await expect.poll(readOut).toEqual(Array.from({ length: few }, (_, at) => String(at + 2)));
  await search(page).fill('nothing-is-called-so');
  await expect.poll(() => count(page)).toBe(0);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).not.toContainText(name);
  await expectNoFindings(page, 'nothing found');

  await search(page).fill('');
  await expectServices(page, all);
  await expect.poll(async () => (await rows(page).allInnerTexts()).slice(0, 5)).toEqual(shown.slice(0, 5));
  await grid(page).evaluate((element) => element.scrollTo(0, 5000));
  await expect.poll(async () => Number((await readOut())[0])).toBeGreaterThan(50);
  await expect
    .poll(async () => {
      const order = (await readOut()).map(Number);
      return order.every((each, at) => at === 0 || each === (order[at - 1] ?? 0) + 1);
    })
    .toBe(true);
});

test('columns and views: chosen, moved, kept over a restart, opened from the palette, and back', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openServices(page);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Columns…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('checkbox', { name: 'Show Tags' }).check();
  await dialog.getByRole('checkbox', { name: 'Show Billing' }).uncheck();
  await dialog.getByRole('button', { name: 'Move Expires up' }).click();
  await expectNoFindings(page, 'columns');
  await page.keyboard.press('Escape');
  const heads = () => page.getByRole('columnheader').allInnerTexts();
  const shown = ['Service', 'Administrator', 'Expires', 'Technical', 'State and requests', 'Tags'];
  await expect.poll(async () => (await heads()).filter((head) => shown.includes(head))).toEqual(shown);

  // By keyboard on the head itself: wider, and one place to the left.
  const technical = page.getByRole('columnheader', { name: 'Technical' });
  const before = (await technical.boundingBox())?.width ?? 0;
  await technical.getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await technical.boundingBox())?.width ?? 0).toBeGreaterThan(before + 20);
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  const moved = ['Service', 'Administrator', 'Technical', 'Expires', 'State and requests', 'Tags'];
  await expect.poll(async () => (await heads()).filter((head) => shown.includes(head))).toEqual(moved);

  await search(page).fill('tag:production');
  const tagged = (await servicesOf(app)).filter(({ tags }) => tags.includes('production'));
  await expectServices(page, tagged);
  await page.getByRole('columnheader', { name: 'Expires' }).getByRole('button').click();
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Production');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Production' })).toBeVisible();
  // The width is written once the pull has come to rest.
  await expect
    .poll(async () => {
      const { servicesTable } = JSON.parse(await readFile(join(app.dataFolder, 'settings.json'), 'utf8'));
      return Object.keys(servicesTable.widths);
    })
    .toEqual(['contactTech']);

  const again = await app.restart();
  await expect(again.getByRole('heading', { level: 1 })).toBeVisible();
  await openServices(again);
  await again.keyboard.press('ControlOrMeta+k');
  await expect(again.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await again.keyboard.type('Production');
  await again.keyboard.press('Enter');
  await expect(search(again)).toHaveValue('tag:production');
  await expectServices(again, tagged);
  await expect(again.getByRole('columnheader', { name: 'Expires' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await again.goBack();
  await expect(search(again)).toHaveValue('');
  await again.getByRole('button', { name: 'View', exact: true }).click();
  await again.getByRole('menuitem', { name: /Rename or delete/ }).click();
  await again.getByRole('button', { name: 'Delete the view Production' }).click();
  await expect(again.getByText('There is none yet.')).toBeVisible();
});

test('the pane of a service: contacts explained, its twin, its requests; Escape gives the list back', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openServices(page);
  await search(page).fill('clinicanorte.es');
  await expect.poll(() => count(page)).toBe(2);
  await rows(page).first().getByText('clinicanorte.es').click();
  const pane = page.getByRole('complementary', { name: 'Service' });
  await expect(pane.getByRole('heading', { name: 'clinicanorte.es' })).toBeVisible();
  await expect(pane.getByText('You are its administrator')).toBeVisible();
  await expectNoFindings(page, 'pane of a service');
  const first = await pane.locator('.service-facts').first().innerText();
  await pane.getByRole('button', { name: /Its (DNS zone|domain)/ }).click();
  await expect(pane.locator('.service-facts').first()).not.toHaveText(first);
  await page.goBack();
  await expect(pane.locator('.service-facts').first()).toHaveText(first);
  await grid(page).focus();
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(pane).toBeVisible();
  await pane
    .getByRole('button', { name: /^Request \d+/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Request' })).toContainText('clinicanorte.es');
});

test('cells and rows are copied, the selection inverted, and the export is what is shown', async ({
  app,
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await openServices(page);
  /** What the grid puts on the clipboard, without asking for the right to read it. */
  const copied = async (): Promise<string> => {
    await page.evaluate(() => {
      document.body.removeAttribute('data-copied');
      document.addEventListener(
        'copy',
        (event) =>
          document.body.setAttribute('data-copied', event.clipboardData?.getData('text/plain') ?? ''),
        { once: true },
      );
    });
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.locator('body')).toHaveAttribute('data-copied');
    return (await page.locator('body').getAttribute('data-copied')) ?? '';
  };
  const paid = (await servicesOf(app)).filter(({ contacts }) => contacts?.contactBilling === me);
  await segment(page, /Billing/).click();
  await expectServices(page, paid);
  await grid(page).focus();
  await page.keyboard.press('Home');
  const name = (await rows(page).first().locator('.two-lines-main').innerText()).trim();
  expect((await copied()).split('\t')[0]).toBe(name);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const admin = await rows(page).first().getByRole('gridcell').nth(2).locator('.handle-below').innerText();
  expect(await copied()).toBe(admin);
  await page.keyboard.press('Space');
  const all = paid.length;
  await page.keyboard.press('ControlOrMeta+i');
  await expect(page.getByRole('button', { name: `Change contacts of ${all - 1}` })).toBeVisible();
  const lines = (await copied()).split('\n');
  expect(lines).toHaveLength(all - 1);
  expect(lines.some((line) => line.startsWith(`${name}\t`))).toBe(false);

  const csv = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  const written = csv.replace('\ufeff', '').trimEnd().split('\r\n');
  expect(written[0]).toBe(
    'Service,Display name,Type,Administrator,Administrator (name),Technical,Technical (name),Billing,Billing (name),Expires,State,Requests in progress',
  );
  expect(written).toHaveLength(all + 1);
  expect(written[1]?.startsWith(`${name},`)).toBe(true);

  // What is ticked is told over the end of the list; clearing it leaves the focus on the list.
  const bar = page.locator('.selection-bar');
  await expect(bar).toContainText(`${all - 1} selected`);
  await expectNoFindings(page, 'selection bar');
  const ticked = await app.saved(() => bar.getByRole('button', { name: 'Export' }).click());
  expect(ticked.trimEnd().split('\r\n')).toHaveLength(all);
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(bar).toContainText('1 selected');
  // The first leaves the cell that the cursor is in.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
});
