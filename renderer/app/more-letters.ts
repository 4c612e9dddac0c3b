/**
 * The bundled typefaces come in files by alphabet, and the page reads a file when it first shows a letter of it: the letter
 * then changes its shape, and the whole page is laid out again, in the middle of a search. This reads them beforehand.
 */

/** Resolves when all have been read. A file that does not come is asked for again when a letter of it is shown. */
export async function readMoreLetters(idle: () => Promise<void>): Promise<void> {
  for (const face of document.fonts) {
    if (face.status !== 'unloaded') continue;
    await idle();
    await face.load().catch(() => null);
  }
}
