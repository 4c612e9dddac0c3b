/** Stands in where the system keeps no secrets safely: says so, and keeps nothing on disk. Encrypts nothing. */
import type { SecretBox } from '../desk/ports.ts';

/** SECURITY: `persistent: false` makes the vault keep secrets in memory; what `seal` answers must never reach a disk. */
export function memorySecrets(backend: string): SecretBox {
  return {
    backend,
    persistent: false,
    seal: async (plain) => Buffer.from(plain, 'utf8').toString('base64'),
    open: async (sealed) => Buffer.from(sealed, 'base64').toString('utf8'),
  };
}
