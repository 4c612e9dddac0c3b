/** Stands for `node:crypto` under the program: what it draws comes from the history's chance, and no derivation takes a thread of its own. */
import { createHash } from 'node:crypto';
import { here } from '../machine/computer.ts';

export { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export function randomBytes(size: number): Buffer {
  return Buffer.from(here().inside.hex(size * 2), 'hex');
}

export function randomInt(below: number): number {
  return here().inside.int(0, below - 1);
}

export function randomUUID(): string {
  const hex = here().inside.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type Derived = (error: Error | null, key: Buffer) => void;

/** Nobody guesses passphrases here: what matters is that it takes its time and that another passphrase gives another key. */
export function scrypt(text: string, salt: Buffer, bytes: number, _options: unknown, done: Derived): void {
  const key = createHash('sha512').update(salt).update(text).digest().subarray(0, bytes);
  const derive = async (): Promise<void> => {
    await here().slowly('derive');
    done(null, key);
  };
  void derive();
}
