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
  const available = await safeStorage.isAsyncEncryptionAvailable().catch(() => false);
  const safe = platform !== 'linux' || SAFE_ON_LINUX.includes(backend);
  if (!available || !safe) return memorySecrets(backend);
  return {
    backend,
    persistent: true,
    seal: async (plain) => (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
  };
}

function backendName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}
