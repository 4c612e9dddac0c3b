/** What is sealed with the system's key ring, and when nothing may be kept on the disk. */
import { beforeEach, expect, test, vi } from 'vitest';
import { openSecrets } from '../../../electron/shell/secrets.ts';

/** As Electron 45 has it: «available» is said whatever was found, and without a key ring it seals with a key that all know. */
const ring = vi.hoisted(() => ({ backend: 'gnome_libsecret', by: 'v11', fails: false, rotated: false }));
vi.mock('electron', () => ({
  safeStorage: {
    getSelectedStorageBackend: () => ring.backend,
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => {
      if (ring.fails) throw new Error('Error while encrypting');
      return Buffer.from(ring.by + Buffer.from(text).toString('hex'));
    },
    decryptStringAsync: async (sealed: Buffer) => {
      if (ring.fails || sealed.toString('utf8', 0, 3) !== ring.by) throw new Error('Error while decrypting');
      const plain = Buffer.from(sealed.toString('utf8', 3), 'hex').toString('utf8');
      return { result: plain, shouldReEncrypt: ring.rotated };
    },
  },
}));

beforeEach(() =>
  Object.assign(ring, { backend: 'gnome_libsecret', by: 'v11', fails: false, rotated: false }),
);

test.each(['gnome_libsecret', 'kwallet6', 'basic_text', 'unknown', 'a backend of tomorrow'])(
  'on Linux, under the name %s, nothing is kept on the disk that a known key would seal',
  async (backend) => {
    Object.assign(ring, { backend, by: 'v10' });
    expect(await openSecrets('linux')).toMatchObject({ backend, persistent: false });
  },
);

test.each(['v11', 'v12'])(
  'on Linux, what the desktop gave a key for begins with %s and is kept',
  async (by) => {
    ring.by = by;
    expect(await openSecrets('linux')).toMatchObject({ backend: 'gnome_libsecret', persistent: true });
  },
);

test('on Linux, sealed bytes that begin as none that is known keep nothing on the disk', async () => {
  ring.by = 'v99';
  expect(await openSecrets('linux')).toMatchObject({ persistent: false });
});

test('a desktop that Electron has no name for may have a key ring all the same', async () => {
  ring.backend = 'basic_text';
  expect(await openSecrets('linux')).toMatchObject({ backend: 'gnome_libsecret', persistent: true });
});

test('a key that is a known one from some moment on seals nothing more', async () => {
  const box = await openSecrets('linux');
  ring.by = 'v10';
  await expect(box.seal('a secret')).rejects.toThrow('no key ring');
  expect(await box.isReachable?.()).toBe(false);
});

test.each([
  ['linux', 'gnome_libsecret', 'v11'],
  ['darwin', 'keychain', 'v10'],
  ['win32', 'dpapi', 'v10'],
] as const)('on %s the key ring seals, under the name %s', async (platform, backend, by) => {
  ring.by = by;
  const box = await openSecrets(platform);
  expect(box).toMatchObject({ backend, persistent: true });
  const sealed = await box.seal('a secret');
  expect(Buffer.from(sealed, 'base64').toString()).not.toContain('secret');
  expect(await box.open(sealed)).toBe('a secret');
  expect(box.isOutdated?.(sealed)).toBe(false);
});

test.each(['darwin', 'win32'] as const)(
  'on %s a key store that refuses keeps nothing new',
  async (platform) => {
    ring.by = 'v10';
    const sealed = await (await openSecrets(platform)).seal('a secret');
    ring.fails = true;
    const box = await openSecrets(platform);
    expect(box.persistent).toBe(false);
    await expect(box.open(sealed)).rejects.toThrow('decrypting');
  },
);

test('a key ring that is locked at the start keeps nothing new, and opens nothing that it sealed', async () => {
  const sealed = await (await openSecrets('linux')).seal('a secret');
  ring.by = 'v10';
  const box = await openSecrets('linux');
  expect(box).toMatchObject({ backend: 'gnome_libsecret', persistent: false });
  await expect(box.open(sealed)).rejects.toThrow('decrypting');
});

test('what was sealed with a key that has been replaced is told to be sealed anew', async () => {
  const box = await openSecrets('linux');
  const sealed = await box.seal('a secret');
  ring.rotated = true;
  await box.open(sealed);
  expect(box.isOutdated?.(sealed)).toBe(true);
});
