/** Writes TNEF (winmail.dat) for tests: a message with the properties that are read, and what is attached to it. */

export type TnefMessage = {
  subject?: string;
  headers?: string;
  body?: string;
  /** Kept as bytes, as Outlook does. */
  html?: string;
  rtf?: Uint8Array;
  attached?: TnefMessage[];
  files?: { name: string; bytes: Uint8Array }[];
};

const bytesOf = (...parts: (number | Uint8Array)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => {
      if (typeof part !== 'number') return part;
      const four = Buffer.alloc(4);
      four.writeUInt32LE(part);
      return four;
    }),
  );
const padded = (bytes: Uint8Array) => bytesOf(bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));

function attribute(level: number, id: number, data: Uint8Array): Uint8Array {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return bytesOf(new Uint8Array([level]), id, data.length, data, new Uint8Array([sum & 0xff, sum >> 8]));
}

/** One of a variable length. */
const property = (id: number, type: number, value: Uint8Array) =>
  bytesOf(((id << 16) | type) >>> 0, 1, value.length, padded(value));
const wide = (text: string) => new Uint8Array(Buffer.from(`${text}\0`, 'utf16le'));

export function tnefFile(message: TnefMessage): Uint8Array {
  const properties = [
    // A number, a name with a number and several texts, which are all passed over.
    bytesOf(0x0017_0003, 1),
    bytesOf(0x8001_0003, new Uint8Array(16), 0, 7, 1),
    bytesOf(0x8002_101f, new Uint8Array(16), 1, 4, wide('a'), 2, 4, wide('b'), 4, wide('c')),
    ...(message.subject === undefined ? [] : [property(0x0037, 0x1f, wide(message.subject))]),
    ...(message.headers === undefined ? [] : [property(0x007d, 0x1e, Buffer.from(message.headers))]),
    ...(message.body === undefined ? [] : [property(0x1000, 0x1f, wide(message.body))]),
    ...(message.html === undefined ? [] : [property(0x1013, 0x0102, Buffer.from(message.html))]),
    ...(message.rtf === undefined ? [] : [property(0x1009, 0x0102, message.rtf)]),
  ];
  return bytesOf(
    0x22_3e_9f_78,
    new Uint8Array([1, 0]),
    attribute(1, 0x0008_9006, bytesOf(0x0001_0000)),
    attribute(1, 0x0006_9003, bytesOf(properties.length, ...properties)),
    ...(message.attached ?? []).flatMap((inner) => [
      attribute(2, 0x0006_9002, new Uint8Array(14)),
      attribute(
        2,
        0x0006_9005,
        bytesOf(1, property(0x3701, 0x0d, bytesOf(new Uint8Array(16), tnefFile(inner)))),
      ),
    ]),
    ...(message.files ?? []).flatMap(({ name, bytes }) => [
      attribute(2, 0x0006_9002, new Uint8Array(14)),
      attribute(2, 0x0001_8010, Buffer.from(`${name}\0`)),
      attribute(2, 0x0006_800f, bytes),
    ]),
  );
}
