/** Keys of the sandbox's accounts as a person comes by them and enters them: whole ones, and some with few rights. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { SandboxKeys, TestSandbox } from './sandbox.ts';

export function keysOf(sandbox: TestSandbox, index = 0): SandboxKeys {
  const keys = sandbox.accounts()[index];
  if (!keys) throw new Error(`the sandbox has no account ${index}`);
  return keys;
}

/** A consumer key of its own for an account of the sandbox: asked for by the application, granted on the validation page. */
export async function newKey(
  sandbox: TestSandbox,
  { index = 0, rules, validity = 'unlimited' }: { index?: number; rules?: string[]; validity?: string },
): Promise<SandboxKeys> {
  const keys = keysOf(sandbox, index);
  const wanted = rules ?? ['GET /*', 'POST /*'];
  const asked = await fetch(`${sandbox.url()}/auth/credential`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ovh-application': keys.applicationKey },
    body: JSON.stringify({
      accessRules: wanted.map((rule) => ({ method: rule.split(' ')[0], path: rule.split(' ')[1] })),
    }),
  });
  const { consumerKey, validationUrl } = (await asked.json()) as {
    consumerKey: string;
    validationUrl: string;
  };
  const said = await fetch(validationUrl, {
    method: 'POST',
    body: new URLSearchParams({ account: keys.nichandle, validity, answer: 'authorise' }),
  });
  expect(said.status).toBe(200);
  return { ...keys, consumerKey };
}

async function openConnect(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#/connect/ways`);
}

export async function fillKeys(form: Page | Locator, keys: SandboxKeys): Promise<void> {
  await form.getByLabel('Application key', { exact: true }).fill(keys.applicationKey);
  await form.getByLabel('Application secret', { exact: true }).fill(keys.applicationSecret);
  await form.getByLabel('Consumer key', { exact: true }).fill(keys.consumerKey);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
}

export async function openLoopback(page: Page, sandbox: TestSandbox): Promise<Locator> {
  await openConnect(page);
  const form = page.locator('details').filter({ hasText: 'API on this computer' });
  await form.locator('summary').click();
  await form.getByLabel('Address').fill(sandbox.url());
  return form;
}
