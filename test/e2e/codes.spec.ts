/** Codes from anywhere, end to end: pasted, dropped, found; decided one by one and many at once, some of them failing. */
import type { Locator, Page } from '@playwright/test';
import PostalMime from 'postal-mime';
import { changeContact, listServices } from '../../electron/ovh/services.ts';
import { resendEmail } from '../../electron/ovh/tasks.ts';
import { outlookFile } from '../fakes/outlook.ts';
import { expect, test } from './app.ts';
import {
  acceptAll,
  clientOf,
  codeFor,
  connectLoopback,
  decideAs,
  trayOf as found,
  openRequest,
  paste,
  trayRow as rowOf,
  sendAll,
  stateOf,
  unfold,
} from './people.ts';
import type { TestSandbox } from './sandbox.ts';

const VPS = 'vps-5d1b0c7e.vps.ovh.net';

/** A letter that carries a code. */
type Letter = { raw: string; id: number; subject: string };

async function lettersWithCodes(sandbox: TestSandbox, nichandle: string): Promise<Letter[]> {
  const all = await sandbox.mail(nichandle);
  return all
    .map(({ raw, subject }) => ({ raw, subject, id: Number(/\d{5,}/.exec(subject)?.[0]) }))
    .filter(({ raw }) => /token=3D/.test(raw.replace(/=\r?\n/g, '')));
}

type TestFile = { name: string; content: Uint8Array | string };

/** What a drag from another window does: over the page, then let go. */
async function drop(page: Page, what: { files: TestFile[] } | { text: string }): Promise<void> {
  const given =
    'text' in what
      ? what
      : {
          files: what.files.map(({ name, content }) => ({
            name,
            base64: Buffer.from(content).toString('base64'),
          })),
        };
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    if ('text' in dropped) dataTransfer.setData('text/plain', dropped.text);
    else
      for (const { name, base64 } of dropped.files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
    const options = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('dragenter', options));
    document.body.dispatchEvent(new DragEvent('dragover', options));
    document.body.dispatchEvent(new DragEvent('drop', options));
  }, given);
}

/** Codes that can be decided with, told apart by the choice they offer. */
function open(page: Page): Locator {
  return found(page).getByRole('radio', { name: 'Refuse', disabled: false });
}

/** With OVHcloud, whatever it shows of it already. */
const TAKEN = /With |Being applied|Done|Confirmed/;

/** Connects the account of this NIC handle by its loopback keys. */
async function connect(page: Page, sandbox: TestSandbox, nichandle: string): Promise<void> {
  const index = sandbox.accounts().findIndex((account) => account.nichandle === nichandle);
  expect(await connectLoopback(page, sandbox, index)).toBe(nichandle);
}

test('several e-mails in one paste are recognised, accepted, kept as CSV, and the clipboard is cleared', async ({
  app,
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = (await lettersWithCodes(sandbox, me)).slice(0, 3);
  const ids = letters.map(({ id }) => id);
  const text = letters.map(({ raw }) => raw).join('\n\n');
  await paste(page, `${text}\n\n${letters[0]?.raw}`);
  await expect(found(page).getByRole('heading')).toHaveText('3 codes found in what you pasted');
  await unfold(page);
  await acceptAll(page);
  await sendAll(page, 3);
  await expect(found(page).getByText('All 3 were sent once and taken.', { exact: false })).toBeVisible();
  await unfold(page);
  for (const id of ids) await expect(rowOf(page, id)).toContainText(TAKEN);

  const csv = await app.saved(() => found(page).getByRole('button', { name: 'Export CSV' }).click());
  expect(csv.trim().split('\r\n')).toHaveLength(4);
  for (const id of ids) {
    expect(csv).toMatch(new RegExp(`^${id},.*,Accept,(?:With [^,]*|Being applied|Done|Confirmed),`, 'm'));
    expect(csv).not.toContain(await codeFor(sandbox, me, id));
  }

  await app.clipboard.write('token=abc');
  await found(page).getByRole('button', { name: 'Clear the clipboard' }).click();
  await expect(found(page).getByText('The clipboard is empty.')).toBeVisible();
  expect(await app.clipboard.read()).toBe('');
  await page.keyboard.press('Escape');

  // The same again: nothing is spent twice.
  await paste(page, text);
  await expect(found(page).getByText('Nothing left to decide 3')).toBeVisible();
  await expect(open(page)).toHaveCount(0);
  await expect(found(page).getByRole('button', { name: 'Send 0 decisions' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: /Activity/ }).click();
  await expect(page.getByRole('button', { name: `request ${ids[0]}` })).toBeVisible();
  await page.getByRole('searchbox').fill(String(ids[0]));
  const record = await app.saved(() => page.getByRole('button', { name: 'Export CSV' }).click());
  const lines = record.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`Request accepted,[^,]*${me}[^,]*,`));
});

test('thirty files of every kind are dropped: each code once, each file without one named', async ({
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const mine = await lettersWithCodes(sandbox, me);
  const theirs = await lettersWithCodes(sandbox, 'mp40311-ovh');
  expect(mine.length).toBeGreaterThanOrEqual(6);
  const read = await Promise.all(mine.map(({ raw }) => PostalMime.parse(raw)));
  const [first, second, third, fourth, fifth, sixth] = mine;
  const part = (index: number) => ({
    subject: read[index]?.subject ?? '',
    to: read[index]?.to?.map(({ address }) => address ?? '') ?? [],
    body: read[index]?.text ?? '',
  });
  const separator = 'From support@ovh.com Fri Nov 20 10:00:00 2026';
  const files: TestFile[] = [
    { name: 'one.eml', content: first?.raw ?? '' },
    { name: 'two.msg', content: outlookFile({ ...part(1), html: read[1]?.html ?? '' }) },
    { name: 'three.msg', content: outlookFile(part(2)) },
    { name: 'four.html', content: read[3]?.html ?? '' },
    { name: 'INBOX', content: `${separator}\n${fifth?.raw}\n\n${separator}\n${first?.raw}\n` },
    { name: 'six.txt', content: `Subject: ${sixth?.subject}\n\n${read[5]?.text}` },
    ...mine.map(({ raw }, index) => ({ name: `copy-${index}.eml`, content: raw })),
    { name: 'colleague.eml', content: theirs[0]?.raw ?? '' },
    { name: 'photo.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) },
    { name: 'contract.pdf', content: '%PDF-1.7' },
    { name: 'cut.msg', content: new Uint8Array(700) },
    { name: 'empty.eml', content: '' },
  ];
  while (files.length < 30) files.push({ name: `note-${files.length}.txt`, content: 'Lunch at two?' });
  expect(files).toHaveLength(30);

  await drop(page, { files });
  await expect(found(page).getByRole('heading').first()).toHaveText('7 codes found in your files');
  await unfold(page);
  for (const letter of [first, second, third, fourth, fifth, sixth])
    await expect(rowOf(page, letter?.id ?? 0).getByRole('radio', { name: 'Accept' })).toBeEnabled();
  await expect(rowOf(page, theirs[0]?.id ?? 0)).toContainText('Another account');
  await expect(rowOf(page, theirs[0]?.id ?? 0).getByRole('radio')).toHaveCount(0);
  const notes = files.filter(({ name }) => name.startsWith('note-')).length;
  await expect(found(page).getByText(`${notes} files hold no code`)).toBeVisible();
  await expect(found(page).getByText('4 files could not be read')).toBeVisible();
  for (const name of ['photo.png', 'contract.pdf', 'cut.msg', 'empty.eml'])
    await expect(found(page).getByText(name, { exact: true })).toBeVisible();
  await expect(found(page).getByText(/Not a kind of file that is read here/)).toBeVisible();

  await acceptAll(page);
  await sendAll(page, 6);
});

test('where to let go is drawn while dragging; text is taken as well; files can be chosen', async ({
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const [letter] = await lettersWithCodes(sandbox, me);
  await page.getByRole('link', { name: /Services/ }).click();
  const over = (type: 'dragover' | 'dragleave') =>
    page.evaluate((name) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.eml'));
      const event = new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    }, type);
  await over('dragover');
  await expect(page.getByText('Drop e-mails here to find their codes')).toBeVisible();
  await over('dragleave');
  await expect(page.getByText('Drop e-mails here to find their codes')).toHaveCount(0);

  await drop(page, { text: letter?.raw ?? '' });
  await expect(found(page).getByRole('heading')).toHaveText('1 code found in what you dropped');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Paste codes' }).click();
  const asking = page.getByRole('dialog', { name: 'Paste codes' });
  // With leave to read the clipboard it would be read at once; without, the dialog asks.
  const chooser = page.waitForEvent('filechooser');
  await asking.getByRole('button', { name: 'Choose files…' }).click();
  await (await chooser).setFiles([
    { name: 'one.eml', mimeType: 'message/rfc822', buffer: Buffer.from(letter?.raw ?? '') },
  ]);
  // It is the same code, and lies in the tray already.
  await expect(found(page).getByRole('heading')).toHaveText('1 code at hand');
});

test('codes are found in the e-mails OVHcloud keeps', async ({ page, sandbox }) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = await lettersWithCodes(sandbox, me);
  await page.getByRole('button', { name: 'Find codes' }).click();
  // Also those of requests that were confirmed elsewhere: nobody here can know that.
  await expect(found(page).getByRole('heading')).toHaveText(/^\d+ codes found in your OVHcloud e-mails$/);
  await unfold(page);
  for (const { id } of letters)
    await expect(rowOf(page, id).getByRole('radio', { name: 'Accept' })).toBeEnabled();
});

test('of many accepted at once some fail: each row says its own outcome, and no other is held up', async ({
  app,
  page,
  sandbox,
}) => {
  app.allow(/console: Failed to load resource/);
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letters = await lettersWithCodes(sandbox, me);
  const vps = letters.find(({ raw }) => raw.includes('vps-5d1b0c7e'));
  const [forbidden, stale, broken, ...fine] = letters.filter((letter) => letter !== vps);
  if (!vps || !forbidden || !stale || !broken) throw new Error('too few letters');
  const accept = (id: number) => `POST /me/task/contactChange/${id}/accept`;
  await sandbox.fault({
    match: accept(forbidden.id),
    kind: 'status',
    status: 403,
    errorCode: 'NOT_GRANTED_CALL',
    message: 'This call has not been granted',
  });
  await sandbox.fault({ match: accept(broken.id), kind: 'status', status: 500, message: 'Oops' });
  // Processed, but its answer never comes.
  await sandbox.fault({ match: accept(vps.id), kind: 'reset', when: 'after' });
  await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
  await unfold(page);
  await acceptAll(page);
  // A new code was sent meanwhile: the one at hand is dead.
  const client = clientOf(sandbox, me);
  expect((await resendEmail(client, stale.id)).ok).toBe(true);
  client.close();
  await sendAll(page, letters.length);
  await unfold(page);

  await expect(rowOf(page, forbidden.id)).toContainText('No right');
  await expect(rowOf(page, stale.id)).toContainText('Not taken');
  await expect(rowOf(page, stale.id).getByRole('button', { name: 'Send a new code' })).toBeVisible();
  await expect(rowOf(page, broken.id)).toContainText(/Failed|Not known/);
  for (const { id } of fine) await expect(rowOf(page, id)).toContainText(TAKEN);
  // What the server shows lags behind: where it does not tell yet, nothing is claimed.
  await expect(rowOf(page, vps.id)).toContainText(/With |Being applied|Done|Not known/);
  await expect.poll(() => stateOf(sandbox, me, vps.id)).toMatch(/doing|done/);
  // Nothing was posted twice.
  const posts = (await sandbox.log()).filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/accept'),
  );
  expect(posts.map(({ path }) => path).sort()).toEqual([...new Set(posts.map(({ path }) => path))].sort());
  expect(posts).toHaveLength(letters.length);

  await found(page).getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByRole('link', { name: /Activity/ }).click();
  await page.getByRole('button', { name: /Needs a look/ }).click();
  await expect(page.getByText('This call has not been granted')).toBeVisible();
});

test('a request of my own is cancelled with my code', async ({ page, sandbox }) => {
  const me = await connectLoopback(page, sandbox);
  const row = page.getByRole('row', { name: /clinicanorte\.es/ }).first();
  const id = await openRequest(page, 'clinicanorte.es');
  const pane = page.getByRole('complementary');
  await expect(pane.getByRole('button', { name: 'Refuse', exact: true })).toHaveCount(0);
  await pane.getByLabel('Validation code').fill(await codeFor(sandbox, me, id));
  await expect(pane.getByText('a code by its form', { exact: true })).toBeVisible();
  await pane.getByRole('button', { name: 'Cancel request' }).click();
  await expect(row).toContainText('About to be sent');
  expect(await stateOf(sandbox, me, id)).toBe('validatingByCustomers');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(row).toContainText(/Just refused|Cancelled by you/);
  await expect.poll(() => stateOf(sandbox, me, id)).toBe('refused');
});

test('what was confirmed in the Control Panel is no wrong code; the person may say so too, and take it back', async ({
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const letter = (await lettersWithCodes(sandbox, me)).find(({ subject }) => subject !== '');
  if (!letter) throw new Error('no letter with a code');
  await paste(page, letter.raw);
  await acceptAll(page);
  // Not from here: a colleague has the same e-mail.
  await decideAs(sandbox, me, letter.id, 'accept');
  await sendAll(page, 1);
  await expect(rowOf(page, letter.id)).toContainText(/Being applied|Done|Code already used/);
  await found(page).getByRole('button', { name: 'Done', exact: true }).click();

  const row = page.getByRole('row', { name: new RegExp(VPS) });
  await row.click();
  const pane = page.getByRole('complementary');
  await pane.getByRole('button', { name: 'I confirmed this elsewhere' }).click();
  await expect(pane.getByText(/You said .* was confirmed elsewhere/)).toBeVisible();
  await expect(row).not.toContainText('Your code needed');
  await pane.getByRole('button', { name: 'It still needs its code' }).click();
  await expect(pane.getByLabel('Validation code')).toBeVisible();
  await expect(row).toContainText('Your code needed');
});

test('where both sides are mine each code goes to its own side, and the request ends done', async ({
  page,
  sandbox,
}) => {
  await connect(page, sandbox, 'ac44920-ovh');
  await connect(page, sandbox, 'ac21874-ovh');
  const mine = await lettersWithCodes(sandbox, 'ac21874-ovh');
  const others = await lettersWithCodes(sandbox, 'ac44920-ovh');
  const both = mine.find(({ id }) => others.some((other) => other.id === id));
  const other = others.find(({ id }) => id === both?.id);
  if (!both || !other) throw new Error('no request with both sides of the agency');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await paste(page, `${other.raw}\n\n${both.raw}`);
  await expect(rowOf(page, both.id)).toHaveCount(2);
  await acceptAll(page);
  await sendAll(page, 2);
  await expect(found(page).getByText('All 2 were sent once and taken.', { exact: false })).toBeVisible();
  await expect.poll(() => stateOf(sandbox, 'ac21874-ovh', both.id), { timeout: 30_000 }).toBe('done');
});

/** One account per language, and how its letters' subjects begin. */
const LANGUAGES = [
  ['ac59077-ovh', /^Contact change request no\./],
  ['ac21874-ovh', /^Solicitud de cambio de contacto n\.º/],
  ['el30277-ovh', /^Demande de changement de contact n°/],
  ['jd55210-ovh', /^Anfrage zur Kontaktänderung Nr\./],
  ['fv70912-ovh', /^Richiesta di modifica del contatto n\./],
  ['kw21008-ovh', /^Zlecenie zmiany kontaktu nr/],
  ['rs90045-ovh', /^Pedido de alteração de contacto n\.º/],
] as const;

/** Somebody is asked to become technical contact of a service where nothing runs yet. */
async function askSomebody(sandbox: TestSandbox, asker: string, to: string): Promise<void> {
  const client = clientOf(sandbox, asker);
  const list = await listServices(client);
  const services = list.ok ? list.value.services : [];
  for (const { route, contacts, family } of services) {
    if (route === null || family !== '/domain' || contacts?.contactAdmin !== asker) continue;
    const made = await changeContact(client, route, { contactTech: to });
    if (!made.ok) continue;
    client.close();
    return;
  }
  client.close();
  throw new Error(`${asker} could ask nobody`);
}

test('an e-mail in each of the seven languages is recognised for its own account and accepted', async ({
  page,
  sandbox,
}) => {
  test.setTimeout(120_000);
  await askSomebody(sandbox, 'ac21874-ovh', 'fv70912-ovh');
  await expect
    .poll(async () => (await lettersWithCodes(sandbox, 'fv70912-ovh')).length, { timeout: 20_000 })
    .toBe(1);
  const letters: Letter[] = [];
  for (const [nichandle, subject] of LANGUAGES) {
    await connect(page, sandbox, nichandle);
    const own = await lettersWithCodes(sandbox, nichandle);
    const fresh = own.findLast(({ id }) => !letters.some((letter) => letter.id === id));
    expect(fresh?.subject, nichandle).toMatch(subject);
    if (fresh) letters.push(fresh);
  }
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await paste(page, letters.map(({ raw }) => raw).join('\n\n'));
  await expect(found(page).getByRole('heading')).toHaveText('7 codes found in what you pasted');
  await unfold(page);
  await expect(open(page)).toHaveCount(7, { timeout: 20_000 });
  await acceptAll(page);
  await sendAll(page, 7);
  await expect(found(page).getByText('All 7 were sent once and taken.', { exact: false })).toBeVisible();
});

test('a link that only looks like OVHcloud’s is shown with where it leads, and its code cannot be used', async ({
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const [letter, honest] = await lettersWithCodes(sandbox, me);
  const forged = (letter?.raw ?? '')
    .replace(/=\r?\n/g, '')
    .replaceAll('www.ovh.com', 'www.ovh.com.evil.example');
  await paste(page, `${forged}\n\n${honest?.raw}`);
  const row = rowOf(page, letter?.id ?? 0);
  await expect(row).toContainText('sender not OVHcloud’s');
  await expect(row.getByRole('radio', { name: 'Accept' })).toBeDisabled();
  await expect(
    found(page).getByText(/leads to www\.ovh\.com\.evil\.example: nothing is accepted/),
  ).toBeVisible();
  // The honest one beside it can be used all the same; all at once, by key, takes the forged one not along.
  await acceptAll(page);
  await expect(row.getByRole('radio', { name: 'Later' })).toBeChecked();
  await sendAll(page, 1);
  await expect(rowOf(page, honest?.id ?? 0)).toContainText(TAKEN);
  const posts = (await sandbox.log()).filter(({ path }) => path.includes(`/${letter?.id}/`));
  expect(posts.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a code for a request that somebody else has refused is told as no longer waited for, or not claimed to be known', async ({
  page,
  sandbox,
}) => {
  const me = await connectLoopback(page, sandbox);
  await expect(page.getByRole('row', { name: new RegExp(VPS) })).toBeVisible();
  const theirs = await lettersWithCodes(sandbox, 'mp40311-ovh');
  const letter = (await lettersWithCodes(sandbox, me)).find(({ id }) =>
    theirs.some((each) => each.id === id),
  );
  if (!letter) throw new Error('no request with mp40311-ovh');
  await paste(page, letter.raw);
  await acceptAll(page);
  await decideAs(sandbox, 'mp40311-ovh', letter.id, 'refuse');
  await sendAll(page, 1);
  // What the server shows lags behind its answer: while it still shows the request as waiting, nothing is claimed.
  await expect(rowOf(page, letter.id)).toContainText(/No longer waits|Code already used/);
  await expect.poll(() => stateOf(sandbox, me, letter.id)).toBe('refused');
  const posts = (await sandbox.log()).filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/accept'),
  );
  expect(posts).toHaveLength(1);
});
