/**
 * Keys of rows that are selected, of which there may be very many. A key is told apart by the number it ends with (`server/105999`):
 * what a browser has once looked for as text in a `Set` makes clearing memory away longer for as long as the text lives,
 * and a set of numbers is copied in no time. Knows no row. For few keys that very many are compared with: shared/text-set.ts.
 */
import type { Sliced } from '../../shared/slices.ts';

export class KeySet implements Iterable<string> {
  /** All of a list: to say that everything is in needs no more. */
  #whole: readonly string[] | null = null;
  /** How many of `#whole` stand in the groups already. */
  #gone = 0;
  readonly #groups: Group[] = [];
  /** Keys that do not end with a number, or with one that would be written otherwise. */
  #others = new Set<string>();

  constructor(keys: Iterable<string> = []) {
    if (!(keys instanceof KeySet)) {
      for (const key of keys) this.add(key);
      return;
    }
    this.#whole = keys.#whole;
    this.#gone = keys.#gone;
    for (const { before, numbers } of keys.#groups) this.#groups.push({ before, numbers: new Set(numbers) });
    this.#others = new Set(keys.#others);
  }

  /** Just these. They are gone through when one is asked for. @param keys each of them once; they must not change */
  static whole(keys: readonly string[]): KeySet {
    const set = new KeySet();
    set.#whole = keys;
    return set;
  }

  /** Known to be just these, without going through them. */
  isWhole(keys: readonly string[]): boolean {
    return this.#whole === keys;
  }

  get size(): number {
    if (this.#whole !== null) return this.#whole.length;
    return this.#groups.reduce((sum, { numbers }) => sum + numbers.size, this.#others.size);
  }

  has(key: string): boolean {
    this.#goThrough();
    const start = numberStart(key);
    if (start < 0) return this.#others.has(key);
    const number = numberFrom(key, start);
    return this.#groups.some((group) => group.numbers.has(number) && isBefore(group, key, start));
  }

  add(key: string): void {
    this.#goThrough();
    this.#whole = null;
    this.#put(key);
  }

  /** Whether it was there. */
  delete(key: string): boolean {
    this.#goThrough();
    this.#whole = null;
    const start = numberStart(key);
    if (start < 0) return this.#others.delete(key);
    const group = this.#groups.find((one) => isBefore(one, key, start));
    return group?.numbers.delete(numberFrom(key, start)) ?? false;
  }

  *[Symbol.iterator](): Generator<string> {
    if (this.#whole !== null) {
      yield* this.#whole;
      return;
    }
    for (const { before, numbers } of this.#groups) for (const number of numbers) yield before + number;
    yield* this.#others;
  }

  /** Goes through them beforehand, in steps: whoever asks later need not wait. */
  *prepare(): Sliced<void> {
    while (this.#whole !== null && this.#gone < this.#whole.length) {
      this.#goThrough(this.#gone + STEP);
      yield;
    }
  }

  #goThrough(end = this.#whole?.length ?? 0): void {
    if (this.#whole === null) return;
    for (; this.#gone < Math.min(end, this.#whole.length); this.#gone += 1)
      this.#put(this.#whole[this.#gone] as string);
  }

  #put(key: string): void {
    const start = numberStart(key);
    if (start < 0) {
      this.#others.add(key);
      return;
    }
    let group = this.#groups.find((one) => isBefore(one, key, start));
    if (group === undefined) {
      group = { before: key.slice(0, start), numbers: new Set() };
      this.#groups.push(group);
    }
    group.numbers.add(numberFrom(key, start));
  }
}

/** As many as there are servers. */
type Group = { readonly before: string; readonly numbers: Set<number> };

const STEP = 1024;
const ZERO = 48;
/** Longer ones might not be told apart. */
const MOST_DIGITS = 15;

/** Where the number begins that the key ends with; -1 where there is none, or it cannot be written again from its value. */
function numberStart(key: string): number {
  let start = key.length;
  while (start > 0 && isDigit(key.charCodeAt(start - 1))) start -= 1;
  const digits = key.length - start;
  if (digits === 0 || digits > MOST_DIGITS) return -1;
  return digits > 1 && key.charCodeAt(start) === ZERO ? -1 : start;
}

function numberFrom(key: string, start: number): number {
  let number = 0;
  for (let at = start; at < key.length; at += 1) number = number * 10 + key.charCodeAt(at) - ZERO;
  return number;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code < ZERO + 10;
}

/** By hand: `startsWith` takes three times as long. */
function isBefore({ before }: Group, key: string, start: number): boolean {
  if (before.length !== start) return false;
  for (let at = 0; at < start; at += 1) if (before.charCodeAt(at) !== key.charCodeAt(at)) return false;
  return true;
}
