/** A full disk is the disk's trouble, not the program's mistake; a network's refusal is no file's. */
import { expect, test } from 'vitest';
import { dispatch } from '../../../electron/desk/dispatch.ts';
import { storageFailure } from '../../../electron/storage/failure.ts';
import { openSettings } from '../../../electron/storage/settings.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { fakeDesk } from '../../fakes/desk.ts';

const errno = (code: string, syscall: string, path?: string): Error =>
  Object.assign(new Error(`${code}: refused`), { code, syscall, ...(path === undefined ? {} : { path }) });

test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EISDIR', 'EIO'])('%s names the file', (code) => {
  expect(storageFailure(errno(code, 'open', '/home/a/Relevo/ledger.jsonl'))).toEqual({
    code: 'storage',
    next: 'check-disk',
    detail: `/home/a/Relevo/ledger.jsonl (${code})`,
  });
});

test.each(['vault.json.2918374650', 'vault.json.tmp-1763654400a1b2c3'])(
  '%s is told as what it becomes',
  (name) => {
    expect(storageFailure(errno('ENOSPC', 'write', `/d/${name}`))?.detail).toBe('/d/vault.json (ENOSPC)');
  },
);

test('without a name it is said all the same', () => {
  expect(storageFailure(errno('ENOSPC', 'write'))).toEqual({ code: 'storage', next: 'check-disk' });
});

test.each([
  ['a firewall', errno('EACCES', 'connect')],
  ['a name nobody knows', errno('ENOTFOUND', 'getaddrinfo')],
  ['a lost connection', errno('ECONNRESET', 'read')],
  ['a program that is missing', errno('ENOENT', 'spawn xdg-open')],
  ['a mistake', new TypeError('undefined is not a function')],
  ['a text', 'ENOSPC'],
])('%s is none', (_, error) => {
  expect(storageFailure(error)).toBeNull();
});

test('over the bridge it is `storage`, and the setting that was not kept does not look as if it were', async () => {
  const store = {
    read: () => ({}),
    keepAside: () => {},
    write: () => {
      throw errno('ENOSPC', 'write', '/d/settings.json.tmp-17a');
    },
  };
  const settings = openSettings(store, () => {});
  const desk = fakeDesk({ 'settings:change': () => settings.change({ theme: 'dark' }) });
  expect(await dispatch(desk.handlers, 'settings:change', { theme: 'dark' }, () => {})).toEqual({
    ok: false,
    error: { code: 'storage', next: 'check-disk', detail: '/d/settings.json (ENOSPC)' },
  });
  expect(settings.get()).toEqual(DEFAULT_SETTINGS);
});
