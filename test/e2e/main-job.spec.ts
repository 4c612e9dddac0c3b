/** The main job, end to end, as a newcomer does it. */
import { expect, test } from './app.ts';
import {
  acceptAll,
  askForTechnical,
  codeFor,
  connectLoopback,
  decideAs,
  numberIn,
  openRequest,
  openRequests,
  paste,
  sendAll,
  trayOf,
} from './people.ts';

const SERVICE = 'vps-5d1b0c7e.vps.ovh.net';

test('a newcomer tries the sandbox, reads an e-mail there, pastes it and accepts', { tag: '@web' }, async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Open the sandbox' }).click();
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

  const number = await openRequest(page, SERVICE);
  await page.getByRole('link', { name: /Sandbox mail/ }).click();
  // A row of the requests has buttons with its number as well.
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', 'mail');
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page
    .getByRole('button', { name: new RegExp(`${number}`) })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Copy code' })).toBeVisible();
  const letter = page.getByRole('article');
  await expect(letter).toContainText(String(number));
  const message = await letter.innerText();

  await page.getByRole('link', { name: /Requests/ }).click();
  await paste(page, message);
  const tray = trayOf(page);
  await expect(tray.getByRole('heading')).toHaveText('1 code found in what you pasted');
  // Somebody else asked: nothing of it is accepted by a default, and what it takes on is said.
  await expect(tray.getByRole('radio', { name: 'Later' })).toBeChecked();
  await expect(tray.getByText('Accepting makes you responsible', { exact: false })).toBeVisible();
  await acceptAll(page);
  await sendAll(page, 1);
  await expect(tray.getByText('It was sent once and taken.', { exact: false })).toBeVisible();
  await tray.getByRole('button', { name: 'Done', exact: true }).click();

  await page.getByRole('link', { name: /Activity/ }).click();
  await expect(page.getByRole('button', { name: `request ${number}` }).first()).toBeVisible();
});

test('connect, type the code, accept: the request ends done and the service shows the new contact', {
  tag: '@web',
}, async ({ page, sandbox }) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  const id = await openRequest(page, SERVICE);
  const pane = page.getByRole('complementary');
  await expect(pane.getByText('Your code is needed')).toBeVisible();

  // A code that is none, then the right one.
  const field = pane.getByLabel('Validation code');
  await field.fill('too short');
  await expect(pane.getByText(/8 to 64 letters and digits/)).toBeVisible();
  await field.fill(await codeFor(sandbox, me, id));
  await expect(pane.getByText('a code by its form', { exact: true })).toBeVisible();
  await pane.getByRole('button', { name: 'Accept', exact: true }).click();
  // The ten seconds stand below; the pane has gone on to what waits next.
  await expect(page.getByText(`Accept ${SERVICE}.`).first()).toBeVisible();
  await expect(pane).not.toContainText(SERVICE);
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText(`${SERVICE}: Confirmed.`, { exact: false }).first()).toBeVisible();

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
  // The check is there, and with it every row it found.
  await expect(dialog.getByRole('button', { name: /^Send \d+ requests?$/ })).toBeVisible();
  await expect(ready).not.toHaveCount(0);
  await expect(ready.first()).toContainText('mp40311-ovh');
  const name = (await ready.first().getByRole('cell').nth(1).innerText()).split('\n')[0] ?? '';
  for (let index = (await ready.count()) - 1; index > 0; index -= 1)
    await ready.nth(index).getByRole('checkbox').uncheck();
  await dialog.getByRole('button', { name: 'Send 1 request' }).click();
  await expect(dialog.getByText('1 request made')).toBeVisible();
  const id = await numberIn(dialog, /no\. (\d+)/);
  await dialog.getByRole('button', { name: /Show the request/ }).click();

  const request = page.getByRole('row', { name: new RegExp(name) }).first();
  await expect(request).toContainText('Your code needed', { timeout: 20_000 });
  expect(await codeFor(sandbox, 'mp40311-ovh', id)).not.toBe(await codeFor(sandbox, me, id));
  const [mail] = await sandbox.mail(me);
  await paste(page, mail?.raw ?? '');
  // I asked for it: it is set to Accept.
  await expect(trayOf(page).getByRole('radio', { name: 'Accept' })).toBeChecked();
  await sendAll(page, 1);
  await expect(trayOf(page).getByText('With mp40311-ovh').first()).toBeVisible();
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
