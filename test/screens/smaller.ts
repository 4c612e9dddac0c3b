/** Makes PNGs smaller by a palette of 256 colours: a third of the bytes, and no difference that the comparison would see. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const PALETTE = 3;
const RGBA = 6;
const MOST_COLOURS = 256;

/** Every PNG of a folder; one that has its palette is left as it is. */
export function makeSmaller(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.png'))) {
    const path = join(folder, name);
    const smaller = withPalette(readFileSync(path));
    if (smaller !== null) writeFileSync(path, smaller);
  }
}

/** As Chromium writes them: eight bits a channel, not interlaced. `null`: it has a palette already. */
function withPalette(png: Buffer): Buffer | null {
  const { width, height, kind, data } = read(png);
  if (kind === PALETTE) return null;
  if (kind !== RGB && kind !== RGBA) throw new Error(`a PNG of kind ${kind}`);
  const size = kind === RGB ? 3 : 4;
  const pixels = unfilter(inflateSync(data), width * size, height, size);
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let at = 0; at < colours.length; at += 1) {
    const from = at * size;
    const colour = ((pixels[from] ?? 0) << 16) | ((pixels[from + 1] ?? 0) << 8) | (pixels[from + 2] ?? 0);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const palette = paletteOf(byCount);
  const places = new Map(byCount.map((colour) => [colour, nearest(colour, palette).place]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      lines[y * (width + 1) + 1 + x] = places.get(colours[y * width + x] ?? 0) ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, PALETTE], 8);
  const plte = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', plte),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent, and none of the others further from one of them than it must: a rare red stays red. */
function paletteOf(byCount: readonly number[]): number[] {
  for (let far = 0; ; far = far * 1.5 + 4) {
    const palette: number[] = [];
    for (const colour of byCount) {
      if (palette.length === 0 || nearest(colour, palette).far > far) palette.push(colour);
      if (palette.length > MOST_COLOURS) break;
    }
    if (palette.length <= MOST_COLOURS) return palette;
  }
}

/** `far`: squared, green twice, as eyes tell it. */
function nearest(colour: number, palette: readonly number[]): { place: number; far: number } {
  let best = { place: 0, far: Number.POSITIVE_INFINITY };
  for (const [place, other] of palette.entries()) {
    const red = (colour >> 16) - (other >> 16);
    const green = ((colour >> 8) & 255) - ((other >> 8) & 255);
    const blue = (colour & 255) - (other & 255);
    const far = red * red + 2 * green * green + blue * blue;
    if (far < best.far) best = { place, far };
    if (far === 0) break;
  }
  return best;
}

function read(png: Buffer): { width: number; height: number; kind: number; data: Buffer } {
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    kind: png[25] ?? 0,
    data: Buffer.concat(parts),
  };
}

/** Lines as they are: each is told as its difference from what is left of it, above it, or both. */
function unfilter(raw: Buffer, stride: number, height: number, size: number): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < size ? 0 : (pixels[at - size] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - stride] ?? 0);
      const corner = x < size || y === 0 ? 0 : (pixels[at - stride - size] ?? 0);
      const told = raw[y * (stride + 1) + 1 + x] ?? 0;
      pixels[at] = told + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const [a, b, c] = [
        Math.abs(above - corner),
        Math.abs(left - corner),
        Math.abs(left + above - 2 * corner),
      ];
      return a <= b && a <= c ? left : b <= c ? above : corner;
    }
    default:
      return 0;
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const part = Buffer.alloc(8);
  part.writeUInt32BE(data.length, 0);
  part.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([part.subarray(0, 4), body, part.subarray(4)]);
}
