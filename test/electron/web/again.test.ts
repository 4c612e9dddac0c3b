/** A second start is led to the first one by an address of its own, and to nobody else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { claimFolder, type Holder, proofOf } from '../../../electron/pages/one-program.ts';
import { addressOfFirst, answerAgain } from '../../../electron/web/again.ts';
import { openWebShell } from '../../../electron/web/server.ts';
import { manualClock } from '../../fakes/clock.ts';
import { fakeDesk } from '../../fakes/desk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

/** A program that has a folder of its own and answers. */
async function first() {
  const folder = await temporaryFolder();
  const claim = await claimFolder(folder, 'web');
  if (claim.state !== 'ours') throw new Error('taken');
  const web = await openWebShell({
    desk: fakeDesk(),
    rendererFolder: folder,
    port: 0,
    clock: manualClock(),
    log: () => {},
    secret: claim.secret,
  });
  onTestFinished(() => web.close());
  claim.listens(web.port);
  const holder: Holder = {
    version: 1,
    pid: 1,
    started: null,
    shell: 'web',
    port: null,
    secret: claim.secret,
  };
  return { folder, web, holder, origin: `http://127.0.0.1:${web.port}` };
}

const exchange = (origin: string, url: string): Promise<Response> =>
  fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ key: new URL(url).hash.slice('#key='.length) }),
  });

test('the address opens the first one’s session, once, and the printed one goes on working', async () => {
  const { folder, web, holder, origin } = await first();
  const url = (await addressOfFirst(folder, holder)) ?? '';
  expect(url).toMatch(new RegExp(`^${origin}/#key=[\\w-]{43}$`));
  expect(url).not.toBe(web.url);
  const second = await exchange(origin, url);
  const printed = await exchange(origin, web.url);
  expect([second.status, printed.status]).toEqual([200, 200]);
  expect(await second.json()).toEqual(await printed.json());
  for (const used of [url, web.url]) expect((await exchange(origin, used)).status).toBe(401);
});

test('of two asked for, the later one works', async () => {
  const { folder, holder, origin } = await first();
  const one = (await addressOfFirst(folder, holder)) ?? '';
  const two = (await addressOfFirst(folder, holder)) ?? '';
  expect((await exchange(origin, one)).status).toBe(401);
  expect((await exchange(origin, two)).status).toBe(200);
});

test('who does not know the secret gets no key, and makes none', async () => {
  const nonce = 'n'.repeat(43);
  const made: string[] = [];
  const fresh = (): string => {
    made.push('key');
    return 'key';
  };
  for (const body of [
    null,
    {},
    { nonce, proof: '' },
    { nonce, proof: proofOf('other', ['again', nonce]) },
    { nonce: `${nonce}x`, proof: proofOf('secret', ['again', nonce]) },
    { nonce, proof: proofOf('secret', ['key', nonce]) },
  ]) {
    expect(answerAgain(body, 'secret', fresh)).toBeNull();
  }
  expect(made).toEqual([]);
  expect(answerAgain({ nonce, proof: proofOf('secret', ['again', nonce]) }, 'secret', fresh)).toMatchObject({
    key: 'key',
  });

  const { origin } = await first();
  const asked = await fetch(`${origin}/again`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ nonce, proof: proofOf('other', ['again', nonce]) }),
  });
  expect(asked.status).toBe(401);
});

test('nobody is led to a stranger that listens there now, and the secret is not told to it', async () => {
  const heard: string[] = [];
  let giveBack = (): void => {};
  const stranger = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    request.on('end', () => {
      heard.push(JSON.stringify(request.headers));
      response.end(JSON.stringify({ key: 'theirs', proof: 'x'.repeat(43) }));
      // The lock is given back meanwhile, so that nobody asks for ever.
      giveBack();
    });
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void stranger.close());
  const folder = await temporaryFolder();
  const claim = await claimFolder(folder, 'web');
  if (claim.state !== 'ours') throw new Error('taken');
  giveBack = claim.release;
  claim.listens((stranger.address() as AddressInfo).port);
  const holder: Holder = {
    version: 1,
    pid: 1,
    started: null,
    shell: 'web',
    port: null,
    secret: claim.secret,
  };
  expect(await addressOfFirst(folder, holder)).toBeNull();
  expect(heard.length).toBeGreaterThan(1);
  expect(heard.join()).not.toContain(claim.secret);
});
