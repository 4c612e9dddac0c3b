/** A key store as the systems have them: seals with keys that are in no file of ours, may be locked, or lose its key. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SecretBox } from '../../electron/desk/ports.ts';

export type KeyRing = SecretBox & {
  /** It does not answer. */
  locked: boolean;
  /** Another name, another key: what was sealed before cannot be opened any more. */
  key: string;
};

export function keyRing(backend = 'gnome_libsecret', change: Partial<KeyRing> = {}): KeyRing {
  const own = (name: string): Buffer => createHash('sha256').update(`${backend} ${name}`).digest();
  const ring: KeyRing = {
    backend,
    persistent: true,
    locked: false,
    key: 'first',
    ...change,
    async seal(plain) {
      if (ring.locked) throw new Error('locked');
      const start = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', own(ring.key), start);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([start, cipher.getAuthTag(), body]).toString('base64');
    },
    async open(sealed) {
      if (ring.locked) throw new Error('locked');
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', own(ring.key), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    isReachable: async () => !ring.locked,
  };
  return ring;
}
