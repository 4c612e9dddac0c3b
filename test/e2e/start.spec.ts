/** The start: the page comes up cleanly, and the web shell lets nobody else in. */
import { request } from 'node:http';
import { expect, test } from './app.ts';

test('the page comes up, in our words, without any violation', { tag: '@web' }, async ({ app, page }) => {
  await expect(page).toHaveTitle(/Relevo/);
  await expect(page.getByRole('main')).toBeVisible();
  expect(page.url()).not.toContain('key=');
  expect(app.problems()).toEqual([]);
});

test('letters of other alphabets are there before any is shown', async ({ page }) => {
  await expect(page.getByRole('main')).toBeVisible();
  const missing = () =>
    page.evaluate(() =>
      Array.from(document.fonts).flatMap(({ family, unicodeRange, status }) =>
        status === 'loaded' ? [] : [`${family} ${unicodeRange}`],
      ),
    );
  await expect.poll(missing).toEqual([]);
});

test('the policy bites: what a page must not do is refused and reported', { tag: '@web' }, async ({
  app,
  page,
}) => {
  await expect(page.getByRole('main')).toBeVisible();
  const ran = await page.evaluate(() => {
    const outcomes: string[] = [];
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x>');
      outcomes.push('html');
    } catch {}
    const script = document.createElement('script');
    try {
      script.text = 'window.ran = true';
      document.body.append(script);
    } catch {}
    if ('ran' in window) outcomes.push('script');
    return outcomes;
  });
  expect(ran).toEqual([]);
  await expect.poll(() => app.problems().filter((problem) => problem.startsWith('policy:'))).not.toEqual([]);
  app.allow(/./);
});

test.describe('the web shell', { tag: '@web-only' }, () => {
  test('takes its key once: a second browser with the same address gets no data', async ({ app }) => {
    await expect(app.page().getByRole('main')).toBeVisible();
    const other = await app.page().context().browser()?.newContext();
    if (other === undefined) throw new Error('no browser');
    const stranger = await other.newPage();
    const refused = stranger.waitForResponse((answer) => new URL(answer.url()).pathname === '/session');
    await stranger.goto(app.printed()?.url ?? '');
    expect((await refused).status()).toBe(401);
    const answer = await stranger.evaluate(async () => {
      const sent = await fetch('/ipc/app:open', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      return sent.status;
    });
    expect(answer).toBe(401);
    await other.close();
  });

  test('keeps its session over a reload', async ({ page }) => {
    await expect(page.getByRole('main')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('main')).toBeVisible();
  });

  test('answers under its own name alone, and only its own pages', async ({ app }) => {
    const { hostname, port } = new URL(app.address());
    const ask = (method: string, path: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request({ hostname, port, method, path, headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.once('error', reject);
        sent.end(method === 'POST' ? '{}' : undefined);
      });
    const own = `${hostname}:${port}`;
    expect(await ask('GET', '/', { host: own })).toBe(200);
    expect(await ask('GET', '/', { host: `evil.example:${port}` })).toBe(403);
    expect(await ask('POST', '/session', { host: own, origin: 'https://evil.example' })).toBe(403);
    expect(await ask('POST', '/ipc/app:open', { host: own, origin: `http://${own}` })).toBe(401);
    expect(await ask('GET', '/events', { host: own })).toBe(403);
  });

  test('comes back on the same port and data after an end and after a crash', async ({ app }) => {
    const address = app.address();
    await expect(app.page().getByRole('main')).toBeVisible();
    for (const again of [app.restart, app.crash]) {
      const page = await again();
      await expect(page.getByRole('main')).toBeVisible();
      expect(app.address()).toBe(address);
    }
  });
});
