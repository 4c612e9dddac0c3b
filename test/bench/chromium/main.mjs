/**
 * Runs on Electron alone, without Relevo: sends POSTs over Chromium's stack as `session.fetch` does, each after a read that leaves
 * a connection behind, and ends. Its last argument is the JSON list of `[read, post]` addresses. What comes of a call is told by who counts it.
 */
import { app, session } from 'electron';

/** Electron's fetch may wait for ever for the rest of an answer that was closed. @param {string} url @param {RequestInit} [init] */
function whole(url, init) {
  const sent = session
    .fromPartition('network')
    .fetch(url, { ...init, cache: 'no-store', credentials: 'omit' })
    .then((answer) => answer.text())
    .catch(() => {});
  const patience = new Promise((resolve) => {
    setTimeout(resolve, 1_000);
  });
  return Promise.race([sent, patience]);
}

async function run() {
  for (const [read, post] of JSON.parse(process.argv.at(-1) ?? '[]')) {
    await whole(read);
    await whole(post, { method: 'POST', body: '{}' });
  }
  app.exit(0);
}

// Not awaited: Electron becomes ready only after this module has run to its end.
void app.whenReady().then(run);
