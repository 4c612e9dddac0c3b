/** People as somebody works with them: named in place, noted, found, imported, exported, on the way to what they hold. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback, servicesOf, settled } from './people.ts';

const grid = (page: Page) => page.getByRole('grid');
const rows = (page: Page) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const count = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1;
const pane = (page: Page) => page.getByRole('complementary', { name: 'Person' });

async function openPeople(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'People' }).click();
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
  await settled(page);
  await expect(rows(page).nth(3)).toBeVisible();
}

/** Somebody else with services, and their handle. */
async function somebody(page: Page): Promise<string> {
  const services = page.getByRole('columnheader', { name: 'Services' });
  await services.getByRole('button').click();
  await expect(services).toHaveAttribute('aria-sort', /^(?:as|des)cending$/);
  const handle = page.locator('.people-person .handle:not(.handle-mine)').first();
  await expect(handle).toBeVisible();
  return handle.innerText();
}

/** Where a row has neither a handle nor a number, which lead elsewhere. */
async function openPane(line: Locator): Promise<void> {
  await line.click({ position: { x: 300, y: 8 } });
}

test('somebody is named where the name is read: Enter keeps it, Escape takes it back', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openPeople(page);
  await expectNoFindings(page, 'people');
  const nichandle = await somebody(page);
  const line = rows(page).filter({ hasText: nichandle });
  await openPane(line);
  const name = pane(page).getByRole('textbox', { name: 'Name' });
  await name.fill('Marta Prieto');
  await expectNoFindings(page, 'a person whose name is being written');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Marta Prieto');
  await expect(name).toBeFocused();
  await name.fill('Somebody else');
  await page.keyboard.press('Escape');
  await expect(name).toHaveValue('Marta Prieto');
  await expect(name).toBeFocused();
  await expect(line).toContainText('Marta Prieto');
  // With nothing written, Escape closes the pane, and the list has the focus.
  await page.keyboard.press('Escape');
  await expect(pane(page)).toHaveCount(0);
  await expect(grid(page)).toBeFocused();

  // What else is noted is kept when its field is left, over an end of the program.
  await openPane(line);
  await pane(page).getByRole('textbox', { name: 'Company' }).fill('Prieto Sistemas');
  await page.keyboard.press('Tab');
  await expect(line).toContainText('Prieto Sistemas');
  await pane(page).getByRole('textbox', { name: 'E-mail' }).fill('not an address');
  await page.keyboard.press('Tab');
  await expect(pane(page).getByText('This is no e-mail address.')).toBeVisible();
  await pane(page).getByRole('textbox', { name: 'E-mail' }).fill('marta@prieto.example');
  await pane(page).getByRole('textbox', { name: 'Note' }).fill('Prefers mornings');
  await page.keyboard.press('Tab');
  await expect(pane(page).getByRole('button', { name: 'Write to Marta' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('SISTEMAS');
  await expect.poll(() => count(page)).toBe(1);
  await page.getByRole('link', { name: 'Services' }).click();
  await page.getByRole('searchbox', { name: 'Search services' }).fill('sistemas');
  await expect(rows(page).first()).toContainText('Marta Prieto');
  await expect(rows(page).filter({ hasNotText: 'Marta Prieto' })).toHaveCount(0);
});

test('by keyboard alone: the day somebody leaves and who takes over', async ({ app, page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await openPeople(page);
  const nichandle = await somebody(page);
  await page.keyboard.press('/');
  await page.keyboard.type(nichandle);
  await expect.poll(() => count(page)).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await pane(page)
    .getByRole('button', { name: `${nichandle} leaves…` })
    .press('Enter');
  const day = pane(page).getByLabel('Last day');
  await expect(day).toBeFocused();
  await day.fill('2033-12-19');
  const who = pane(page).getByRole('combobox', { name: 'Who takes over' });
  const keep = pane(page).getByRole('button', { name: 'Keep', exact: true });
  await who.fill('mar');
  await page.keyboard.press('Tab');
  await expect(keep).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page).getByText('Nobody known is called so.')).toBeVisible();
  await who.fill('ac21874-ovh');
  await page.keyboard.press('Tab');
  await expect(keep).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page).getByText(/^Leaves on 19 Dec 2033, in .* takes over\.$/)).toBeVisible();
  await expect(pane(page).getByRole('button', { name: 'Change' })).toBeFocused();
  await expectNoFindings(page, 'somebody who leaves');
  const again = await app.restart();
  await openPeople(again);
  await again
    .getByRole('group', { name: 'Who' })
    .getByRole('button', { name: /Leaving/ })
    .click();
  await expect.poll(() => count(again)).toBe(1);
  await expect(rows(again).first()).toContainText(nichandle);
});

test('the menu of a handle leads to what somebody holds, and gives them a name', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openPeople(page);
  const nichandle = await somebody(page);
  const line = rows(page).filter({ hasText: nichandle });
  await line.locator('.handle').click();
  const menu = page.getByRole('menu', { name: `About ${nichandle}` });
  await expect(menu).toBeVisible();
  // A menu lies over the page and belongs to none of its regions.
  await expectNoFindings(page, 'menu of a person', ['region']);
  await menu.getByRole('menuitem', { name: 'Give a name…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Marta, Cobalto');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('Marta, Cobalto');

  // Everything it is contact of, by role: as many as were counted.
  await line.locator('.handle-lead').click();
  const named = page.getByRole('menu', { name: 'About Marta, Cobalto' });
  const everything = named.getByRole('menuitem', { name: /Everything it is/ });
  const contacts = (await servicesOf(app)).map((service) => Object.values(service.contacts ?? {}));
  const promised = contacts.filter((handles) => handles.includes(nichandle)).length;
  await expect(everything.locator('.menu-item-count')).toHaveText(String(promised));
  await everything.click();
  await expect(page.getByRole('heading', { name: 'Services', level: 1 })).toBeVisible();
  await expect.poll(() => count(page)).toBe(promised);
  await expect(rows(page).first()).toContainText('Marta, Cobalto');
  await page.getByRole('searchbox', { name: 'Search services' }).fill('marta');
  await expect.poll(() => count(page)).toBe(promised);
});

test('names from a file are shown before they are taken over, and taken back as one', async ({
  app,
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await openPeople(page);
  const nichandle = await somebody(page);
  const line = rows(page).filter({ hasText: nichandle });
  const buffer = Buffer.from(
    `NIC handle;Name;Company\r\n${nichandle};Marta Vidal;Vidal e Hijas\r\nnot one,x;y;\r\nzz99999-ovh;=cmd();\r\n`,
  );
  await page
    .getByLabel('Import names…')
    .last()
    .setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer });
  const dialog = page.getByRole('dialog', { name: '2 names to take over' });
  await expect(dialog).toContainText('Line 3 skipped: no NIC handle.');
  await expect(dialog).toContainText('Marta Vidal · Vidal e Hijas');
  await expectNoFindings(page, 'preview of an import');
  // Behind a dialog nothing has a role.
  await expect(page.locator('.grid-row', { hasText: nichandle })).not.toContainText('Marta Vidal');
  await dialog.getByRole('button', { name: 'Take over 2 names' }).click();
  await expect(line).toContainText('Marta Vidal');
  await expect(line).toContainText('Vidal e Hijas');
  const csv = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  expect(csv).toContain(`${nichandle},Marta Vidal,Vidal e Hijas,`);
  expect(csv).toContain("zz99999-ovh,'=cmd(),,0,0,0,0");
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line).not.toContainText('Marta Vidal');
  await expect(page.getByText('The names are as they were before.').first()).toBeVisible();
});
