/** What must hold of the window whatever somebody did, as sentences that say what does not. Clicks and presses nothing. */
import type { Page } from '@playwright/test';
import { listServices } from '../../electron/ovh/services.ts';
import { listTasks } from '../../electron/ovh/tasks.ts';
import type { App } from './app.ts';
import { callBeside } from './crossing.ts';
import { clientOf, settled } from './people.ts';
import { findSecrets, type Secret } from './secret-search.ts';

/** Whether the focus is on nothing. */
export function hasNoFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
}

/** Whether it stays there: a dialog that slides away gives it back in its own time. */
export async function losesFocus(page: Page): Promise<boolean> {
  const end = Date.now() + 2_000;
  while (Date.now() < end) {
    if (!(await hasNoFocus(page))) return false;
    await page.waitForTimeout(100);
  }
  return true;
}

/** Whether there is a way on: the rail, the way out of a dialog or a menu, or what stands alone in the window. */
export async function deadEnd(page: Page): Promise<string[]> {
  const told = await page.evaluate(() => {
    const isFree = (element: Element): boolean => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit !== null && element.contains(hit) && !element.matches(':disabled');
    };
    const free = (selector: string): boolean => [...document.querySelectorAll(selector)].some(isFree);
    if (free('[role="menu"] *, [role="listbox"] *')) return null;
    // Toasts are dialogs too, and hold nobody.
    const dialog = [...document.querySelectorAll('.dialog[role="dialog"]')].at(-1);
    if (dialog !== undefined)
      return free('.dialog[role="dialog"] button') ? null : `the dialog ${dialog.textContent}`;
    return free('nav a, main button, main input') ? null : `the window: ${document.body.innerText}`;
  });
  return told === null ? [] : [`There is no way on from ${told.slice(0, 200)}`];
}

/** Lists and panes scroll, the window never: its head would be out of reach. */
export async function scrolledAway(page: Page): Promise<string[]> {
  const top = await page.evaluate(() =>
    Math.max(
      document.documentElement.scrollTop,
      document.body.scrollTop,
      document.querySelector('#app')?.scrollTop ?? 0,
    ),
  );
  return top === 0 ? [] : [`The window itself is scrolled by ${top} px`];
}

/** What the browser keeps of the page: no code, no key, no e-mail address. The web shell's own session stands there by design. */
export async function keptSecrets(page: Page, secrets: readonly Secret[]): Promise<string[]> {
  const content = await page.evaluate(() =>
    JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage, 'relevo-session': '' },
      state: history.state,
      title: document.title,
      addresses: [location.href, ...navigation.entries().map(({ url }) => url)],
    }),
  );
  const code = /(?<![\w-])[A-Za-z0-9]{32}(?![\w-])/.exec(decodeURIComponent(content));
  return [
    ...findSecrets(secrets, [{ where: 'what the browser keeps', content }]),
    ...(code === null ? [] : ['Something like a code in what the browser keeps']),
  ];
}

/** Lists without search and filter have as many rows as the server says, for all accounts together. */
export async function wrongCounts(app: App, page: Page): Promise<string[]> {
  const { value } = await callBeside(app, 'app:open', {});
  const opened = value as
    | { accounts: { nichandle: string; endpoint: string }[]; settings: { account: string | null } }
    | undefined;
  // A locked program tells nothing, and one account alone is another list.
  if (opened === undefined || opened.accounts.length === 0 || opened.settings.account !== null) return [];
  // The sandbox within the program is another server, which tells nothing here.
  if (opened.accounts.some(({ endpoint }) => endpoint === 'sandbox')) return [];
  const services = new Set<number>();
  const requests = new Set<number>();
  for (const { nichandle } of opened.accounts) {
    const client = clientOf(app.sandbox, nichandle);
    const list = await listServices(client);
    const tasks = await listTasks(client);
    client.close();
    if (!list.ok || !tasks.ok) throw new Error(`the sandbox does not answer ${nichandle}`);
    for (const { serviceId } of list.value.services) services.add(serviceId);
    for (const { id } of tasks.value) requests.add(id);
  }
  const told: string[] = [];
  for (const [screen, { size }, all] of [
    ['services', services, ''],
    ['requests', requests, '?segment=all'],
  ] as const) {
    // Anew, so that no dialog lies over it.
    await page.goto(`${app.address()}#/${screen}${all}`);
    await page.reload();
    await page.locator(`main[data-screen="${screen}"]`).waitFor();
    await settled(page);
    const rows = () =>
      page
        .getByRole('grid')
        .getAttribute('aria-rowcount')
        .then((count) => Number(count) - 1);
    const end = Date.now() + 10_000;
    while ((await rows()) !== size && Date.now() < end) await page.waitForTimeout(100);
    if ((await rows()) !== size) told.push(`${screen}: ${await rows()} rows, the server has ${size}`);
  }
  return told;
}
