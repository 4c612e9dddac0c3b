/** The web shell's door: its session is of its own pages, whoever else listens on this computer. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './app.ts';
import { connectLoopback } from './people.ts';

test.describe('the web shell', { tag: '@web-only' }, () => {
  test('another server of this computer, visited in the same browser, gets nothing of the session', async ({
    app,
    page,
    sandbox,
  }) => {
    await connectLoopback(page, sandbox);
    const token = await page.evaluate(() => sessionStorage.getItem('relevo-session'));
    expect(token).toMatch(/^[\w-]{43}$/);
    const seen: string[] = [];
    const other = createServer((asked, answer) => {
      seen.push(`${asked.method} ${asked.url} ${JSON.stringify(asked.headers)}`);
      answer.setHeader('Content-Type', 'text/html');
      answer.end('<!doctype html><title>Other</title>');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const foreign = await page.context().newPage();
    await foreign.goto(`http://127.0.0.1:${port}/`);
    const got = await foreign.evaluate(async (address) => {
      const channel = new BroadcastChannel('relevo-session');
      const told: unknown[] = [];
      channel.addEventListener('message', ({ data }) => told.push(data));
      channel.postMessage('wanted');
      const answers: string[] = [];
      for (const mode of ['cors', 'no-cors'] as const) {
        const asked = fetch(`${address}ipc/app:open`, {
          method: 'POST',
          mode,
          credentials: 'include',
          body: '{}',
        });
        answers.push(
          await asked.then(
            ({ type, status }) => `${type} ${status}`,
            () => 'refused',
          ),
        );
      }
      return { told, answers, kept: { ...sessionStorage, ...localStorage }, cookie: document.cookie };
    }, app.address());
    expect(got).toEqual({ told: [], answers: ['refused', 'refused'], kept: {}, cookie: '' });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.join('\n')).not.toContain(token);
    expect(await page.context().cookies()).toEqual([]);
    // What the browser says of the two calls that the other page tried.
    app.allow(/ERR_FAILED|blocked by CORS|403/);
    other.close();
  });

  test('a second tab works, and goes on when the first is closed', async ({ app, page, sandbox }) => {
    await connectLoopback(page, sandbox);
    const second = await page.context().newPage();
    await second.goto(app.address());
    await expect(second.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
    await page.close();
    await second.reload();
    await expect(second.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  });

  test('neither Back nor an address that is pasted into the open tab shows a key', async ({
    app,
    page,
    sandbox,
  }) => {
    await connectLoopback(page, sandbox);
    await page.getByRole('link', { name: /Services/ }).click();
    await expect(page.getByRole('heading', { name: 'Services', level: 1 })).toBeVisible();
    const printed = app.printed()?.url ?? '';
    expect(printed).toContain('#key=');
    await page.evaluate((address) => {
      location.href = address;
    }, printed);
    await expect.poll(() => page.url()).not.toContain('key=');
    // It was used before: the session that is there goes on.
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const addresses: string[] = [];
    for (let back = 0; back < 6 && page.url().startsWith(app.address()); back += 1) {
      addresses.push(page.url());
      await page.goBack().catch(() => null);
    }
    expect(addresses.length).toBeGreaterThan(1);
    expect(addresses.join('\n')).not.toContain('key=');
    app.allow(/401/);
  });
});
