/**
 * Nothing secret is found anywhere but on its one way in: every key and code that plays a part is known here, and is looked
 * for after everything was done with it, errors included. The accounts are on an API at an address, not on the built-in
 * sandbox: that one shows its mailboxes, with their codes, in the window by design.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fittingInput } from '../fakes/fitting.ts';
import { type App, expect, test } from './app.ts';
import { type Crossing, callBeside, watchCrossing } from './crossing.ts';
import {
  acceptAll,
  askForTechnical,
  codeFor,
  connectLoopback,
  expectBanner,
  lettersWithCodes,
  loseConnection,
  openRequest,
  openRequests,
  paste,
  settled,
  trayOf,
  unfold,
} from './people.ts';
import { startBuilt } from './processes.ts';
import type { SandboxKeys, TestSandbox } from './sandbox.ts';
import { filesOf, findSecrets, heapOf, type Place, type Secret, storagesOf } from './secret-search.ts';

const SERVICE = 'vps-5d1b0c7e.vps.ovh.net';
/** Stands for a key that no API knows. */
const WRONG_KEY = 'wr0ngKeyOfNobody9876543210abcdefX';
const WRONG_CODE = 'wr0ngC0deOfNobody9876543210abcdeY';

function secretsOf({ nichandle, ...keys }: SandboxKeys): Secret[] {
  const { applicationKey, applicationSecret, consumerKey, clientSecret } = keys;
  return Object.entries({ applicationKey, applicationSecret, consumerKey, clientSecret }).map(
    ([what, text]) => ({ what: `the ${what} of ${nichandle}`, text }),
  );
}

/** What the calls to the API were proved with. */
async function proofsOf(sandbox: TestSandbox): Promise<Secret[]> {
  return (await sandbox.proofs()).map(({ header, value }) => ({ what: header, text: value }));
}

/** The key of the web shell's address, as it was printed last; Electron has none. */
function addressKeysOf(app: App): Secret[] {
  const printed = app.printed();
  return printed === null
    ? []
    : [{ what: 'the key of the address', text: new URL(printed.url).hash.slice('#key='.length) }];
}

/** Every code that is in a letter of any mailbox. */
async function codesOf(sandbox: TestSandbox): Promise<Secret[]> {
  const letters = await sandbox.mail();
  const text = letters.map(({ raw }) => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=')).join('\n');
  const codes = new Set([...text.matchAll(/[?&]token=([A-Za-z0-9]{8,64})/g)].map((match) => match[1] ?? ''));
  return [...codes].map((code) => ({ what: 'a code', text: code }));
}

/** From wherever the window is. */
async function goToRequest(page: Page, service: string): Promise<number> {
  await page.evaluate(() => {
    location.hash = '#/requests';
  });
  return openRequest(page, service);
}

/** Typed into the forms for OVHcloud's own addresses, which nobody can try here, and left there. */
async function typeAndLeave(page: Page, keys: SandboxKeys): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/connect/ways';
  });
  const part = page.locator('section').filter({ hasText: 'I have an application key' });
  const ways = {
    'I have an application key': {
      'Application key': keys.applicationKey,
      'Application secret': keys.applicationSecret,
    },
    'Service account': { 'Client id': keys.clientId, 'Client secret': keys.clientSecret },
  };
  for (const [way, fields] of Object.entries(ways)) {
    await page.getByRole('button', { name: way, exact: true }).click();
    for (const [label, text] of Object.entries(fields)) {
      await part.getByLabel(label, { exact: true }).focus();
      await page.keyboard.insertText(text);
      await part.getByRole('button', { name: `Show ${label}` }).click();
    }
  }
}

async function validate(app: App, keys: SandboxKeys, out: Place[]): Promise<void> {
  const { applicationKey, applicationSecret } = keys;
  const where = { endpoint: 'loopback', url: app.sandbox.url(), applicationKey };
  const beside = async (channel: string, input: unknown): Promise<unknown> => {
    const answer = await callBeside(app, channel, input);
    out.push(answer);
    return answer.value;
  };
  await beside('accounts:startValidation', { ...where, applicationKey: WRONG_KEY, applicationSecret });
  const started = await beside('accounts:startValidation', { ...where, applicationSecret });
  const target = { to: 'validation', ...(started as { validation: string }) };
  let url = '';
  const openPage = async (): Promise<void> => {
    ({ url } = (await beside('links:open', target)) as { url: string });
  };
  // Electron would start the system's browser.
  await (app.shell === 'electron' ? app.openedOutside(openPage) : openPage());
  await beside('accounts:checkValidation', started);
  const form = new URLSearchParams({ account: keys.nichandle, validity: '720', answer: 'authorise' });
  await fetch(url, { method: 'POST', headers: { origin: new URL(url).origin }, body: form });
  expect(await beside('accounts:checkValidation', started)).toMatchObject({ state: 'validated' });
}

/** All that may be looked through from outside, now. */
async function everywhere(app: App, page: Page, crossings: readonly Crossing[]): Promise<Place[]> {
  return [
    ...(await filesOf(app.dataFolder)),
    { where: 'the output of the program', content: app.said() },
    { where: 'the console', content: app.problems().join('\n') },
    ...(await Promise.all(crossings.map((crossing) => crossing.places()))).flat(),
    ...(await storagesOf(page)),
    await heapOf(page),
  ];
}

test('after everything was done with them, no key and no code is found but on its way in', async ({
  app,
  sandbox,
}) => {
  test.setTimeout(240_000);
  const [first, second, third] = sandbox.accounts();
  if (!first || !second || !third) throw new Error('the sandbox has too few accounts');
  const out: Place[] = [];
  let page = app.page();
  const sessions = addressKeysOf(app);
  const crossings = [await watchCrossing(app)];

  await test.step('connect: wrong keys, then the right ones, in each of the three ways', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => {
      location.hash = '#/connect/ways';
    });
    const form = page.locator('details').filter({ hasText: 'API on this computer' });
    await form.locator('summary').click();
    await form.getByLabel('Address').fill(sandbox.url());
    const fields = {
      'Application key': first.applicationKey,
      'Application secret': second.applicationSecret,
    };
    for (const [label, text] of Object.entries({ ...fields, 'Consumer key': WRONG_KEY })) {
      await form.getByLabel(label, { exact: true }).fill(text);
    }
    await form.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(form.locator('[aria-invalid="true"]').first()).toBeVisible();
    await form.getByLabel('Application secret', { exact: true }).fill(first.applicationSecret);
    await form.getByLabel('Consumer key', { exact: true }).fill(first.consumerKey);
    await form.getByRole('button', { name: 'Connect', exact: true }).click();
    await openRequests(page);
    const oauth2 = { endpoint: 'loopback', url: sandbox.url(), clientId: second.clientId };
    for (const clientSecret of [WRONG_KEY, second.clientSecret]) {
      out.push(await callBeside(app, 'accounts:connectOAuth2', { ...oauth2, clientSecret }));
    }
    expect(JSON.parse(String(out.at(-1)?.content))).toMatchObject({ ok: true });
    await validate(app, third, out);
    await typeAndLeave(page, first);
  });

  await test.step('a server that answers with what it was sent', async () => {
    const message = `no such credential ${first.consumerKey} of ${first.applicationKey}, secret ${first.applicationSecret}`;
    const fault = { match: 'GET /me/task/contactChange*', kind: 'status', status: 403, message };
    await sandbox.fault({ ...fault, errorCode: 'FORBIDDEN', times: 3 });
    out.push(await callBeside(app, 'sync:now', {}));
    await sandbox.fault({ match: 'GET /services*', kind: 'html', status: 200, times: 2 });
    out.push(await callBeside(app, 'sync:now', {}));
    await sandbox.clearFaults();
    out.push(await callBeside(app, 'sync:now', {}));
  });

  await test.step('decide: a wrong code, an answer that quotes the code, an accepted one', async () => {
    const id = await goToRequest(page, SERVICE);
    const pane = page.getByRole('complementary');
    const field = pane.getByLabel('Validation code');
    const decide = async (code: string, said: RegExp): Promise<void> => {
      await goToRequest(page, SERVICE);
      await field.fill(code);
      await pane.getByRole('button', { name: 'Accept', exact: true }).click();
      await page.getByRole('button', { name: 'Send now' }).click();
      await expect(page.getByText(said).first()).toBeVisible();
    };
    await decide(WRONG_CODE, /did not take this code/);
    const code = await codeFor(sandbox, first.nichandle, id);
    const fault = { match: 'POST /me/task/contactChange/*', kind: 'status', status: 400 };
    await sandbox.fault({ ...fault, message: `The token ${code} of «${code.slice(1)}» is bad`, times: 1 });
    await decide(code, /did not take this code|It was not done/);
    await goToRequest(page, SERVICE);
    await expect(pane.getByText(/is bad/)).toBeVisible();
    await sandbox.clearFaults();
    await decide(code, /: Confirmed\./);
  });

  await test.step('codes from e-mails: pasted, as a file, looked for; decided and dropped', async () => {
    const letters = (await sandbox.mail(first.nichandle)).map(({ raw }) => raw);
    await paste(page, letters.slice(0, 5).join('\n\n'));
    await unfold(page);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('r');
    await page.keyboard.press('ControlOrMeta+Enter');
    await trayOf(page).getByRole('button', { name: 'Send now' }).click();
    await trayOf(page).getByRole('button', { name: 'Done', exact: true }).click();
    await expect(trayOf(page)).toHaveCount(0);
    const files = letters.slice(5, 8).map((raw, index) => ({
      name: `${index}.eml`,
      content: Buffer.from(raw).toString('base64'),
    }));
    const recognised = await callBeside(app, 'codes:recogniseFiles', { files });
    out.push(recognised, await callBeside(app, 'codes:findInMail', {}));
    const { codes } = recognised.value as { codes: { handle: string }[] };
    expect(codes.length).toBeGreaterThan(0);
    out.push(await callBeside(app, 'codes:forget', { handles: codes.map(({ handle }) => handle) }));
  });

  await test.step('a hand-over', async () => {
    const dialog = await askForTechnical(page, 3);
    await dialog.getByRole('button', { name: /Send \d+ request/ }).click();
    await expect(dialog.getByText(/requests? made/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('look at everything else, and ask for the address codes are sent to', async () => {
    for (const screen of ['activity', 'people', 'settings']) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${screen}`);
      await expect(page.getByRole('main')).toHaveAttribute('data-screen', screen);
      await settled(page);
    }
    const channels = [
      'app:open',
      'services:list',
      'requests:list',
      'activity:list',
      'accounts:offers',
    ] as const;
    for (const channel of channels) {
      const answer = await callBeside(app, channel, fittingInput(channel));
      expect(JSON.parse(String(answer.content)), channel).toMatchObject({ ok: true });
      out.push(answer);
    }
  });

  const secrets: Secret[] = [
    ...[first, second, third].flatMap(secretsOf),
    ...sessions,
    { what: 'the wrong key', text: WRONG_KEY },
    { what: 'the wrong code', text: WRONG_CODE },
    ...(await codesOf(sandbox)),
    ...(await proofsOf(sandbox)),
  ];
  const sentKinds = new Set((await proofsOf(sandbox)).map(({ what }) => what));
  expect([...sentKinds].sort()).toEqual([
    'authorization',
    'x-ovh-application',
    'x-ovh-consumer',
    'x-ovh-signature',
  ]);

  const places = [...out, ...(await everywhere(app, page, crossings))];
  await test.step('the search finds what is there', async () => {
    const known = [{ what: 'the handle', text: first.nichandle }];
    const found = findSecrets(known, places).join('\n');
    for (const where of ['file accounts.json', 'answer of requests:list', 'heap', 'storages', 'events']) {
      expect(found, where).toContain(where);
    }
    const sent = (await Promise.all(crossings.map((crossing) => crossing.sent()))).flat();
    const wayIn = sent.map(({ channel, body }) => ({ where: channel, content: body }));
    const ways = new Set(findSecrets(secrets, wayIn).map((line) => line.split(' in ').at(-1)));
    expect([...ways].sort()).toEqual(['accounts:connectKeys', 'codes:recognise']);
  });
  expect(findSecrets(secrets, places)).toEqual([]);

  await test.step('forget an account, end, kill, start again: still nothing', async () => {
    out.push(await callBeside(app, 'accounts:forget', { accountId: await idOf(app, first.nichandle) }));
    crossings[0]?.stop();
    page = await app.restart();
    sessions.push(...addressKeysOf(app));
    crossings.push(await watchCrossing(app));
    page = await app.crash();
    sessions.push(...addressKeysOf(app));
    crossings.push(await watchCrossing(app));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const all = [...secrets, ...sessions, ...(await codesOf(sandbox)), ...(await proofsOf(sandbox))];
    const later = [...out, ...(await everywhere(app, page, crossings.slice(-1)))];
    expect(findSecrets(all, later)).toEqual([]);
    crossings.at(-1)?.stop();
  });
});

for (const kept of ['sealed', 'in memory'] as const) {
  test(`what is decided offline and ${kept} shows no key and no code: not while it waits, not over a kill, not when it is sent`, async ({
    app,
    sandbox,
  }) => {
    test.setTimeout(240_000);
    const [first] = sandbox.accounts();
    if (!first) throw new Error('the sandbox has no account');
    await app.ring(kept === 'sealed');
    const crossings: Crossing[] = [];
    const sessions: Secret[] = [];
    const watched = async (page: Page): Promise<Page> => {
      sessions.push(...addressKeysOf(app));
      crossings.at(-1)?.stop();
      crossings.push(await watchCrossing(app));
      return page;
    };
    let page = await watched(await app.restart());
    const look = async (): Promise<string[]> => {
      const secrets = [
        ...secretsOf(first),
        ...sessions,
        ...(await codesOf(sandbox)),
        ...(await proofsOf(sandbox)),
      ];
      expect(secrets.length).toBeGreaterThan(20);
      return findSecrets(secrets, await everywhere(app, page, crossings));
    };
    await connectLoopback(page, sandbox);
    const letters = (await lettersWithCodes(sandbox, first.nichandle)).slice(0, 3);
    await expect(page.getByRole('row', { name: new RegExp(SERVICE) })).toBeVisible();

    await test.step('kept offline: codes and a hand-over', async () => {
      await loseConnection(page, sandbox);
      await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
      await unfold(page);
      await acceptAll(page);
      await trayOf(page).getByRole('button', { name: 'Keep 3 decisions for later' }).click();
      await expectBanner(page, '3 decisions are waiting.');
      const dialog = await askForTechnical(page, 2);
      await dialog.getByRole('button', { name: 'Keep for later', exact: true }).click({ timeout: 40_000 });
      await expect(page.getByText(/[45] decisions are waiting\./)).toBeVisible();
      const outbox = (await filesOf(app.dataFolder)).find(({ where }) => where.endsWith('outbox.json'));
      if (kept === 'sealed') expect(String(outbox?.content)).toContain('"sealed"');
      else expect(String(outbox?.content ?? '')).not.toContain('"sealed"');
      expect(await look()).toEqual([]);
    });

    if (kept === 'sealed') {
      await test.step('killed and started again, without a connection', async () => {
        page = await watched(await app.crash());
        await expect(page.getByText(/[45] decisions are waiting\./)).toBeVisible();
        expect(await look()).toEqual([]);
      });
    }

    await test.step('reviewed and sent', async () => {
      await sandbox.clearFaults();
      await page.getByRole('button', { name: /Read everything again now/ }).click();
      await expect(page.getByRole('button', { name: /Up to date/ })).toBeVisible({ timeout: 45_000 });
      // An answer that quotes what it was sent.
      const code = await codeFor(sandbox, first.nichandle, letters[0]?.id ?? 0);
      await sandbox.fault({
        match: `POST /me/task/contactChange/${letters[0]?.id ?? 0}/*`,
        kind: 'status',
        status: 400,
        message: `The token ${code} is bad`,
        times: 1,
      });
      await page.getByRole('button', { name: 'Review', exact: true }).click();
      const waiting = page.getByRole('dialog', { name: /to send/ });
      await waiting.getByRole('button', { name: /^Send [45]$/ }).click({ timeout: 30_000 });
      await expect(waiting.getByText(/[34] of [45] went through\./)).toBeVisible({ timeout: 30_000 });
      expect(await look()).toEqual([]);
    });

    crossings.at(-1)?.stop();
  });
}

async function idOf(app: App, nichandle: string): Promise<string> {
  const { value } = await callBeside(app, 'app:open', {});
  const { accounts } = value as { accounts: { id: string; nichandle: string }[] };
  return accounts.find((account) => account.nichandle === nichandle)?.id ?? '';
}

// Electron's own is looked at where its main process is booted.
test('a crash says where it happened, not with what', { tag: '@web-only' }, async ({ app }) => {
  // As soon as it has told its address, and outside of everything that catches.
  const source = `const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (...given) => {
    setTimeout(() => {
      const key = process.env.MARKER;
      throw Object.assign(new Error(key), { config: { headers: { 'X-Ovh-Consumer': key } } });
    });
    return write(...given);
  };`;
  const options = ['--port', '0', '--no-open', '--data', join(app.dataFolder, 'crash')];
  const crashing = await startBuilt('serve', options, {
    // Words that nothing would take for a key and take out.
    MARKER: 'marker of a key',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}`,
  });
  await expect.poll(crashing.said).toMatch(/crash: Error|marker/);
  await crashing.stop();
  expect(crashing.said()).not.toContain('marker');
  expect(crashing.printed()).not.toContain('marker');
});
