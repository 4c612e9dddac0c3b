/** Small things that were wrong once: what is cut says so, what is counted is known, what stands beside a field is true, nothing jumps. */
import type { Locator, Page } from '@playwright/test';
import { nobody, type Person } from '../../shared/people.ts';
import type { FakeBridge } from '../fakes/bridge.ts';
import { expect, test } from './window.ts';

type Fake = { fake: FakeBridge };

const CODE = 'abcdefghijklmnopqrstuvwxyz012345';
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

async function topOf(locator: Locator): Promise<number> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not drawn');
  return box.y;
}

/**
 * Texts that end before their last letter without an ellipsis, or lie over what stands beside them. An ellipsis is drawn by
 * the block that holds the text itself, not by one around that.
 */
function cutUnmarked(texts: Locator): Promise<string[]> {
  return texts.evaluateAll((all) =>
    all.flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(text);
        const { right } = range.getBoundingClientRect();
        let holder = text.parentElement;
        while (holder !== null && getComputedStyle(holder).display === 'inline')
          holder = holder.parentElement;
        for (let box = holder; box !== null; box = box.parentElement) {
          const { overflowX, textOverflow } = getComputedStyle(box);
          const isCell = box.matches('[role="gridcell"]');
          if ((overflowX !== 'visible' || isCell) && right > box.getBoundingClientRect().right + 1) {
            const isMarked = box === holder && overflowX !== 'visible' && textOverflow === 'ellipsis';
            if (!isMarked) found.push(`${element.className}: ${text.textContent}`);
            break;
          }
          if (isCell) break;
        }
      }
      return found;
    }),
  );
}

const LONG = 'abc1234567890123-ovh';
const PERSON: Person = { ...nobody(LONG), name: 'Bartholomäus Wolkenstein-Rodenegg y Fernández de la Cueva' };

/** Everybody has a long handle, and a name where these have one. */
async function lengthen(page: Page, people: Person[]): Promise<void> {
  await page.evaluate(
    ({ nichandle, named }) => {
      const { fake } = window as unknown as Fake;
      const contacts = { contactAdmin: nichandle, contactTech: nichandle, contactBilling: nichandle };
      fake.world.services = fake.world.services.map((one) => ({ ...one, contacts }));
      const sides = { fromAccount: nichandle, toAccount: `x${nichandle}` };
      fake.tell('services:changed', { count: fake.world.services.length });
      fake.tell(
        'requests:changed',
        fake.world.requests.map((one) => ({ ...one, ...sides })),
      );
      fake.tell('people:changed', named);
    },
    { nichandle: LONG, named: people },
  );
}

test('with a pane beside them, handles and names that do not fit end in an ellipsis and are told whole to who points at them', async ({
  open,
  page,
}) => {
  for (const address of [
    'services/sandbox%2F1',
    'requests/sandbox%2F2297760?segment=all',
    'people/mp40311-ovh',
  ]) {
    await open('usual', `#/${address}`);
    const handles = page.locator('.grid-row').locator('.handle, .handle-lead, .person-called');
    for (const people of [[], [PERSON]]) {
      await lengthen(page, people);
      await expect(handles.filter({ hasText: people[0]?.name ?? LONG })).not.toHaveCount(0);
      expect(await cutUnmarked(handles), `${address}, ${people.length} named`).toEqual([]);
    }
    // The one that carries its words: a name's button, or the name itself where it leads nowhere.
    const told = handles.and(page.locator('[title]')).filter({ hasText: PERSON.name }).first();
    await expect(told, address).toHaveAttribute('title', new RegExp(`${PERSON.name}\\s+${LONG}`));
  }
});

test('in Spanish three roles have room in a row, and every place in the rail is read whole', async ({
  open,
  page,
}) => {
  for (const address of [
    'services?cols=name,contactAdmin,contactTech,contactBilling,role,expires,status',
    'requests?segment=all&q=cobalto-mail',
  ]) {
    await open('usual', `#/${address}`, { language: 'es' });
    const three = page
      .locator('.grid-row .role-chips')
      .filter({ has: page.locator('.role-chip:nth-child(3)') });
    await expect(three).not.toHaveCount(0);
    const outside = await three.evaluateAll((all) =>
      all.flatMap((chips) => {
        const room = (chips.closest('[role="gridcell"]') ?? chips).getBoundingClientRect();
        const line = chips.firstElementChild?.getBoundingClientRect().top;
        return [...chips.children]
          .filter((chip) => {
            const { left, right, top } = chip.getBoundingClientRect();
            return left < room.left || right > room.right || top !== line;
          })
          .map((chip) => chip.textContent);
      }),
    );
    expect(outside, address).toEqual([]);
  }
  const rail = page.locator('.rail-link-text');
  await expect(rail.filter({ hasText: 'Correo' })).toHaveCount(1);
  const cut = await rail.evaluateAll((all) =>
    all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
  );
  expect(cut).toEqual([]);
});

test('on a tinted row a pill has an edge of its ink; figures have one width only where they count', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests?segment=all');
  const pill = page.locator('.grid-row .pill-wait').first();
  const row = pill.locator('xpath=ancestor::*[@role="row"]');
  const edge = () => pill.evaluate((element) => getComputedStyle(element).boxShadow);
  await expect(pill).toBeVisible();
  expect(await edge()).toBe('none');
  await row.getByRole('checkbox').check();
  await page.mouse.move(0, 0);
  await expect(row).toHaveAttribute('aria-selected', 'true');
  expect(await edge()).toMatch(/inset/);

  const figures = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).fontVariantNumeric);
  // A name with figures and hyphens, such as ip-51-91-14, is pulled apart by them.
  for (const selector of ['body', '.grid-row .two-lines-main', '.grid-row .handle, .grid-row .person-called'])
    expect(await figures(selector), selector).toBe('normal');
  for (const selector of ['.grid-row time', '.segment-count'])
    expect(await figures(selector)).toBe('tabular-nums');
});

test('beside the code field stands what is known of a typed code, no more; nothing below it moves', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests/sandbox%2F2297760');
  const pane = page.getByRole('complementary', { name: 'Request' });
  const [field, mark, accept] = [
    pane.getByLabel('Validation code'),
    pane.locator('.code-mark'),
    pane.getByRole('button', { name: 'Accept', exact: true }),
  ];
  await expect(mark).toBeEmpty();
  const before = await topOf(accept);
  await field.fill(CODE);
  await expect(accept).toBeEnabled();
  await expect(mark).toHaveText(/a code by its form/);
  expect(await topOf(accept)).toBe(before);
  await field.fill('');
  await expect(accept).toBeDisabled();
  await expect(mark).toBeEmpty();
  expect(await topOf(accept)).toBe(before);
});

test('a decision kept offline is marked in the table, and the buttons that keep one are one line each', async ({
  open,
  page,
}) => {
  await open('outbox-offline', '#/requests?segment=all');
  await expect(page.locator('.grid-row .pill').filter({ hasText: 'Kept: accept' })).not.toHaveCount(0);
  await open('offline', '#/requests/sandbox%2F2297760');
  const pane = page.getByRole('complementary', { name: 'Request' });
  const keeps = pane.getByRole('button', { name: /^Keep for later/ });
  await expect(keeps).toHaveCount(2);
  const lines = await keeps.evaluateAll((all) =>
    all.map((button) => {
      const range = document.createRange();
      range.selectNodeContents(button);
      return {
        lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size,
        cut: button.scrollWidth > button.clientWidth,
      };
    }),
  );
  expect(lines).toEqual([
    { lines: 1, cut: false },
    { lines: 1, cut: false },
  ]);
});

test('while nothing was read no tab counts', async ({ open, page }) => {
  for (const screen of ['requests', 'services']) {
    await open('loading', `#/${screen}`);
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
    await expect(page.locator('.segmented')).not.toHaveCount(0);
    await expect(page.locator('.segment-count')).toHaveCount(0);
  }
});

test('a choice of files is one button for everybody', async ({ open, page }) => {
  for (const [address, opener] of [
    ['people', null],
    ['rules', null],
    ['requests', /^Paste codes/],
  ] as const) {
    await open('usual', `#/${address}`);
    if (opener !== null) await page.getByRole('button', { name: opener }).click();
    const input = page.locator('input[type="file"]').first();
    await expect(input).toBeAttached();
    await expect(input).toBeHidden();
  }
});

test('two banners at once: the worst is in sight, the other is counted beside it', async ({ open, page }) => {
  await open('failing', '#/requests');
  const banners = page.locator('.main .banner');
  await expect(banners).toHaveCount(1);
  const more = banners.getByRole('button', { name: /^and \d+ more$/i });
  await expect(more).toBeVisible();
  const hidden = Number(/\d+/.exec(await more.innerText())?.[0]);
  await more.click();
  await expect(banners).toHaveCount(hidden + 1);
});

test('an address of this computer that is left empty is told at its field, whichever way is chosen', async ({
  open,
  page,
}) => {
  await open('usual', '#/connect/ways');
  const part = page.locator('details.connect-part');
  await part.locator('summary').click();
  const address = part.getByLabel('Address', { exact: false }).first();
  for (const way of await part.locator('.connect-choices').getByRole('button').all()) {
    await way.click();
    for (const field of await part.locator('form input:not([placeholder^="http"])').all())
      await field.fill('0123456789abcdef');
    await part.locator('button[type="submit"]').click();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expect(address).toHaveAccessibleDescription(/Required/);
  }
  const asked = await page.evaluate(() =>
    (window as unknown as Fake).fake.asked.map(({ channel }) => channel),
  );
  expect(asked.filter((channel) => /connectKeys|connectOAuth2|startValidation/.test(channel))).toEqual([]);
});

test('while the first sandbox starts, its accounts coming one after another, the title stays; then it is the first screen’s', async ({
  open,
  page,
}) => {
  await open('empty', '#/connect');
  const welcome = await page.title();
  await page.evaluate(() => {
    const { fake } = window as unknown as Fake;
    const titles: string[] = [];
    Object.assign(window, { titles });
    new MutationObserver(() => titles.push(document.title)).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    const invoke = fake.invoke.bind(fake);
    const drawn = () => new Promise((resolve) => setTimeout(resolve, 100));
    fake.invoke = async (channel, input) => {
      const answer = await invoke(channel, input);
      if (channel !== 'accounts:trySandbox') return answer;
      for (const count of [1, 2]) {
        fake.tell('accounts:changed', fake.world.accounts.slice(0, count));
        await drawn();
      }
      return answer;
    };
  });
  await page.locator('.welcome-card').first().getByRole('button').click();
  await expect(page.getByRole('navigation')).toBeVisible();
  await expect(page).toHaveTitle(/^Today/);
  const seen = await page.evaluate(() => (window as unknown as { titles: string[] }).titles);
  expect(seen.filter((title) => title !== welcome && !title.startsWith('Today'))).toEqual([]);
});

test('what came to nothing can be asked again with the same contacts; a reminder is copied without a code', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests/sandbox%2F2287310');
  for (const state of ['expired', 'refused', 'error', 'aborted']) {
    await page.evaluate((now) => {
      const { fake } = window as unknown as Fake;
      const requests = fake.world.requests.map((one) => (one.id === 2287310 ? { ...one, state: now } : one));
      fake.tell('requests:changed', requests);
    }, state);
    await page.getByRole('button', { name: 'Ask again…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
    await expect(dialog).toContainText('viverosanz.es');
    // Billing alone was asked for.
    await expect(dialog.getByRole('button', { name: 'Keep', pressed: true })).toHaveCount(2);
    await expect(dialog.getByLabel('NIC handle (customer ID)')).toHaveValue('vs66201-ovh');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }

  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
    });
    location.hash = '#/requests/sandbox%2F2298101';
  });
  const pane = page.getByRole('complementary', { name: 'Request' });
  await pane
    .getByRole('button', { name: /^(Remind|Write to)/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: /^Copy/ }).click();
  const copied = () => page.evaluate(() => (window as unknown as { copied?: string }).copied ?? '');
  await expect.poll(copied).toContain('2298101');
  const codes = await page.evaluate(() => [...(window as unknown as Fake).fake.world.codes.values()]);
  expect(codes.length).toBeGreaterThan(0);
  const text = await copied();
  expect(codes.filter((code) => text.includes(code))).toEqual([]);
  expect(text).not.toMatch(/[A-Za-z0-9]{32}|token=/);
});

test('the search offers its fields on focus, asks back where a field is misspelt; a day in the past is called expired', async ({
  open,
  page,
}) => {
  await open('usual', '#/services');
  const search = page.getByRole('searchbox');
  await search.focus();
  await expect(page.getByRole('option').filter({ hasText: 'tech:' })).toBeVisible();
  await search.fill('tehc:mp40311-ovh');
  await expect(page.getByText('Did you mean tech:?')).toBeVisible();
  await search.fill('clinicanorte.es');
  await page.evaluate(() => {
    const { fake } = window as unknown as Fake;
    fake.world.services = fake.world.services.map((one) => ({ ...one, expires: '2026-11-19T00:00:00.000Z' }));
    fake.tell('services:changed', { count: fake.world.services.length });
  });
  await expect(rowOf(page, 'clinicanorte.es').first().locator('time')).toContainText('Expired');
});
