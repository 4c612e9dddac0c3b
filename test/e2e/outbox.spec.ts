/** A day without a connection, on screen: kept for later, reviewed when it is back, sent on one word, each exactly once. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import {
  acceptAll,
  askForTechnical,
  codeFor,
  connectLoopback,
  decideAs,
  expectBanner,
  lettersWithCodes,
  loseConnection,
  numberIn,
  otherSideOf,
  paste,
  showBanners,
  stateOf,
  trayOf,
  unfold,
} from './people.ts';
import type { TestSandbox } from './sandbox.ts';

const VPS = 'vps-5d1b0c7e.vps.ovh.net';

const waiting = (page: Page): Locator => page.getByRole('dialog', { name: /waiting|to send/ });
const posts = async (sandbox: TestSandbox): Promise<string[]> =>
  (await sandbox.log())
    .filter(({ method, path }) => method === 'POST' && /\/(?:accept|refuse|changeContact)$/.test(path))
    .map(({ path }) => path);

test('codes pasted offline wait, one request is refused meanwhile, and the rest go once on one word', async ({
  app,
  sandbox,
}) => {
  // Being offline is found out twice, each time after as long as a call is given.
  test.setTimeout(180_000);
  await app.ring(false);
  const page = await app.restart();
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = (await lettersWithCodes(sandbox, me)).slice(0, 5);
  const refused = await (async () => {
    for (const { id } of letters) {
      const other = await otherSideOf(sandbox, me, id);
      if (other !== null) return { id, other };
    }
    throw new Error('no request with another side');
  })();
  await loseConnection(page, sandbox);
  // There is no safe place, and that is said.
  await expect(page.getByText('kept in memory only, until the program ends', { exact: false })).toBeVisible();

  await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
  await unfold(page);
  await acceptAll(page);
  await expect(trayOf(page).getByText('OVHcloud cannot be reached.', { exact: false })).toBeVisible();
  await trayOf(page).getByRole('button', { name: 'Keep 5 decisions for later' }).click();
  await expectBanner(page, '5 decisions are waiting.');
  await expect(page.getByText('They are in memory only', { exact: false })).toBeVisible();

  // Looked at without a connection: nothing can be chosen, and why is said.
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(waiting(page).getByText('OVHcloud cannot be reached.', { exact: false }).first()).toBeVisible({
    timeout: 40_000,
  });
  await expect(waiting(page).getByRole('button', { name: /^Send/ })).toBeDisabled();
  await waiting(page).getByRole('button', { name: 'Close' }).click();

  await sandbox.clearLog();
  await sandbox.clearFaults();
  await decideAs(sandbox, refused.other, refused.id, 'refuse');
  // What the server shows lags behind its answer.
  await expect.poll(() => stateOf(sandbox, me, refused.id)).toBe('refused');
  // It may have come back by itself meanwhile: the rail asks either way.
  await page.getByRole('button', { name: /Read everything again now/ }).click();
  await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('1 has changed since.', { exact: false })).toBeVisible({ timeout: 20_000 });
  // Back online nothing goes by itself: the one post is the other side's.
  expect(await posts(sandbox)).toHaveLength(1);

  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(waiting(page).getByText('As it was')).toHaveCount(4);
  await expect(waiting(page).getByText('Now: refused.', { exact: false })).toBeVisible();
  await expectNoFindings(page, 'what waits');
  await expect(waiting(page).getByText('Sending accepts 4 requests.', { exact: false })).toBeVisible();
  await waiting(page).getByRole('button', { name: 'Send 4' }).click();
  await expect(waiting(page).getByText('4 of 4 went through.')).toBeVisible();
  await expect(waiting(page).getByText('Confirmed', { exact: true })).toHaveCount(4);
  const made = await posts(sandbox);
  for (const { id } of letters) expect(made.filter((path) => path.includes(`/${id}/`))).toHaveLength(1);
  expect(made).toHaveLength(5);

  // What is over stays until it is dropped.
  await waiting(page).getByRole('button', { name: 'Drop 1…' }).click();
  await waiting(page).getByRole('button', { name: 'Drop 1', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await showBanners(page);
  await expect(page.getByText('is waiting.', { exact: false })).toHaveCount(0);
});

test('one code and one hand-over taken offline are kept, and in memory they end with the program', async ({
  app,
  sandbox,
}) => {
  await app.ring(false);
  const page = await app.restart();
  const me = await connectLoopback(page, sandbox);
  const row = page.getByRole('row', { name: new RegExp(VPS) });
  await expect(row).toBeVisible();
  await row.click();
  const panel = page.locator('.code-panel').first();
  await expect(panel).toBeVisible();
  const key = decodeURIComponent(new URL(page.url()).hash);
  const id = Number(/\/(\d+)(?:\?|$)/.exec(key)?.[1]);
  const code = await codeFor(sandbox, me, id);
  await loseConnection(page, sandbox);

  await panel.getByRole('textbox').fill(code);
  await panel.getByRole('button', { name: 'Keep for later: accept' }).click();
  // The list goes on to what waits next; the row says what was kept, and so does its pane.
  await expectBanner(page, '1 decision is waiting.');
  await expect(row).toContainText('Kept: accept');
  await row.click();
  await expect(panel.getByText('Kept for later: accept', { exact: false })).toBeVisible();

  const dialog = await askForTechnical(page, 3);
  // The plan rests on what was known, and says so.
  await expect(dialog.getByText('OVHcloud could not be asked for everything', { exact: false })).toBeVisible({
    timeout: 40_000,
  });
  const ready = await numberIn(dialog, /(\d+) ready/);
  expect(ready).toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Keep for later', exact: true }).click();
  await expectBanner(page, `${1 + ready} decisions are waiting.`);
  expect(await posts(sandbox)).toEqual([]);

  const again = await app.restart();
  await expect(again.getByRole('heading', { level: 1 })).toBeVisible();
  await showBanners(again);
  await expect(again.getByText('are waiting.', { exact: false })).toHaveCount(0);
});

test('a day offline, sealed: planned, decided, killed, still waiting; one refused meanwhile, the rest sent once and never again', async ({
  app,
  sandbox,
}) => {
  test.setTimeout(180_000);
  const ring = await app.ring(true);
  let page = await app.restart();
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = (await lettersWithCodes(sandbox, me)).slice(0, 5);
  const others = await Promise.all(letters.map(({ id }) => otherSideOf(sandbox, me, id)));
  const at = others.findIndex((other) => other !== null);
  const refused = { id: letters[at]?.id ?? 0, other: others[at] ?? '' };
  await sandbox.clearLog();

  await loseConnection(page, sandbox);
  await expect(page.getByText('kept sealed on this computer', { exact: false })).toBeVisible();
  const plan = await askForTechnical(page, 3);
  const keep = plan.getByRole('button', { name: 'Keep for later', exact: true });
  await expect(keep).toBeVisible({ timeout: 40_000 });
  const ready = await numberIn(plan, /(\d+) ready/);
  expect(ready).toBeGreaterThan(0);
  await keep.click();
  // What is pasted into an open dialog is that dialog's.
  await expect(plan).toHaveCount(0);
  await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
  await unfold(page);
  await acceptAll(page);
  await trayOf(page).getByRole('button', { name: 'Keep 5 decisions for later' }).click();
  const all = 5 + ready;
  await expectBanner(page, `${all} decisions are waiting.`);
  await expect(page.getByText('in memory only', { exact: false })).toHaveCount(0);

  page = await app.crash();
  await expectBanner(page, `${all} decisions are waiting.`);
  await showBanners(page);
  await expect(page.getByText('cannot be opened now', { exact: false })).toHaveCount(0);
  // A locked key store hides what waits, says so, and takes nothing away.
  await ring.lock();
  page = await app.restart();
  await expectBanner(page, `${all} cannot be opened now; they are kept.`);
  await expectBanner(page, 'The keys of Agencia Cobalto cannot be opened now.');
  await ring.unlock();
  // Electron's key ring is asked once for each start.
  if (app.shell === 'electron') page = await app.restart();
  else await page.getByRole('button', { name: 'Try again' }).last().click();
  await showBanners(page);
  await expect(page.getByText('The keys of Agencia Cobalto cannot be opened now.')).toHaveCount(0);

  expect(await posts(sandbox)).toEqual([]);
  await sandbox.clearFaults();
  await decideAs(sandbox, refused.other, refused.id, 'refuse');
  // What the server shows lags behind its answer.
  await expect.poll(() => stateOf(sandbox, me, refused.id)).toBe('refused');
  await page.getByRole('button', { name: /Read everything again now/ }).click();
  await expect(page.getByText('1 has changed since.', { exact: false })).toBeVisible({ timeout: 45_000 });
  expect(await posts(sandbox)).toHaveLength(1);

  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(waiting(page).getByText('As it was')).toHaveCount(all - 1, { timeout: 20_000 });
  await waiting(page)
    .getByRole('button', { name: `Send ${all - 1}` })
    .click();
  await expect(waiting(page).getByText(`${all - 1} of ${all - 1} went through.`)).toBeVisible({
    timeout: 30_000,
  });
  const made = await posts(sandbox);
  expect(made).toHaveLength(all);
  expect(new Set(made).size).toBe(all);
  for (const { id } of letters) expect(made.filter((path) => path.includes(`/${id}/`))).toHaveLength(1);
  expect(made.filter((path) => path.endsWith('/changeContact'))).toHaveLength(ready);

  // Killed once more: what went is gone from the outbox, what was refused stays to be looked at.
  page = await app.crash();
  await expectBanner(page, '1 decision is waiting.');
  await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 20_000 });
  expect(await posts(sandbox)).toHaveLength(all);
});
