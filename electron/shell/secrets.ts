/** Seals secrets with the system's key ring through safeStorage. Writes nothing; the vault does. */
import { safeStorage } from 'electron';
import type { SecretBox } from '../desk/ports.ts';
import { memorySecrets } from '../pages/memory-secrets.ts';

const KEY_RINGS_ON_LINUX = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/**
 * SECURITY: how sealed bytes begin on Linux where the key comes from a key ring (v11) or from the desktop's portal (v12).
 * Where Chromium got neither it seals all the same, with a key that stands in its source (v10), and Electron says of that
 * too that encryption is available: only the bytes tell. Nothing of it may lie on the disk.
 */
const SAFE_ON_LINUX = ['v11', 'v12'];

/**
 * Call after `app` is ready; a key ring that is locked may ask the user, who may take their time. Chromium asks for its key
 * once in its life: a key ring that did not give it then is not seen before the next start.
 */
export async function openSecrets(platform: NodeJS.Platform): Promise<SecretBox> {
  const outdated = new Set<string>();
  const seal = async (plain: string): Promise<string> => {
    const sealed = await safeStorage.encryptStringAsync(plain);
    if (platform === 'linux' && !SAFE_ON_LINUX.includes(sealed.toString('latin1', 0, 3))) {
      throw new Error('there is no key ring to seal it with');
    }
    return sealed.toString('base64');
  };
  const isReachable = (): Promise<boolean> =>
    seal('is there a key?').then(
      () => true,
      () => false,
    );
  const open = async (sealed: string): Promise<string> => {
    const opened = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
    if (opened.shouldReEncrypt) outdated.add(sealed);
    return opened.result;
  };
  const isThere = await isReachable();
  const backend = backendName(platform, isThere);
  return isThere
    ? { backend, persistent: true, seal, open, isReachable, isOutdated: (sealed) => outdated.has(sealed) }
    : { ...memorySecrets(backend), open };
}

function backendName(platform: NodeJS.Platform, isThere: boolean): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  const chosen = safeStorage.getSelectedStorageBackend();
  // Electron names none on a desktop it does not know; Chromium asks the Secret Service there, as under GNOME.
  return isThere && !KEY_RINGS_ON_LINUX.includes(chosen) ? 'gnome_libsecret' : chosen;
}
