/** What is sealed with the system's key ring, and when nothing may be kept on the disk. */
import { beforeEach, expect, test, vi } from 'vitest';
import { openSecrets } from '../../../electron/shell/secrets.ts';

const ring = vi.hoisted(() => ({ backend: 'gnome_libsecret', available: true, rotated: false }));
vi.mock('electron', () => ({
  safeStorage: {
    getSelectedStorageBackend: () => ring.backend,
    isAsyncEncryptionAvailable: async () => ring.available,
    encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join('')),
    decryptStringAsync: async (sealed: Buffer) => {
      if (!ring.available) throw new Error('locked');
      return { result: [...sealed.toString()].reverse().join(''), shouldReEncrypt: ring.rotated };
    },
  },
}));

beforeEach(() => Object.assign(ring, { backend: 'gnome_libsecret', available: true, rotated: false }));

test.each(['basic_text', 'unknown', 'a backend of tomorrow'])(
  'on Linux, %s keeps nothing on the disk',
  async (backend) => {
    ring.backend = backend;
    expect(await openSecrets('linux')).toMatchObject({ backend, persistent: false });
  },
);

test.each([
  ['linux', 'gnome_libsecret'],
  ['darwin', 'keychain'],
  ['win32', 'dpapi'],
] as const)('on %s the key ring seals, under the name %s', async (platform, backend) => {
  const box = await openSecrets(platform);
  expect(box).toMatchObject({ backend, persistent: true });
  const sealed = await box.seal('a secret');
  expect(Buffer.from(sealed, 'base64').toString()).not.toContain('secret');
  expect(await box.open(sealed)).toBe('a secret');
  expect(box.isOutdated?.(sealed)).toBe(false);
});

test('a key ring that is locked at the start keeps nothing new, and opens what it sealed once it is unlocked', async () => {
  const sealed = await (await openSecrets('linux')).seal('a secret');
  ring.available = false;
  const box = await openSecrets('linux');
  expect(box).toMatchObject({ backend: 'gnome_libsecret', persistent: false });
  await expect(box.open(sealed)).rejects.toThrow('locked');
  ring.available = true;
  expect(await box.open(sealed)).toBe('a secret');
});

test('what was sealed with a key that has been replaced is told to be sealed anew', async () => {
  const box = await openSecrets('linux');
  const sealed = await box.seal('a secret');
  ring.rotated = true;
  await box.open(sealed);
  expect(box.isOutdated?.(sealed)).toBe(true);
});
