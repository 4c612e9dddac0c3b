/**
 * A file system in memory that remembers what a loss of power would leave: of a file what was synced and any beginning of
 * what was written since, of the names those that are certain and any beginning of the changes since. Takes no time and fails
 * never: whoever calls it decides when a call happens, and whether.
 */

type Change = { kind: 'write'; at: number; bytes: Buffer } | { kind: 'truncate'; size: number };

export type File = {
  bytes: Buffer;
  /** As a loss of power would leave it at least. */
  synced: Buffer;
  /** Since then, in order. */
  changes: Change[];
  touched: number;
};

/** `from`: the name it had until then, given up in the same step. */
type Naming = { kind: 'put'; path: string; file: File; from?: string } | { kind: 'gone'; path: string };

/**
 * When a new name, or one that is gone, is certain. `at once`; `in order`: as journalled file systems do, at the next sync of
 * anything; `by folder`: as POSIX has it, when the folder is synced, and for a new file when it is itself.
 */
export type NamesAre = 'at once' | 'in order' | 'by folder';

export class Disk {
  readonly #files = new Map<string, File>();
  readonly #folders = new Set<string>();
  #certain = new Map<string, File>();
  #namings: Naming[] = [];
  readonly #names: NamesAre;
  readonly #now: () => number;
  /** Told of every byte that is written. */
  wrote: (bytes: Buffer) => void = () => {};

  constructor(names: NamesAre, now: () => number) {
    this.#names = names;
    this.#now = now;
  }

  makeFolder(path: string): void {
    const parts = path.split('/');
    for (let end = 2; end <= parts.length; end += 1) this.#folders.add(parts.slice(0, end).join('/'));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** Names in a folder, files and folders; `null` = there is none. */
  list(folder: string): string[] | null {
    if (!this.#folders.has(folder)) return null;
    const inside = [...this.#files.keys(), ...this.#folders].flatMap((path) => {
      const cut = path.lastIndexOf('/');
      return path.slice(0, cut) === folder ? [path.slice(cut + 1)] : [];
    });
    return inside.sort();
  }

  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  at(path: string): File | undefined {
    return this.#files.get(path);
  }

  create(path: string): File {
    const file: File = { bytes: Buffer.alloc(0), synced: Buffer.alloc(0), changes: [], touched: this.#now() };
    this.#files.set(path, file);
    this.#name({ kind: 'put', path, file });
    return file;
  }

  write(file: File, bytes: Buffer, at = file.bytes.length): void {
    this.wrote(bytes);
    this.#change(file, { kind: 'write', at, bytes });
  }

  truncate(file: File, size: number): void {
    this.#change(file, { kind: 'truncate', size });
  }

  /** What was written to it is certain now. */
  sync(file: File): void {
    file.synced = file.bytes;
    file.changes = [];
    if (this.#names === 'in order') this.#settle(() => true);
    // Its own first name comes with it; one it was given later does not.
    if (this.#names === 'by folder') {
      const first = this.#namings.find((naming) => naming.kind === 'put' && naming.file === file);
      this.#settle((naming) => naming === first);
    }
  }

  syncFolder(folder: string): void {
    this.#settle(({ path }) => path.slice(0, path.lastIndexOf('/')) === folder);
  }

  rename(from: string, to: string): boolean {
    const file = this.#files.get(from);
    if (file === undefined) return false;
    this.#files.delete(from);
    this.#files.set(to, file);
    this.#name({ kind: 'put', path: to, file, from });
    return true;
  }

  remove(path: string): boolean {
    if (!this.#files.delete(path)) return false;
    this.#name({ kind: 'gone', path });
    return true;
  }

  /** What a loss of power at this moment would leave. `until`: chance, 0 to the number given, both included. */
  image(until: (most: number) => number): Map<string, Buffer> {
    const names = new Map(this.#certain);
    for (const naming of this.#namings.slice(0, until(this.#namings.length))) apply(names, naming);
    return new Map([...names].map(([path, file]) => [path, remains(file, until)]));
  }

  /** The power is lost: only that is left. */
  lose(until: (most: number) => number): void {
    const left = this.image(until);
    this.#files.clear();
    this.#namings = [];
    this.#certain = new Map();
    for (const [path, bytes] of left) {
      const file: File = { bytes, synced: bytes, changes: [], touched: this.#now() };
      this.#files.set(path, file);
      this.#certain.set(path, file);
    }
  }

  #change(file: File, change: Change): void {
    file.bytes = changed(file.bytes, change);
    file.changes.push(change);
    file.touched = this.#now();
  }

  #name(naming: Naming): void {
    this.#namings.push(naming);
    if (this.#names === 'at once') this.#settle(() => true);
  }

  #settle(isSettled: (naming: Naming) => boolean): void {
    const left: Naming[] = [];
    for (const naming of this.#namings) {
      if (isSettled(naming)) apply(this.#certain, naming);
      else left.push(naming);
    }
    this.#namings = left;
  }
}

function apply(names: Map<string, File>, naming: Naming): void {
  if (naming.kind === 'gone') names.delete(naming.path);
  else {
    names.set(naming.path, naming.file);
    if (naming.from !== undefined) names.delete(naming.from);
  }
}

function changed(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') return bytes.subarray(0, change.size);
  const { at, bytes: more } = change;
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + more.length)]);
}

function remains(file: File, until: (most: number) => number): Buffer {
  if (file.changes.length === 0) return file.synced;
  const whole = until(file.changes.length);
  let bytes = file.synced;
  for (const change of file.changes.slice(0, whole)) bytes = changed(bytes, change);
  const next = file.changes[whole];
  // The one that was under way, cut at any byte.
  if (next?.kind !== 'write') return bytes;
  return changed(bytes, { ...next, bytes: next.bytes.subarray(0, until(next.bytes.length)) });
}
