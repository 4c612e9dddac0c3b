/** A table reads the same in whatever encoding a spreadsheet saved it. */
import { describe, expect, it } from 'vitest';
import { textOfTable } from '../../../renderer/list/table-file.ts';
import { readPeople } from '../../../shared/people.ts';

const TEXT = 'nic;nombre\r\nmp40311-ovh;Begoña Muñoz, Cobalto\r\n';
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) bytes.setUint16(at * 2, text.charCodeAt(at), !bigEndian);
  return new Uint8Array(bytes.buffer);
};

describe('names with accents', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TEXT)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
    ['Windows-1252, as Excel saves "CSV" in Spain', Uint8Array.from(TEXT, (char) => char.charCodeAt(0))],
    ['UTF-16, as Excel saves "Unicode text"', utf16(`\ufeff${TEXT}`, false)],
    ['UTF-16 the other way round', utf16(`\ufeff${TEXT}`, true)],
  ])('come from %s as they were written', (_name, bytes) => {
    expect(readPeople(textOfTable(bytes))).toEqual({
      people: [{ nichandle: 'mp40311-ovh', name: 'Begoña Muñoz, Cobalto' }],
      unusable: [],
    });
  });
});
