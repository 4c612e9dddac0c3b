/** Each screen in the states that it has a face for, and how to get there. What is looked at by axe and, where `pictured`, as a picture. */
import type { Page } from '@playwright/test';
import type { FakeBridge } from '../fakes/bridge.ts';
import { expect } from './window.ts';

export type Scene = {
  /** Also the name of its pictures. */
  name: string;
  world: string;
  hash: string;
  /** Kept as pictures: one for each screen, and the dialogs that decide something. */
  pictured?: true;
  /** What a person does there first. */
  act?: (page: Page) => Promise<void>;
};

/** What pastes this, as Ctrl+V outside a field does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** With every code of the made-up world that is one of my accounts', as links of its e-mails. */
export async function openTray(page: Page): Promise<void> {
  const codes = await page.evaluate(() => {
    const { fake } = window as unknown as { fake: FakeBridge };
    const mine = new Set(fake.world.accounts.map(({ nichandle }) => nichandle));
    return [...fake.world.codes]
      .map(([side, code]) => ({ id: /\d+/.exec(side)?.[0], nichandle: side.split(' ')[1] ?? '', code }))
      .filter(({ nichandle }) => mine.has(nichandle));
  });
  const link = 'https://www.ovh.com/manager/#/useraccount/contacts';
  await paste(page, codes.map(({ id, code }) => `${link}/${id}?tab=REQUESTS&token=${code}`).join('\n'));
  await expect(page.locator('.dialog-tray').getByRole('radio').first()).toBeVisible();
}

export async function tickServices(page: Page, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    await page.getByRole('row').nth(index).getByRole('checkbox').check();
  }
  await expect(page.locator('.selection-bar')).toBeVisible();
}

async function openHandover(page: Page): Promise<void> {
  await tickServices(page, 3);
  await page.getByRole('button', { name: /^Change contacts of 3/ }).click();
  await expect(page.getByRole('dialog', { name: 'Hand over contacts' })).toBeVisible();
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.locator('.dialog[role="dialog"]')).toBeVisible();
}

async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await expect(page.locator('.dialog[role="dialog"]')).toBeVisible();
}

const REQUEST = '#/requests/sandbox%2F2297760';

export const SCENES: readonly Scene[] = [
  { name: 'today', world: 'moving', hash: '#/today', pictured: true },
  { name: 'today-usual', world: 'usual', hash: '#/today' },
  { name: 'today-empty', world: 'none', hash: '#/today', pictured: true },
  { name: 'today-offline', world: 'offline', hash: '#/today' },
  { name: 'requests', world: 'usual', hash: REQUEST, pictured: true },
  { name: 'requests-none', world: 'none', hash: '#/requests' },
  { name: 'requests-loading', world: 'loading', hash: '#/requests' },
  { name: 'requests-offline', world: 'offline', hash: '#/requests' },
  { name: 'requests-failing', world: 'failing', hash: '#/requests' },
  { name: 'requests-unsent', world: 'unsent-ended', hash: '#/requests' },
  { name: 'requests-nothing-found', world: 'usual', hash: '#/requests?q=nothing' },
  { name: 'tray', world: 'usual', hash: '#/requests', pictured: true, act: (page) => openTray(page) },
  {
    name: 'services',
    world: 'usual',
    hash: '#/services',
    pictured: true,
    act: (page) => tickServices(page, 3),
  },
  { name: 'services-pane', world: 'usual', hash: '#/services/sandbox%2F1' },
  { name: 'services-none', world: 'none', hash: '#/services' },
  { name: 'services-loading', world: 'loading', hash: '#/services' },
  { name: 'services-offline', world: 'offline', hash: '#/services' },
  { name: 'handover', world: 'usual', hash: '#/services', pictured: true, act: openHandover },
  { name: 'people', world: 'moving', hash: '#/people/mp40311-ovh', pictured: true },
  { name: 'people-none', world: 'none', hash: '#/people' },
  { name: 'handovers', world: 'moving', hash: '#/handovers', pictured: true },
  { name: 'handovers-none', world: 'none', hash: '#/handovers' },
  { name: 'rules', world: 'expected', hash: '#/rules', pictured: true },
  { name: 'rules-none', world: 'none', hash: '#/rules' },
  { name: 'changes', world: 'expected', hash: '#/rules/changes' },
  { name: 'activity', world: 'moving', hash: '#/activity', pictured: true },
  { name: 'activity-none', world: 'none', hash: '#/activity' },
  { name: 'mail', world: 'usual', hash: '#/mail', pictured: true },
  { name: 'settings', world: 'failing', hash: '#/settings', pictured: true },
  { name: 'settings-lock', world: 'lock-set', hash: '#/settings' },
  { name: 'settings-managed', world: 'managed', hash: '#/settings' },
  { name: 'settings-lacking', world: 'vault-lacking', hash: '#/settings' },
  { name: 'settings-memory', world: 'vault-memory', hash: '#/settings' },
  { name: 'connect', world: 'usual', hash: '#/connect/ways', pictured: true },
  { name: 'welcome', world: 'empty', hash: '#/connect', pictured: true },
  { name: 'outbox', world: 'outbox-changed', hash: '#/requests', pictured: true, act: review },
  { name: 'outbox-offline', world: 'outbox-offline', hash: '#/requests', act: review },
  { name: 'locked', world: 'locked-mac', hash: '', pictured: true },
  { name: 'locked-waiting', world: 'locked-waiting', hash: '' },
  { name: 'locked-owed', world: 'locked-owed', hash: '' },
  { name: 'locked-damaged', world: 'locked-damaged', hash: '' },
  { name: 'broken', world: 'broken', hash: '' },
  { name: 'palette', world: 'usual', hash: '#/requests', act: (page) => press(page, 'ControlOrMeta+k') },
  { name: 'shortcuts', world: 'usual', hash: '#/requests', act: (page) => press(page, '?') },
];
