/** Makes text of the bytes of an e-mail or an attachment. Knows no format of either. */

/** UTF-8 where it is valid, else one character per byte: codes and links are ASCII in every charset. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latinOf(bytes);
  }
}

/** One character per byte. */
export function latinOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
