/** Who may come in: this program's own pages at its own address, and nobody else's. */
import { describe, expect, test } from 'vitest';
import type { Asked } from '../../../electron/web/gate.ts';
import { refusal } from '../../../electron/web/gate.ts';

const PORT = 4321;
const page: Asked = { method: 'GET', path: '/', host: '127.0.0.1:4321', origin: undefined, site: 'none' };
const post: Asked = {
  method: 'POST',
  path: '/ipc/app:open',
  host: '127.0.0.1:4321',
  origin: 'http://127.0.0.1:4321',
  site: 'same-origin',
};
const events: Asked = { ...page, path: '/events', site: 'same-origin' };

describe('lets in', () => {
  test.each<[string, Asked]>([
    ['the page from the address bar', page],
    ['the page under the name localhost', { ...page, host: 'localhost:4321' }],
    ['an asset', { ...page, path: '/assets/a.js', site: 'same-origin' }],
    ['a call of the page', post],
    [
      'a call of the page under localhost',
      { ...post, host: 'localhost:4321', origin: 'http://localhost:4321' },
    ],
    ['a call from a browser that sends no Sec-Fetch-Site', { ...post, site: undefined }],
    ['the event stream', events],
    [
      'the event stream with an Origin in its place',
      { ...events, origin: 'http://127.0.0.1:4321', site: undefined },
    ],
  ])('%s', (_, asked) => {
    expect(refusal(asked, PORT)).toBeNull();
  });
});

describe('keeps out', () => {
  test.each<[string, Asked]>([
    ['a foreign name that resolves to this computer', { ...page, host: 'evil.example:4321' }],
    ['the same for an asset', { ...page, path: '/assets/a.js', host: 'evil.example' }],
    ['another port', { ...page, host: '127.0.0.1:80' }],
    ['no port', { ...page, host: '127.0.0.1' }],
    ['no Host at all', { ...page, host: undefined }],
    ['a name that only begins like ours', { ...page, host: '127.0.0.1:4321.evil.example' }],
    ['a call of a foreign page', { ...post, origin: 'https://evil.example', site: 'cross-site' }],
    [
      'a call of another port of this computer',
      { ...post, origin: 'http://127.0.0.1:80', site: 'same-site' },
    ],
    ['a call that names our Origin from elsewhere', { ...post, site: 'cross-site' }],
    ['a call from the other name of this computer', { ...post, origin: 'http://localhost:4321' }],
    ['a call without an Origin', { ...post, origin: undefined }],
    ['a call of a page without an origin', { ...post, origin: 'null' }],
    ['the event stream for a foreign page', { ...events, site: 'cross-site' }],
    ['the event stream for another port', { ...events, site: 'same-site' }],
    ['the event stream where nobody tells who asks', { ...events, site: undefined }],
    ['another method', { ...post, method: 'DELETE' }],
    ['a preflight', { ...post, method: 'OPTIONS' }],
  ])('%s', (_, asked) => {
    expect(refusal(asked, PORT)).toMatch(/^Relevo .*\.$/);
  });
});
