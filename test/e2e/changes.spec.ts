/** Contacts that change with no request of mine: told on Today and in the history, taken as known, put back. */
import type { Page } from '@playwright/test';
import type { ContactType } from '../../shared/contact.ts';
import type { Output } from '../../shared/contract.ts';
import type { Service } from '../../shared/service.ts';
import { decodeServices } from '../../shared/service-chunk.ts';
import { type App, expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { callBeside } from './crossing.ts';
import { connectLoopback } from './people.ts';
import type { TestSandbox } from './sandbox.ts';

const ME = 'ac21874-ovh';

const section = (page: Page, name: string) => page.getByRole('region', { name });

/** Domains of mine of which I am every contact, read from beside the page. */
async function mineOf(app: App, count: number): Promise<Service[]> {
  await callBeside(app, 'sync:now', {});
  const answer = await callBeside(app, 'services:list', { from: 0, revision: null });
  const { services } = answer.value as Output<'services:list'>;
  const found = decodeServices(services)
    .filter(({ family, contacts }) => family === '/domain' && contacts?.contactAdmin === ME)
    .filter(({ contacts }) => contacts?.contactTech === ME && contacts.contactBilling === ME)
    .filter(
      ({ name, state, status }) =>
        state === 'active' && status !== 'unPaid' && !/clinica|tienda|viveros/.test(name),
    );
  if (found.length < count) throw new Error('too few domains of mine');
  return found.slice(0, count);
}

async function changeElsewhere(
  sandbox: TestSandbox,
  { family, name }: Service,
  field: ContactType,
  to: string,
): Promise<void> {
  const answer = await fetch(`${sandbox.url().replace(/\/1\.0$/, '')}/_sandbox/elsewhere`, {
    method: 'POST',
    body: JSON.stringify({ family, name, field, to }),
  });
  expect(answer.status).toBe(200);
}

/** Two contacts that somebody changed elsewhere, and a reading after it. */
async function change(app: App, page: Page, sandbox: TestSandbox): Promise<[Service, Service]> {
  await connectLoopback(page, sandbox);
  const [one, two] = (await mineOf(app, 2)) as [Service, Service];
  await changeElsewhere(sandbox, one, 'contactTech', 'ps19953-ovh');
  await changeElsewhere(sandbox, two, 'contactBilling', 'jd55210-ovh');
  await callBeside(app, 'sync:now', {});
  await page.getByRole('link', { name: 'Today' }).click();
  return [one, two];
}

test('a contact that changed elsewhere is told on Today, taken as known, and taken back', async ({
  app,
  page,
  sandbox,
}) => {
  const [one, two] = await change(app, page, sandbox);
  const told = section(page, 'Changed without you');
  await expect(told.getByRole('listitem').filter({ hasText: one.name })).toContainText('Technical');
  await expect(told.getByRole('listitem').filter({ hasText: two.name })).toContainText('Billing');
  const before = await told.getByRole('listitem').count();
  await expectNoFindings(page, 'today with changes');

  // By keyboard: the focus goes on to the next line, never to the page.
  const keep = told.getByRole('button', { name: new RegExp(`^Keep ${one.name}`) });
  await keep.focus();
  await page.keyboard.press('Enter');
  await expect(told.getByRole('listitem')).toHaveCount(before - 1);
  await expect(told.locator('[data-keep]:focus')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(told.getByRole('listitem')).toHaveCount(before);

  await told.getByRole('button', { name: new RegExp(`^Keep ${one.name}`) }).click();
  await expect(told.getByRole('listitem')).toHaveCount(before - 1);
  // A reading tells nothing twice.
  await callBeside(app, 'sync:now', {});
  await expect(told.getByRole('listitem')).toHaveCount(before - 1);
  await expect(told).not.toContainText(one.name);
});

test('put back opens the hand-over at its check, with who stood there before', async ({
  app,
  page,
  sandbox,
}) => {
  const [one] = await change(app, page, sandbox);
  await section(page, 'Changed without you')
    .getByRole('button', { name: new RegExp(`^Put back… ${one.name}`) })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  await expect(dialog).toContainText(one.name);
  await expect(dialog.getByRole('button', { name: 'Send 1 request' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('the history has every change, is searched, and goes into a file', async ({ app, page, sandbox }) => {
  const [one, two] = await change(app, page, sandbox);
  await section(page, 'Changed without you').getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'Changes of contacts', level: 1 })).toBeVisible();
  const lines = page.getByRole('list', { name: 'Changes of contacts' }).getByRole('listitem');
  await expect(lines.filter({ hasText: one.name })).toContainText('no request known');
  await expectNoFindings(page, 'changes of contacts');
  await page.getByRole('searchbox').fill(two.name);
  await expect(lines).toHaveCount(1);
  const file = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  expect(file).toContain('Service');
  expect(file).toContain(two.name);
  expect(file).not.toContain(one.name);
  await page.getByRole('searchbox').fill('');
  await lines.filter({ hasText: one.name }).getByRole('button', { name: one.name, exact: true }).click();
  const pane = page.getByRole('complementary');
  await expect(pane.getByRole('region', { name: 'History of contacts' })).toContainText('no request known');
  await expectNoFindings(page, 'a service with a history');

  await page.goto(`${page.url().split('#')[0]}#/people/ps19953-ovh`);
  await expect(page.getByRole('region', { name: 'History of contacts' })).toContainText(one.name);

  await app.restart();
  await app.page().goto(`${app.page().url().split('#')[0]}#/rules/changes?show=all`);
  await expect(app.page().getByRole('list', { name: 'Changes of contacts' })).toContainText(one.name);
});
