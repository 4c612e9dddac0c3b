/** The order of services by name: numbers as numbers, case and accents set aside. Compares nothing but names. */
import { fold } from './search.ts';
import type { Sliced } from './slices.ts';

/**
 * A text whose plain order (`<`) is the order for people: `host9` before `host10`, `Álamo` beside `alamo`. In Spanish ñ
 * is a letter of its own, after n. Reverse zones (`8.b.d.0…ip6.arpa`) stand after all names that people gave. Made once per
 * name: comparing is then cheap.
 */
export function orderKey(name: string, language: string): string {
  const own = language.startsWith('es') ? name.replace(/\u00f1|n\u0303/gi, 'n~') : name;
  const folded = REVERSE_ZONE.test(own) ? `${LAST}${fold(own)}` : fold(own);
  // The count of digits before the digits: a longer number is a larger one.
  return /\d/.test(folded)
    ? folded.replace(/\d+/g, (digits) => {
        const number = digits.replace(/^0+(?=\d)/, '');
        return `${String.fromCharCode(48 + Math.min(number.length, 78))}${number}`;
      })
    : folded;
}

const REVERSE_ZONE = /\.(?:ip6|in-addr)\.arpa\.?$/i;
/** After every letter of every script. */
const LAST = '\uffff';

/** Rows sorted at once, before merging. */
const RUN = 512;
const STEP = 2048;

/** 0 … `count`-1 in the order of `compare`; equal ones stay as they stand. Quick where much is in order already. */
export function* sortSliced(count: number, compare: (a: number, b: number) => number): Sliced<Int32Array> {
  let from = new Int32Array(count);
  for (let at = 0; at < count; at += 1) from[at] = at;
  for (let low = 0; low < count; low += RUN) {
    from.subarray(low, low + RUN).sort(compare);
    yield;
  }
  let to = new Int32Array(count);
  for (let width = RUN; width < count; width *= 2) {
    for (let low = 0; low < count; low += 2 * width) {
      const middle = Math.min(low + width, count);
      const high = Math.min(low + 2 * width, count);
      if (middle >= high || compare(from[middle - 1] ?? 0, from[middle] ?? 0) <= 0) {
        to.set(from.subarray(low, high), low);
        yield;
        continue;
      }
      let left = low;
      let right = middle;
      for (let out = low; out < high; out += 1) {
        const takeLeft = left < middle && (right >= high || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
        to[out] = (takeLeft ? from[left] : from[right]) ?? 0;
        if (takeLeft) left += 1;
        else right += 1;
        if ((out - low) % STEP === STEP - 1) yield;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Places of these names in their order; where two are the same, the first stays first. */
export function* orderByName(names: readonly string[], language: string): Sliced<Int32Array> {
  const keys = new Array<string>(names.length);
  for (let at = 0; at < names.length; at += 1) {
    keys[at] = orderKey(names[at] as string, language);
    if (at % RUN === RUN - 1) yield;
  }
  return yield* sortSliced(names.length, (a, b) => {
    const [left, right] = [keys[a] as string, keys[b] as string];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
}
