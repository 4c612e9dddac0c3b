/**
 * Says whether a compound file ([MS-CFB], what an Outlook message is kept in) may be given to a reader that trusts it:
 * chains without rings, a tree that is one, streams no longer than the file. It reads no content.
 */

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER = 512;
const ENTRY = 128;
/** Sector numbers from here on are marks: end of chain, free, a sector of the table itself. */
const FIRST_MARK = 0xff_ff_ff_fa;
const NO_ENTRY = 0xff_ff_ff_ff;
const IN_HEADER = 109;

/**
 * SECURITY: a reader that follows a ring of sectors never ends and fills the memory; one that believes a size makes room
 * for it. Files come from strangers' e-mails, so both are looked at first.
 */
export function isSoundCompoundFile(bytes: Uint8Array): boolean {
  try {
    return isSound(bytes);
  } catch (error) {
    // A number that points outside of the file.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isSound(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER * 2 || SIGNATURE.some((byte, index) => bytes[index] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sector = bytes[30] === 0x0c ? 4096 : 512;
  const perSector = sector / 4;
  const mostSectors = Math.ceil(bytes.length / sector);
  const offsetOf = (number: number): number => (number + 1) * sector;
  const tables = view.getUint32(0x2c, true);
  const smallTables = view.getUint32(0x40, true);
  const moreTables = view.getUint32(0x48, true);
  if (tables > mostSectors || smallTables > mostSectors || moreTables > mostSectors) return false;

  // Where the sectors of the allocation table are: the first ones in the header, the rest in a chain of their own.
  const places: number[] = [];
  for (let index = 0; index < Math.min(tables, IN_HEADER); index += 1) {
    places.push(view.getUint32(0x4c + index * 4, true));
  }
  let more = view.getUint32(0x44, true);
  for (let round = 0; round < moreTables && more < FIRST_MARK; round += 1) {
    for (let index = 0; index < perSector - 1 && places.length < tables; index += 1) {
      places.push(view.getUint32(offsetOf(more) + index * 4, true));
    }
    more = view.getUint32(offsetOf(more) + (perSector - 1) * 4, true);
  }

  const read = (at: readonly number[]): number[] =>
    at.flatMap((place) =>
      Array.from({ length: perSector }, (_, index) => view.getUint32(offsetOf(place) + index * 4, true)),
    );
  const next = read(places);
  if (hasRing(next)) return false;
  const chain = (start: number): number[] => {
    const numbers: number[] = [];
    for (let number = start; number < next.length; number = next[number] ?? NO_ENTRY) numbers.push(number);
    return numbers;
  };
  if (hasRing(read(chain(view.getUint32(0x3c, true)).slice(0, smallTables)))) return false;

  return isTree(view, chain(view.getUint32(0x30, true)).map(offsetOf), sector / ENTRY, bytes.length);
}

/** In a table without rings every sector has at most one before it, and every chain comes to an end. */
function hasRing(next: readonly number[]): boolean {
  const isFollowed = new Uint8Array(next.length);
  for (const number of next) {
    if (number >= next.length) continue;
    if (isFollowed[number] === 1) return true;
    isFollowed[number] = 1;
  }
  const isSeen = new Uint8Array(next.length);
  for (let start = 0; start < next.length; start += 1) {
    if (isFollowed[start] === 1) continue;
    for (let number = start; number < next.length; number = next[number] ?? NO_ENTRY) isSeen[number] = 1;
  }
  // What no beginning leads to, and yet leads somewhere, is a ring.
  return next.some((number, index) => number < next.length && isSeen[index] === 0);
}

/** Each entry is named once at most, the root never; all streams together are no longer than the file. */
function isTree(view: DataView, places: readonly number[], perSector: number, length: number): boolean {
  const count = places.length * perSector;
  const isNamed = new Uint8Array(count);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const at = (places[Math.floor(index / perSector)] ?? 0) + (index % perSector) * ENTRY;
    const type = view.getUint8(at + 0x42);
    if (type !== 1 && type !== 2 && type !== 5) continue;
    if (type === 2) total += view.getUint32(at + 0x78, true);
    for (const link of [0x44, 0x48, 0x4c]) {
      const named = view.getUint32(at + link, true);
      if (named === NO_ENTRY) continue;
      if (named === 0 || named >= count || isNamed[named] === 1) return false;
      isNamed[named] = 1;
    }
  }
  return count > 0 && total <= length;
}
