/** The system's key store: seals with a key that lies in no file, may be locked, be gone at a start, or lose its key. Every call takes its time. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { SecretBox } from '../../../electron/desk/ports.ts';
import type { Chance } from '../chance.ts';

export type KeyRing = {
  isLocked: boolean;
  /** At the next start nothing safe is there. */
  isGone: boolean;
  /** Another name is another key: what was sealed before cannot be opened any more. */
  key: string;
  /** As a run of the program gets it; `slowly` answers when its turn has come. */
  boxFor: (slowly: (what: string) => Promise<void>) => SecretBox;
};

export function openKeyRing(chance: Chance): KeyRing {
  const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest();
  const ring: KeyRing = {
    isLocked: false,
    isGone: false,
    key: 'first',
    boxFor(slowly) {
      const persistent = !ring.isGone;
      const backend = persistent ? 'gnome_libsecret' : 'basic_text';
      const use = async (what: string): Promise<void> => {
        await slowly(`key ring: ${what}`);
        if (ring.isLocked || ring.isGone) throw new Error('the key ring is locked');
      };
      return {
        backend,
        persistent,
        async seal(plain) {
          await use('seal');
          const start = Buffer.from(chance.hex(24), 'hex');
          const cipher = createCipheriv('aes-256-gcm', keyOf(ring.key), start);
          const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
          return Buffer.concat([start, cipher.getAuthTag(), body]).toString('base64');
        },
        async open(sealed) {
          await use('open');
          const bytes = Buffer.from(sealed, 'base64');
          const decipher = createDecipheriv('aes-256-gcm', keyOf(ring.key), bytes.subarray(0, 12));
          decipher.setAuthTag(bytes.subarray(12, 28));
          return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
        },
        async isReachable() {
          await slowly('key ring: look');
          return !ring.isLocked && !ring.isGone;
        },
      };
    },
  };
  return ring;
}
