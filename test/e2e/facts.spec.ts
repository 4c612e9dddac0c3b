/** What OVHcloud tells beside the lists, on the built program: where a code went, what the addresses of an account are worth. */
import type { Locator, Page } from '@playwright/test';
import { LEAST_RIGHTS } from '../../electron/ovh/rights.ts';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { fillKeys, newKey, openLoopback } from './keys.ts';
import {
  askForTechnical,
  connectLoopback,
  decideAs,
  lettersWithCodes,
  openRequests,
  paste,
  settled,
  trayOf,
} from './people.ts';
import type { TestSandbox } from './sandbox.ts';

test.use({ sandboxOptions: { services: 160, requests: 60, counterparts: 'idle' } });

const pane = (page: Page): Locator => page.getByRole('complementary', { name: 'Request' });

const refuse = (sandbox: TestSandbox, match: string): Promise<void> =>
  sandbox.fault({
    match,
    kind: 'status',
    status: 403,
    errorCode: 'NOT_GRANTED_CALL',
    message: 'This call has not been granted',
    times: null,
  });

/** Grace's request whose code was sent back. */
async function openGraces(page: Page): Promise<Locator> {
  await page
    .getByRole('row')
    .filter({ hasText: 'Your code needed' })
    .filter({ hasText: 'ac21874-ovh' })
    .click();
  return pane(page);
}

test('no code came: the pane says that it was sent back and why, and after a new one that it arrived', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox, 2);
  const opened = await openGraces(page);
  await sandbox.clearLog();
  const asks = opened.getByRole('button', { name: 'No code came?' });
  await asks.click();
  await expect(opened).toContainText(
    'The code did not arrive: the mail server of b•••@cobalto.co.uk sent it back.',
  );
  const shows = opened.getByRole('button', { name: 'Show addresses in full' });
  await shows.click();
  await expect(opened).toContainText('billing@cobalto.co.uk');
  await shows.click();
  await expect(opened).not.toContainText('billing@cobalto.co.uk');
  await expect(opened).toContainText('over quota');
  await expect(opened.getByText('Sent back', { exact: true })).toBeVisible();
  await expectNoFindings(page, 'where the code went');
  const asked = (await sandbox.log()).filter(({ path }) => path === '/v2/notification/history');
  expect(asked).toHaveLength(1);

  await opened.getByRole('button', { name: 'Send a new code' }).click();
  await opened.getByRole('button', { name: 'Send it' }).click();
  await expect(opened.getByText('A new code is on its way')).toBeVisible();
  await opened.getByRole('button', { name: 'Ask again' }).click();
  await expect(opened).toContainText('The code was delivered to b•••@cobalto.co.uk.');
  await expect(opened).toContainText('its code no longer works');
  // Closed and opened, it is still there.
  await asks.click();
  await expect(opened.getByText('delivered to')).toBeHidden();
  await asks.click();
  await expect(opened.getByText('delivered to')).toBeVisible();
});

test('with a key that lacks every optional right, each screen says what it cannot see, and all of the work goes on', async ({
  page,
  sandbox,
}) => {
  test.slow();
  const rules = LEAST_RIGHTS.map(({ method, path }) => `${method} ${path}`);
  await fillKeys(await openLoopback(page, sandbox), await newKey(sandbox, { rules }));
  await page.getByRole('button', { name: 'Go on without' }).click();
  await openRequests(page);
  await settled(page);
  await page.getByRole('row').filter({ hasText: 'Your code needed' }).first().click();
  const opened = pane(page);
  await opened.getByRole('button', { name: 'No code came?' }).click();
  await expect(opened).toContainText('seeing where OVHcloud');
  await expect(opened).toContainText('Your code works all the same');
  await expect(opened.getByLabel('Validation code')).toBeVisible();
  await expectNoFindings(page, 'where the code went, refused');

  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await page.getByRole('searchbox').fill('clinicanorte.es');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('grid').getByText('clinicanorte.es').first().click();
  await page.getByRole('button', { name: 'Who holds this domain?' }).click();
  await expect(page.getByText('Concerns: GET /domain/')).toBeVisible();
  await expect(page.getByText('does not change who holds the domain')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox').fill('');
  const dialog = await askForTechnical(page, 1);
  const standing = dialog.getByRole('region', { name: 'Before you ask: how the accounts stand' });
  await expect(standing).toContainText(
    'has unpaid invoices cannot be seen. Its key lacks GET /me/debtAccount.',
  );
  await expect(standing).toContainText('What cannot be seen stops nothing');
  await expectNoFindings(page, 'how the accounts stand, unseen');
  await dialog.getByRole('button', { name: 'Send 1 request' }).click();
  await expect(dialog.getByText('1 request made')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Optional rights: 0 of 6').click();
  const optional = page.locator('.account-optional');
  await expect(optional.getByRole('listitem').filter({ hasText: 'Not held' })).toHaveCount(6);
  await page.getByRole('button', { name: /^Where the codes of .* go$/ }).click();
  await expect(page.getByText('Which addresses OVHcloud writes to cannot be seen.')).toBeVisible();
  await expect(page.getByText('Whether a rule takes codes elsewhere cannot be seen.')).toBeVisible();
  await expectNoFindings(page, 'an account without optional rights');
});

test('a finished hand-over says whom policies still let in: nobody, somebody, and where it may not be seen', async ({
  page,
  sandbox,
}) => {
  test.slow();
  const [MARTA, MIGUEL] = ['ac21874-ovh', 'mp40311-ovh'];
  await connectLoopback(page, sandbox);
  const before = new Set((await lettersWithCodes(sandbox, MIGUEL)).map((letter) => letter.id));
  const dialog = await askForTechnical(page, 1);
  await dialog.getByRole('button', { name: 'Send 1 request' }).click();
  await expect(dialog.getByText('1 request made')).toBeVisible();
  await page.keyboard.press('Escape');
  await sandbox.advance(60);
  const id = (await lettersWithCodes(sandbox, MIGUEL)).find((letter) => !before.has(letter.id))?.id ?? 0;
  for (const who of [MARTA, MIGUEL]) await decideAs(sandbox, who, id, 'accept');
  await sandbox.advance(3600);
  await page.getByRole('button', { name: /Up to date/ }).click();
  await page.getByRole('link', { name: /^Hand-overs/ }).click();
  await page.locator('.handover-line-title').first().click();
  const afterwards = page.getByRole('region', { name: 'Afterwards' });
  await afterwards.getByRole('button', { name: 'Who can still get in?' }).click();
  await expect(afterwards).toContainText('No policy of your accounts names them any more.');

  await connectLoopback(page, sandbox, 1);
  await page.getByRole('link', { name: /^Hand-overs/ }).click();
  await page.locator('.handover-line-title').first().click();
  await afterwards.getByRole('button', { name: 'Who can still get in?' }).click();
  await afterwards.getByRole('button', { name: 'Ask again' }).click();
  await expect(afterwards).toContainText('“Reprise 2025” lets in');

  await refuse(sandbox, 'GET /v2/iam/policy');
  await afterwards.getByRole('button', { name: 'Ask again' }).click();
  await expect(afterwards.getByText('Its policies cannot be seen.')).toHaveCount(2);
  await expect(afterwards.getByRole('button', { name: 'Make a new key' }).first()).toBeVisible();
  await expect(afterwards).toContainText('The contacts have changed all the same.');
  await expectNoFindings(page, 'policies refused');
});

test('the card of an account tells its addresses and the rules that may take codes elsewhere', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox, 1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Where the codes of .* go$/ }).click();
  await expect(page.getByRole('list', { name: 'Addresses' })).toContainText('h•••@cobalto.fr');
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText(
    '“Factures” sends some e-mails to a•••@cobalto.fr',
  );
  await expectNoFindings(page, 'addresses of an account');
});

test.describe('an e-mail', () => {
  const AUTHENTICATION = /^Authentication-Results:.*\r\n(?:[ \t].*\r\n)*/m;

  async function forge(sandbox: TestSandbox): Promise<{ genuine: string; forged: string }> {
    const [letter, other] = await lettersWithCodes(sandbox, 'ac21874-ovh');
    if (!letter || !other) throw new Error('two letters are needed');
    const forged = other.raw
      .replace(AUTHENTICATION, '')
      .replace(/^From: .*$/m, 'From: OVHcloud <support@ovh-cloud.example>');
    return { genuine: letter.raw, forged };
  }

  test('is told genuine or forged with its reasons; a forged one takes no Accept and is kept for a report', async ({
    app,
    page,
    sandbox,
  }) => {
    await connectLoopback(page, sandbox);
    const { genuine, forged } = await forge(sandbox);
    await paste(page, `${genuine}\r\n\r\n${forged}`);
    const tray = trayOf(page);
    const good = tray.locator('tr[data-row]').filter({ hasText: 'Genuine e-mail' });
    await expect(good).toHaveCount(1);
    await good.getByText('Genuine e-mail').click();
    await expect(good).toContainText('confirms that it comes from ovh.com');
    await expect(good).toContainText('All its links lead to OVHcloud.');
    const bad = tray.locator('tr[data-row]').filter({ hasText: 'Forged e-mail' });
    await expect(bad.getByRole('radio', { name: 'Accept' })).toBeDisabled();
    await bad.getByText('Forged e-mail').click();
    await expect(bad).toContainText('The sender ovh-cloud.example only calls itself OVHcloud.');
    await expectNoFindings(page, 'a genuine and a forged e-mail');
    const kept = await app.saved(() =>
      bad.getByRole('button', { name: 'Keep the e-mail to report it' }).click(),
    );
    expect(kept).toContain('support@ovh-cloud.example');
  });

  test('of which nothing can be told is looked for in OVHcloud’s own list, where the key may', async ({
    page,
    sandbox,
  }) => {
    await connectLoopback(page, sandbox);
    const [letter] = await lettersWithCodes(sandbox, 'ac21874-ovh');
    await paste(page, letter?.raw.replace(AUTHENTICATION, '') ?? '');
    const row = trayOf(page).locator('tr[data-row]').first();
    await row.getByText('Genuine? Cannot be told').click();
    await row.getByRole('button', { name: 'Ask OVHcloud’s own list' }).click();
    await expect(row).toContainText('Genuine e-mail');
    await row.getByText('Genuine e-mail').click();
    await expect(row).toContainText('OVHcloud’s own list of its e-mails has it.');
  });
});

test('the check of a hand-over says how the accounts stand before anything is asked, and what to ask of others', async ({
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
  await dialog.getByRole('combobox', { name: 'Replace' }).fill('ac21874-ovh');
  await page.keyboard.press('Tab');
  await dialog.getByRole('combobox', { name: 'by' }).fill('mp40311-ovh');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Check', exact: true }).click();
  const standing = dialog.getByRole('region', { name: 'Before you ask: how the accounts stand' });
  await expect(standing).toContainText('Ask mp40311-ovh: is there a valid means of payment on the account?');
  await expect(standing).toContainText('in order');
  await expectNoFindings(page, 'how the accounts stand');
  const asked = (await sandbox.log()).filter(({ path }) => path === '/me/payment/method');
  expect(asked).toHaveLength(1);
});

test('a call whose answer was lost is looked up in OVHcloud’s log, which tells that it came and not what came of it', async ({
  page,
  sandbox,
  app,
}) => {
  await connectLoopback(page, sandbox, 2);
  const opened = await openGraces(page);
  app.allow(/Failed to load/);
  await sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'reset', when: 'after' });
  await opened.getByRole('button', { name: 'Send a new code' }).click();
  await opened.getByRole('button', { name: 'Send it' }).click();
  await expect(opened.getByRole('alert')).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('button', { name: 'Did it arrive at OVHcloud?' }).click();
  await expect(page.getByText('It is not in OVHcloud’s log yet', { exact: false })).toBeVisible();
  await sandbox.advance(200);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText(/OVHcloud received it from .*127\.0\.0\.1/)).toBeVisible();
  await expect(page.getByText('never what came of it', { exact: false })).toBeVisible();
  await expectNoFindings(page, 'a call in the log');
});

test('the pane of a domain tells its holder, beside the three contacts', async ({ page, sandbox }) => {
  await connectLoopback(page, sandbox);
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  await page.getByRole('searchbox').fill('clinicanorte.es');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await grid.getByText('clinicanorte.es').first().click();
  await page.getByRole('button', { name: 'Who holds this domain?' }).click();
  await expect(page.getByText(/Its holder is \d+ at OVHcloud\./)).toBeVisible();
});
