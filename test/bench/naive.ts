/**
 * The way without Relevo: for each e-mail read the request, accept it, read it again, one after the other. A plain
 * client of its own that shares no code with Relevo's; it answers nothing but how long it took.
 */
import { createHash } from 'node:crypto';
import type { SandboxKeys } from '../e2e/sandbox.ts';
import { unfold } from './waiting.ts';

export type Task = { url: string; keys: SandboxKeys; mails: string[] };
export type Took = { ms: number; accepted: number };

/** Throws at the first answer that is not good: this way has no patience. */
export async function acceptOneByOne({ url, keys, mails }: Task): Promise<Took> {
  const began = performance.now();
  const offset = Number(await (await fetch(`${url}/auth/time`)).text()) - Math.round(Date.now() / 1000);
  const call = async (method: 'GET' | 'POST', path: string, body = ''): Promise<void> => {
    const timestamp = String(Math.round(Date.now() / 1000) + offset);
    const signed = [keys.applicationSecret, keys.consumerKey, method, url + path, body, timestamp].join('+');
    const answer = await fetch(url + path, {
      method,
      headers: {
        'X-Ovh-Application': keys.applicationKey,
        'X-Ovh-Consumer': keys.consumerKey,
        'X-Ovh-Timestamp': timestamp,
        'X-Ovh-Signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
        ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === '' ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  for (const mail of mails) {
    const found = /contacts\/(\d+)\?tab=REQUESTS&token=([A-Za-z0-9]+)/.exec(unfold(mail));
    if (!found) throw new Error('an e-mail without a code');
    const path = `/me/task/contactChange/${found[1]}`;
    await call('GET', path);
    await call('POST', `${path}/accept`, JSON.stringify({ token: found[2] }));
    await call('GET', path);
  }
  return { ms: performance.now() - began, accepted: mails.length };
}
