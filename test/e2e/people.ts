/** What a person does with the program, and what the other people of the sandbox do, in the words of the tests. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Client } from '../../electron/ovh/client.ts';
import { openClient } from '../../electron/ovh/client.ts';
import type { Clock } from '../../electron/ovh/clock.ts';
import { parseLoopback } from '../../electron/ovh/endpoints.ts';
import { acceptTask, readTask, refuseTask } from '../../electron/ovh/tasks.ts';
import type { Output } from '../../shared/contract.ts';
import type { Service } from '../../shared/service.ts';
import { decodeServices } from '../../shared/service-chunk.ts';
import { directWays } from '../fakes/way-out.ts';
import type { App } from './app.ts';
import { callBeside } from './crossing.ts';
import type { TestSandbox } from './sandbox.ts';

/**
 * Connects an account of the sandbox by its address and three keys, as somebody with an own API would; answers once everything
 * of it was read.
 */
export async function connectLoopback(page: Page, sandbox: TestSandbox, index = 0): Promise<string> {
  const keys = sandbox.accounts()[index];
  if (!keys) throw new Error(`the sandbox has no account ${index}`);
  // The key of the address is exchanged first; only then may the address change.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#/connect/ways`);
  const form = page.locator('details').filter({ hasText: 'API on this computer' });
  await form.locator('summary').click();
  await form.getByLabel('Address').fill(sandbox.url());
  await form.getByLabel('Application key', { exact: true }).fill(keys.applicationKey);
  await form.getByLabel('Application secret', { exact: true }).fill(keys.applicationSecret);
  await form.getByLabel('Consumer key', { exact: true }).fill(keys.consumerKey);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await openRequests(page);
  await settled(page);
  return keys.nichandle;
}

/** From Today, where every window begins and a connection ends, to all requests; what is looked at there is remembered. */
export async function openRequests(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /^Requests/ }).click();
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
  await page.getByRole('group', { name: 'Whose turn it is' }).getByRole('button', { name: /^All/ }).click();
}

/** Pastes as Ctrl+V outside a field does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Code of the newest letter about one request to one account. */
export async function codeFor(sandbox: TestSandbox, nichandle: string, requestId: number): Promise<string> {
  const pattern = new RegExp(`contacts/${requestId}\\?tab=REQUESTS&token=([A-Za-z0-9]+)`);
  for (const { raw } of await sandbox.mail(nichandle)) {
    // Quoted-printable: soft line breaks and the coded equals sign.
    const code = pattern.exec(raw.replace(/=\r?\n/g, '').replaceAll('=3D', '='))?.[1];
    if (code !== undefined) return code;
  }
  throw new Error(`no code for request ${requestId} in the mailbox of ${nichandle}`);
}

const CLOCK: Clock = {
  now: Date.now,
  steady: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** The API as somebody of the sandbox's world uses it, with his own keys; closed by the caller. */
export function clientOf(sandbox: TestSandbox, nichandle: string): Client {
  const keys = sandbox.accounts().find((account) => account.nichandle === nichandle);
  const api = parseLoopback(sandbox.url());
  if (!keys || !api.ok) throw new Error(`no keys of ${nichandle}`);
  const { applicationKey, applicationSecret, consumerKey } = keys;
  return openClient({
    api: api.value,
    credential: { kind: 'application', applicationKey, applicationSecret, consumerKey },
    ...directWays(CLOCK),
    clock: CLOCK,
  });
}

/** What the server itself says of a request, whatever it lags behind. */
export async function stateOf(sandbox: TestSandbox, nichandle: string, id: number): Promise<string> {
  const client = clientOf(sandbox, nichandle);
  const task = await readTask(client, id);
  client.close();
  return task.ok ? task.value.state : task.error.code;
}

/** Somebody else of the sandbox's world decides, with his own keys and code. */
export async function decideAs(
  sandbox: TestSandbox,
  nichandle: string,
  requestId: number,
  decision: 'accept' | 'refuse',
): Promise<void> {
  const client = clientOf(sandbox, nichandle);
  const code = await codeFor(sandbox, nichandle, requestId);
  const answer = await (decision === 'accept' ? acceptTask : refuseTask)(client, requestId, code);
  client.close();
  if (!answer.ok) throw new Error(`${nichandle} could not ${decision} ${requestId}: ${answer.error.code}`);
}

export type Letter = { raw: string; id: number };

/** Letters of one mailbox that bring a code, newest first, each with the number of its request. */
export async function lettersWithCodes(sandbox: TestSandbox, nichandle: string): Promise<Letter[]> {
  return (await sandbox.mail(nichandle))
    .map(({ raw, subject }) => ({ raw, id: Number(/\d{5,}/.exec(subject)?.[0]) }))
    .filter(({ raw }) => /token=3D/.test(raw.replace(/=\r?\n/g, '')));
}

/** Whoever else has a code for this request: the first of the world. */
export async function otherSideOf(sandbox: TestSandbox, me: string, id: number): Promise<string | null> {
  for (const { nichandle } of sandbox.accounts()) {
    if (nichandle === me) continue;
    const code = await codeFor(sandbox, nichandle, id).catch(() => null);
    if (code !== null) return nichandle;
  }
  return null;
}

/** The decision tray, in whatever phase it is. */
export function trayOf(page: Page): Locator {
  return page.getByRole('dialog').and(page.locator('.dialog-tray'));
}

/** The tray's row of a request, by its number; `unfold` opens the hand-overs first. */
export function trayRow(page: Page, id: number): Locator {
  return trayOf(page)
    .getByRole('row')
    .filter({ hasText: String(id) });
}

/** Opens every hand-over that is folded in the tray. */
export async function unfold(page: Page): Promise<void> {
  const closed = trayOf(page).getByRole('button', { name: /^Open the hand-over/ });
  // Its rows come after it, while their requests are looked for; once sent they have outcomes in place of choices.
  const rows = trayOf(page).getByRole('radio').or(trayOf(page).getByRole('cell'));
  await expect(rows.or(closed).first()).toBeVisible();
  while ((await closed.count()) > 0) await closed.first().click();
  await expect(closed).toHaveCount(0);
}

/** Sets every code that can be decided with to Accept, by keys. */
export async function acceptAll(page: Page): Promise<void> {
  await expect(trayOf(page).locator('tr:focus-within')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('a');
  await page.keyboard.press('Escape');
}

/** Presses Send, then does not wait for the ten seconds; until the last was told of. */
export async function sendAll(page: Page, count: number): Promise<void> {
  const decisions = count === 1 ? 'decision' : 'decisions';
  await trayOf(page)
    .getByRole('button', { name: `Send ${count} ${decisions}` })
    .click();
  await trayOf(page).getByRole('button', { name: 'Send now' }).click();
  await expect(trayOf(page).getByRole('heading', { name: `${count} ${decisions} sent` })).toBeVisible({
    timeout: 40_000,
  });
}

/**
 * When every account was read, or could not be, and every list on the screen is whole: before, rows are missing and counts are
 * too small.
 */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.rail-dot:not(.rail-dot-good, .rail-dot-you, .rail-dot-bad)')).toHaveCount(0, {
    timeout: 30_000,
  });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Every service that the program knows, as its desk tells the page: what the rows and counts of the screen are held against. */
export async function servicesOf(app: App): Promise<Service[]> {
  const all: Service[] = [];
  let next: { from: number; revision: number | null } | null = { from: 0, revision: null };
  while (next !== null) {
    const { value } = await callBeside(app, 'services:list', next);
    const told = value as Output<'services:list'>;
    if (told.from === 0) all.length = 0;
    all.push(...decodeServices(told.services));
    next = told.next === null ? null : { from: told.next, revision: told.revision };
  }
  return all;
}

/** A number that is told in a text, once that text is there. */
export async function numberIn(locator: Locator, told: RegExp): Promise<number> {
  await expect(locator).toContainText(told);
  return Number(told.exec(await locator.innerText())?.[1]);
}

/** Opens the request of a service; answers its number, once the pane is that service's. */
export async function openRequest(page: Page, service: string): Promise<number> {
  await page
    .getByRole('row', { name: new RegExp(service.replaceAll('.', '\\.')) })
    .first()
    .click();
  const pane = page.getByRole('complementary');
  await expect(pane.getByRole('heading', { level: 2 })).toContainText(service);
  return numberIn(pane, /request (\d+)/);
}

/** One banner is in sight, and how many more there are: all of them, however many come meanwhile. */
export async function showBanners(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: /^and \d+ more$/ });
  await expect(async () => {
    if ((await more.count()) > 0) await more.click({ timeout: 1_000 });
    await expect(more).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
}

/** A banner says it, whether it is the one in sight or one of the others. */
export async function expectBanner(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await showBanners(page);
    await expect(page.locator('.banner').getByText(text).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

/** Every connection breaks before the server has read anything, as on a train. */
export async function loseConnection(page: Page, sandbox: TestSandbox): Promise<void> {
  await sandbox.fault({ match: '* /*', kind: 'reset', when: 'before', times: null });
  await page.getByRole('button', { name: /Up to date/ }).click();
  await expect(page.getByText('Offline.', { exact: true })).toBeVisible({ timeout: 40_000 });
}

/** Asks for another technical contact of the first services that are free for it, up to the plan; answers the dialog. */
export async function askForTechnical(page: Page, count: number): Promise<Locator> {
  await page.getByRole('link', { name: /Services/ }).click();
  await settled(page);
  // Where I am the administrator, and nothing runs yet; what else may stand in the way, the check says.
  const mine = page.getByRole('button', { name: /I'm admin/ });
  await mine.click();
  // As many as the filter promises, which may learn more meanwhile: the rows of before have gone.
  await expect(async () => {
    const promised = await numberIn(mine, /(\d+)/);
    const rows = page.getByRole('grid');
    await expect(rows).toHaveAttribute('aria-rowcount', String(promised + 1), { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  const free = page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .filter({ hasNotText: /pending|Domain|DNS zone/ });
  for (let index = 0; index < count; index += 1) await free.nth(index).getByRole('checkbox').check();
  await page.getByRole('button', { name: `Change contacts of ${count}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  const technical = dialog.getByRole('group', { name: /Technical/ });
  await technical.getByText('Somebody else').click();
  await technical.getByRole('combobox').fill('mp40311-ovh');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Check', exact: true }).click();
  return dialog;
}
