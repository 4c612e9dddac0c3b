/** The main job, end to end, as a newcomer does it. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { askForTechnical, codeFor, connectLoopback, decideAs, paste } from './people.ts';

const SERVICE = 'vps-5d1b0c7e.vps.ovh.net';

/** Opens the request of a service and answers its number. */
async function requestOf(page: Page, service: string): Promise<number> {
  await page.getByRole('row', { name: new RegExp(service) }).click();
  const pane = page.getByRole('complementary');
  await expect(pane.getByText(/request \d+/)).toBeVisible();
  return Number(/request (\d+)/.exec(await pane.innerText())?.[1]);
}

test('a newcomer tries the sandbox, reads an e-mail there, pastes it and accepts', { tag: '@web' }, async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Try the sandbox' }).click();
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

  const number = await requestOf(page, SERVICE);
  await page.getByRole('link', { name: /Sandbox mail/ }).click();
  await page
    .getByRole('button', { name: new RegExp(`${number}`) })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Copy code' })).toBeVisible();
  const message = await page.getByRole('article').innerText();

  await page.getByRole('link', { name: /Requests/ }).click();
  await paste(page, message);
  const dialog = page.getByRole('dialog', { name: /found in what you pasted/ });
  await expect(dialog.getByRole('heading')).toHaveText('1 code found in what you pasted');
  await expect(dialog.getByText('Fits')).toBeVisible();
  await dialog.getByRole('button', { name: 'Accept 1' }).click();
  await expect(dialog.getByText('Confirmed', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('link', { name: /Activity/ }).click();
  await expect(page.getByRole('button', { name: `request ${number}` }).first()).toBeVisible();
});

test('connect, type the code, accept: the request ends done and the service shows the new contact', {
  tag: '@web',
}, async ({ page, sandbox }) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  const id = await requestOf(page, SERVICE);
  const pane = page.getByRole('complementary');
  await expect(pane.getByText('Your code is needed')).toBeVisible();

  // A code that is none, then the right one.
  const field = pane.getByLabel('Validation code');
  await field.fill('too short');
  await expect(pane.getByText(/8 to 64 letters and digits/)).toBeVisible();
  await field.fill(await codeFor(sandbox, me, id));
  await expect(pane.getByText('fits', { exact: true })).toBeVisible();
  await pane.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(pane.getByText(/OVHcloud may take some minutes|waits for/).first()).toBeVisible();
  await expect(field).toHaveCount(0);

  // The other side had confirmed before: OVHcloud applies the change at once.
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) }).getByText('Done')).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('link', { name: /Services/ }).click();
  const service = page.getByRole('row', { name: new RegExp(SERVICE) });
  await page.getByRole('searchbox').fill(SERVICE);
  await expect(service).not.toContainText('lr88120-ovh');
  await expect(service).toContainText(me);
});

test('hands a contact over: check, send, paste the e-mail, accept; the counterpart accepts; done, and the service shows it', {
  tag: '@web',
}, async ({ app, page, sandbox }) => {
  const me = await connectLoopback(page, sandbox);
  const dialog = await askForTechnical(page, 3);
  const ready = dialog
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })
    .filter({ hasText: /Ready/ });
  await expect(ready.first()).toContainText('mp40311-ovh');
  const name = (await ready.first().getByRole('cell').nth(1).innerText()).split('\n')[0] ?? '';
  for (let index = (await ready.count()) - 1; index > 0; index -= 1)
    await ready.nth(index).getByRole('checkbox').uncheck();
  await dialog.getByRole('button', { name: 'Send 1 request' }).click();
  await expect(dialog.getByText('1 request made')).toBeVisible();
  const id = Number(/no\. (\d+)/.exec(await dialog.innerText())?.[1]);
  await dialog.getByRole('button', { name: /Show the request/ }).click();

  const request = page.getByRole('row', { name: new RegExp(name) }).first();
  await expect(request).toContainText('Your code needed', { timeout: 20_000 });
  expect(await codeFor(sandbox, 'mp40311-ovh', id)).not.toBe(await codeFor(sandbox, me, id));
  const [mail] = await sandbox.mail(me);
  await paste(page, mail?.raw ?? '');
  const found = page.getByRole('dialog', { name: /found in what you pasted/ });
  await found.getByRole('button', { name: 'Accept 1' }).click();
  await expect(found.getByText('Confirmed', { exact: true })).toBeVisible();
  // Until the work is over, Escape stops it and closes nothing.
  await expect(found.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(request).toContainText('Waiting for mp40311-ovh');

  // What is done moves down the list, and only what is in sight is drawn.
  await page.getByRole('searchbox').fill(name);
  await decideAs(sandbox, 'mp40311-ovh', id, 'accept');
  // The desktop tells it outside the page.
  if (app.shell === 'web')
    await expect(page.getByText(`A request is done: ${name}`)).toBeVisible({ timeout: 40_000 });
  await expect(request).toContainText('Done', { timeout: 40_000 });
  await page.getByRole('link', { name: /Services/ }).click();
  await page.getByRole('searchbox').fill(name);
  await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toContainText('mp40311-ovh');
});
