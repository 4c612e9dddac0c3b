/**
 * Looks for secrets wherever they must not be: in files, in what the page and its storages hold, on its heap, and in any place
 * that a test names. Tells where one was found and what it was, never the secret itself.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

export type Secret = { what: string; text: string };
export type Place = { where: string; content: string | Buffer };

/** One line for each place and each secret that stands in it, as it is, as base64 or as UTF-16. Secrets have six bytes at least. */
export function findSecrets(secrets: readonly Secret[], places: readonly Place[]): string[] {
  // A heap has many megabytes and there are hundreds of secrets: each place is gone through once, for all of them together.
  const wanted = new Map<number, { what: string; written: Buffer }[]>();
  const begins = new Uint8Array(0x1_00_00);
  for (const { what, text } of secrets) {
    for (const written of writings(text)) {
      const start = written.readUInt32LE();
      wanted.set(start, [...(wanted.get(start) ?? []), { what, written }]);
      begins[start & 0xff_ff] = 1;
    }
  }
  return places.flatMap(({ where, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    const found = new Set<string>();
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (begins[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] === 0) continue;
      for (const { what, written } of wanted.get(bytes.readUInt32LE(at)) ?? []) {
        if (written.equals(bytes.subarray(at, at + written.length))) found.add(`${what} in ${where}`);
      }
    }
    return [...found];
  });
}

/** How a secret may be written; base64 at each of the three places it can begin at within a longer text. */
function writings(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64');
    return whole.slice(before === 0 ? 0 : before + 1, -4);
  });
  return [Buffer.from(text), Buffer.from(text, 'utf16le'), ...base64.map((coded) => Buffer.from(coded))];
}

/** All that stands there. What is written under another name first may get its own while it is read: then all is read anew. */
export async function filesOf(folder: string): Promise<Place[]> {
  for (let again = 0; ; again += 1) {
    try {
      return await readAll(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || again === 20) throw error;
    }
  }
}

async function readAll(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { where: `the file ${path.slice(folder.length + 1)}`, content: await readFile(path) };
      }),
  );
}

/** What the browser itself would keep of the page. */
export async function storagesOf(page: Page): Promise<Place[]> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    history: JSON.stringify(history.state),
    title: document.title,
    address: location.href,
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => 'value' in field && field.value),
  }));
  return [{ where: 'what the page and its storages hold', content: JSON.stringify(kept) }];
}

/** Every string on the page's JavaScript heap after a garbage collection. */
export async function heapOf(page: Page): Promise<Place> {
  const session = await page.context().newCDPSession(page);
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await session.send('HeapProfiler.enable');
  // What the first round lets go of may have been all that held something else.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(snapshot) as { strings: string[] };
  return { where: 'the heap of the page', content: strings.join('\n') };
}
