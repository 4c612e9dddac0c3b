/** Seals secrets with the system's key ring through safeStorage. Writes nothing; the vault does. */
import { safeStorage } from 'electron';
import type { SecretBox } from '../desk/ports.ts';
import { memorySecrets } from '../pages/memory-secrets.ts';

/** Linux backends that keep the key out of reach of other programs' files. */
const SAFE_ON_LINUX = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/**
 * Call after `app` is ready. SECURITY: where Chromium found no key ring (`basic_text`, `unknown`) its encryption is a
 * known key: nothing sealed with it may lie on disk, so the box says `persistent: false`.
 */
export async function openSecrets(platform: NodeJS.Platform): Promise<SecretBox> {
  const backend = backendName(platform);
  if (platform === 'linux' && !SAFE_ON_LINUX.includes(backend)) return memorySecrets(backend);
  const outdated = new Set<string>();
  const box: SecretBox = {
    backend,
    persistent: true,
    seal: async (plain) => (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    async open(sealed) {
      const opened = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      if (opened.shouldReEncrypt) outdated.add(sealed);
      return opened.result;
    },
    isReachable,
    isOutdated: (sealed) => outdated.has(sealed),
  };
  // A key ring that is locked keeps nothing new; what it has sealed may be had as soon as it is opened.
  return (await isReachable()) ? box : { ...memorySecrets(backend), open: box.open };
}

function isReachable(): Promise<boolean> {
  return safeStorage.isAsyncEncryptionAvailable().catch(() => false);
}

function backendName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}
