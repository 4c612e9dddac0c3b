/** Accounts from end to end: connecting as OVHcloud means it, rights, renewing in place, keys that lie there, several at once, forgetting. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app.ts';
import { fillKeys, keysOf, newKey, openLoopback } from './keys.ts';
import { codeFor, connectLoopback, numberIn, openRequests } from './people.ts';
import type { TestSandbox } from './sandbox.ts';

/** What the organisations of the agency are called, by handle. */
const NAMES: Readonly<Record<string, string>> = {
  'ac21874-ovh': 'Agencia Cobalto',
  'ac44920-ovh': 'Cobalto Studio Lyon',
  'ac59077-ovh': 'Cobalto Hosting',
};
const SERVICE = 'vps-5d1b0c7e.vps.ovh.net';
const DAY = 24 * 3600;

/** OVHcloud's page, where somebody says whether Relevo may: in a window of the browser, or in the system's own browser. */
type Validation = {
  answer: (answer: 'authorise' | 'refuse') => Promise<void>;
  /** Away from it, back to the program. */
  leave: () => Promise<void>;
};

/** Starts the guided connection; answers OVHcloud's page as it opened. */
async function askForKey(app: App, page: Page, sandbox: TestSandbox): Promise<Validation> {
  const keys = keysOf(sandbox);
  const form = await openLoopback(page, sandbox);
  await form.getByRole('button', { name: 'I have an application key' }).click();
  await form.getByLabel('Application key', { exact: true }).fill(keys.applicationKey);
  await form.getByLabel('Application secret', { exact: true }).fill(keys.applicationSecret);
  const go = () => form.getByRole('button', { name: "Go to OVHcloud's page" }).click();
  if (app.shell === 'electron') {
    const address = await app.openedOutside(go);
    return {
      answer: async (answer) => {
        const body = new URLSearchParams({ account: keys.nichandle, validity: 'unlimited', answer });
        expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
      },
      leave: async () => {},
    };
  }
  const opened = page.context().waitForEvent('page');
  await go();
  const validation = await opened;
  await expect(validation.getByRole('button', { name: /Authori[sz]e/ })).toBeVisible();
  app.allow(/credentialToken/);
  return {
    async answer(answer) {
      const says = answer === 'authorise' ? /Authori[sz]e/ : /Refuse/;
      if (answer === 'authorise') await validation.getByLabel(/account/i).selectOption(keys.nichandle);
      await validation.getByRole('button', { name: says }).click();
      // A page that is closed while it still leads elsewhere may hold up its opener.
      const said = answer === 'authorise' ? 'Authorised' : 'Refused';
      await expect(validation.getByRole('heading', { level: 1 })).toHaveText(said);
    },
    async leave() {
      await validation.close();
      // A browser may leave the page behind in the background, which draws nothing.
      await page.bringToFront();
    },
  };
}

test.describe('the validation page', () => {
  test('somebody says yes: the account is connected by itself', async ({ app, page, sandbox }) => {
    const validation = await askForKey(app, page, sandbox);
    await expect(page.getByText('Waiting', { exact: true })).toBeVisible();
    await validation.answer('authorise');
    await validation.leave();
    await openRequests(page);
    await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible({ timeout: 20_000 });
  });

  test('somebody says no: it is said, nothing is connected, and it can begin again', async ({
    app,
    page,
    sandbox,
  }) => {
    const validation = await askForKey(app, page, sandbox);
    await validation.answer('refuse');
    await validation.leave();
    await expect(page.getByText('Refused', { exact: true })).toBeVisible({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Begin again' }).click();
    await expect(page.getByRole('button', { name: "Go to OVHcloud's page" })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });

  test('nobody says anything for too long: it is said to have expired, also after the network was lost meanwhile', async ({
    app,
    page,
    sandbox,
  }) => {
    const validation = await askForKey(app, page, sandbox);
    await validation.leave();
    // Looked at once at least, so that the end of waiting is known.
    await expect
      .poll(async () => (await sandbox.log()).filter(({ path }) => path === '/auth/currentCredential').length)
      .toBeGreaterThan(0);
    await sandbox.fault({ match: 'GET /auth/currentCredential', kind: 'html', status: 200, times: null });
    await expect(page.getByText(/could not be asked just now/)).toBeVisible({ timeout: 30_000 });
    await sandbox.clearFaults();
    await expect(page.getByText('Sign in on the page that was opened', { exact: false })).toBeVisible({
      timeout: 20_000,
    });
    await sandbox.advance(DAY + 60);
    await expect(page.getByText('Expired', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Begin again' })).toBeVisible();
  });
});

test('a key with fewer rights: what will not work is said, one may go on, and Settings says it too', async ({
  page,
  sandbox,
}) => {
  const reading = await newKey(sandbox, {
    rules: [
      'GET /me',
      'GET /me/task/contactChange*',
      'GET /services*',
      'GET /*/serviceInfos',
      'GET /auth/currentCredential',
    ],
  });
  await fillKeys(await openLoopback(page, sandbox), reading);
  const note = page.getByRole('region', { name: 'Agencia Cobalto is connected, with fewer rights' });
  for (const lost of [
    'accepting, refusing',
    'asking for new contacts',
    'unpaid invoices',
    'ending the key',
  ]) {
    await expect(note.getByRole('listitem').filter({ hasText: lost })).toContainText('Does not work');
  }
  await expect(note).not.toContainText('reading the requests');
  await note.getByRole('button', { name: 'Go on without' }).click();
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'ac21874-ovh' }).first();
  await expect(line).toContainText('Lacks rights');
  await line.getByRole('button', { name: /Widen rights/ }).click();
  await expect(page.getByRole('heading', { name: 'Connect Agencia Cobalto again' })).toBeVisible();
  await fillKeys(page, keysOf(sandbox));
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('May do everything Relevo does.')).toBeVisible();
});

test('a service account that IAM refuses things: named at once, learned in use, in words, and gone when it is granted', async ({
  page,
  sandbox,
}) => {
  const keys = keysOf(sandbox);
  await sandbox.deny(keys.nichandle, [
    'GET /me/debtAccount',
    'GET /me/notification/email/history*',
    'POST /me/task/contactChange/*',
    'POST /*/changeContact',
  ]);
  const form = await openLoopback(page, sandbox);
  await form.getByRole('button', { name: 'Service account' }).click();
  await form.getByLabel('Client id', { exact: true }).fill(`  ${keys.clientId} `);
  await form.getByLabel('Client secret', { exact: true }).fill(keysOf(sandbox, 1).clientSecret);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(form.getByText('does not accept this service account', { exact: false })).toBeVisible();
  await form.getByLabel('Client secret', { exact: true }).fill(keys.clientSecret);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();

  // What is read anyway is known at once, what can only be done is not, and neither is claimed.
  const note = page.getByRole('region', { name: `${NAMES[keys.nichandle]} is connected, with fewer rights` });
  const line = (words: string) => note.getByRole('listitem').filter({ hasText: words });
  await expect(line('unpaid invoices')).toContainText('Does not work');
  await expect(line('finding codes in the e-mails')).toContainText('Does not work');
  await expect(line('accepting, refusing')).toContainText('Not known yet');
  await expect(line('asking for new contacts')).toContainText('Not known yet');
  await expect(note.getByText('account:apiovh:me/debtAccount/get')).toBeVisible();
  await note.getByRole('button', { name: 'Go on without' }).click();

  // Learned in use: the refusal is IAM's, in its words, and nothing is said of keys to make.
  await openRequests(page);
  const row = page.getByRole('row', { name: new RegExp(SERVICE) });
  await row.click();
  const pane = page.getByRole('complementary');
  await expect(pane.getByRole('heading', { level: 2 })).toContainText(SERVICE);
  const id = await numberIn(pane, /request (\d+)/);
  const accept = async (): Promise<void> => {
    const field = pane.getByLabel('Validation code');
    await field.fill('');
    await field.fill(await codeFor(sandbox, keys.nichandle, id));
    await pane.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
  };
  await accept();
  // It went on to the next one that waits; the refusal stands where it happened.
  await expect(page.getByRole('alert').filter({ hasText: SERVICE })).toBeVisible();
  await row.click();
  await expect(pane.getByText('IAM does not allow this service account', { exact: false })).toBeVisible();
  await expect(pane.getByText('account:apiovh:me/task/contactChange/accept', { exact: false })).toBeVisible();
  await expect(pane.getByText('Make a key', { exact: false })).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings' }).click();
  const settings = page.getByRole('listitem').filter({ hasText: keys.nichandle }).first();
  const right = (words: string) => settings.getByRole('listitem').filter({ hasText: words });
  await expect(right('accepting, refusing')).toContainText('Does not work');
  await expect(right('asking for new contacts')).toContainText('Not known yet');
  await expect(settings.getByText('account:apiovh:me/task/contactChange/accept')).toBeVisible();

  // Granted meanwhile: using it is enough, nothing has to be connected again.
  await sandbox.deny(keys.nichandle, []);
  await page.getByRole('link', { name: /Requests/ }).click();
  await row.click();
  await accept();
  await expect(page.getByRole('button', { name: 'Send now' })).toHaveCount(0);
  await row.click();
  await expect(pane.getByLabel('Validation code')).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(right('accepting, refusing')).toHaveCount(0);
  await expect(settings.getByText('account:apiovh:me/task/contactChange/accept')).toHaveCount(0);
});

test('a service account that may not read the requests shows the services, and says what it lacks; without /me it is not taken', async ({
  page,
  sandbox,
}) => {
  const keys = keysOf(sandbox);
  await sandbox.deny(keys.nichandle, ['GET /me', 'GET /me/task/contactChange*']);
  const form = await openLoopback(page, sandbox);
  await form.getByRole('button', { name: 'Service account' }).click();
  await form.getByLabel('Client id', { exact: true }).fill(keys.clientId);
  await form.getByLabel('Client secret', { exact: true }).fill(keys.clientSecret);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(form.getByText('IAM does not allow this service account')).toBeVisible();
  await expect(form.getByText('account:apiovh:me/get', { exact: false })).toBeVisible();
  await expect(form.getByText("Grant this action to the service account in OVHcloud's IAM")).toBeVisible();

  await sandbox.deny(keys.nichandle, ['GET /me/task/contactChange*']);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Go on without' }).click();
  const banner = page.getByText(`${NAMES[keys.nichandle]} cannot be read whole: rights are lacking.`);
  await expect(banner).toBeVisible();
  await page.getByRole('link', { name: /Services/ }).click();
  await expect(page.getByRole('row').nth(1)).toContainText(keys.nichandle);
  await sandbox.deny(keys.nichandle, []);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(banner).toHaveCount(0);
  await page.getByRole('link', { name: /Requests/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
});

test('a key that ends in the middle of work is said to, and is renewed in place: nothing is lost, no other account taken for it', async ({
  page,
  sandbox,
}) => {
  const short = await newKey(sandbox, { validity: '24' });
  await fillKeys(await openLoopback(page, sandbox), short);
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  // A day ahead is within the week.
  await expect(page.getByText('The key of Agencia Cobalto ends soon.')).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Edit Agencia Cobalto' }).click();
  const edit = page.getByRole('dialog', { name: 'ac21874-ovh in Relevo' });
  await edit.getByLabel('Name').fill('Cobalto');
  await edit.getByLabel('Teal').check();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: /Cobalto.*Switch account/ })).toBeVisible();

  await sandbox.advance(2 * DAY);
  await page.getByRole('button', { name: /Read everything again now/ }).click();
  await expect(page.getByText('Cobalto has to be connected again.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('The consumer key has expired.', { exact: false }).first()).toBeVisible();
  await page.getByRole('link', { name: /Requests/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

  await page.getByRole('button', { name: 'Renew…' }).click();
  await expect(page.getByRole('heading', { name: 'Connect Cobalto again' })).toBeVisible();
  await expect(page.getByLabel('Address')).toHaveValue(sandbox.url());
  const other = keysOf(sandbox, 1);
  await fillKeys(page, other);
  await expect(page.getByText(`These are keys of ${other.nichandle}, not of ac21874-ovh.`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Connect ${other.nichandle} as well` })).toBeVisible();

  await fillKeys(page, keysOf(sandbox));
  await openRequests(page);
  await expect(page.getByText('Cobalto has to be connected again.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /Cobalto.*Switch account/ })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
});

test('keys in ovh.conf are offered with place and endpoint, and taken only when told to', async ({
  app,
  sandbox,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'relevo-home-'));
  const keys = keysOf(sandbox);
  await writeFile(
    join(home, '.ovh.conf'),
    [
      '[default]',
      `endpoint=${sandbox.url()}`,
      `[${sandbox.url()}]`,
      `application_key=${keys.applicationKey}`,
      `application_secret=${keys.applicationSecret}`,
      `consumer_key=${keys.consumerKey}`,
    ].join('\n'),
  );
  app.environment({ HOME: home });
  const page = await app.restart();
  const offers = page.getByRole('region', { name: 'Keys found on this computer' });
  await expect(offers).toContainText('~/.ovh.conf');
  await expect(offers).toContainText('API on this computer');
  expect((await sandbox.log()).length).toBe(0);
  await offers.getByRole('button', { name: 'Use these keys' }).click();
  await openRequests(page);
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Forget Agencia Cobalto' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget Agencia Cobalto?' });
  await expect(dialog).toContainText("stay in this computer's configuration");
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText('Its keys are where they were.')).toBeVisible();
  expect((await sandbox.log()).some(({ path }) => path === '/auth/logout')).toBe(false);
  await rm(home, { recursive: true, force: true });
});

test('three accounts in one list: each by its number, all together, in another order; one is forgotten', async ({
  page,
  sandbox,
}) => {
  for (const index of [0, 1, 2]) await connectLoopback(page, sandbox, index);
  const switcher = page.getByRole('button', { name: /Switch account/ });
  await expect(switcher).toContainText('All accounts');
  const rows = page.getByRole('row');
  await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();
  const [first = '', second = ''] = [0, 1].map((index) => keysOf(sandbox, index).nichandle);
  await page.keyboard.press('Control+Shift+2');
  await expect(switcher).toContainText(second);
  await page.keyboard.press('Control+Shift+1');
  await expect(switcher).toContainText(first);
  await page.keyboard.press('ControlOrMeta+Shift+E');
  await expect(switcher).toContainText('All accounts');
  await expect(rows.nth(1)).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: `Edit ${NAMES[second]}` }).click();
  const edit = page.getByRole('dialog', { name: `${second} in Relevo` });
  await edit.getByRole('button', { name: 'Earlier' }).click();
  await expect(edit.getByText('Place 1 of 3')).toBeVisible();
  await edit.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+Shift+1');
  await expect(switcher).toContainText(second);
  await page.keyboard.press('ControlOrMeta+Shift+E');

  await page.getByRole('button', { name: `Forget ${NAMES[second]}` }).click();
  const dialog = page.getByRole('dialog', { name: `Forget ${NAMES[second]}?` });
  await expect(dialog).toContainText('OVHcloud is asked to end its key.');
  await expect(dialog).toContainText('The record of what was done from here stays');
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText(`${NAMES[second]} was forgotten and its key ended.`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Forget ${NAMES[second]}` })).toHaveCount(0);
  const ended = (await sandbox.log()).filter(({ path }) => path === '/auth/logout');
  expect(ended).toMatchObject([{ account: second, status: 200 }]);
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText(second).first()).toBeVisible();

  // Asked to, the record goes as well, of this account and of no other.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: `Forget ${NAMES[first]}` }).click();
  const last = page.getByRole('dialog', { name: `Forget ${NAMES[first]}?` });
  await last.getByRole('checkbox', { name: /record of what was done/ }).check();
  await expect(last).toContainText('which of its requests were confirmed from here');
  await last.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('button', { name: `Forget ${NAMES[first]}` })).toHaveCount(0);
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText(second).first()).toBeVisible();
  await expect(page.getByText(first)).toHaveCount(0);
});
