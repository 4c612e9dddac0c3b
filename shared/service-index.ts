/**
 * Services in columns, so that a hundred thousand are searched, counted and sorted between two frames. Built once per
 * list, in slices; a position is a service's place in that list. Holds no state of a screen and draws nothing.
 */
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import { familyKey } from './families.ts';
import { lettersOf } from './letters.ts';
import { fold } from './search.ts';
import type { Service } from './service.ts';
import { orderKey, sortSliced } from './service-order.ts';
import { SERVICE_STATES, stateOf } from './service-state.ts';
import type { Sliced } from './slices.ts';

/** Values that repeat, by number. */
class Dictionary {
  readonly words: string[] = [];
  readonly #codes = new Map<string, number>();

  codeOf(word: string): number {
    const known = this.#codes.get(word);
    if (known !== undefined) return known;
    const code = this.words.length;
    this.words.push(word);
    this.#codes.set(word, code);
    return code;
  }

  find(word: string): number {
    return this.#codes.get(word) ?? -1;
  }
}

export type ServiceIndex = {
  /** Another one whenever anything in the columns changed. */
  readonly version: object;
  readonly language: string;
  readonly services: readonly Service[];
  /** Folded: name as spelled and as shown, display name, product, tags. */
  readonly texts: string[];
  /** Which letters a text has: see `lettersOf`. */
  readonly letters: Int32Array;
  /** See `orderKey`. */
  readonly names: string[];
  /** Positions, by name and then type. */
  readonly byName: Int32Array;
  /** Type keys (`familyKey`). */
  readonly types: Dictionary;
  readonly type: Int32Array;
  /** NIC handles in lower case; -1 = not known. */
  readonly handles: Dictionary;
  readonly contacts: Readonly<Record<ContactType, Int32Array>>;
  readonly apis: Dictionary;
  readonly api: Int32Array;
  /** Ids of accounts, one a line. */
  readonly seens: Dictionary;
  readonly seen: Int32Array;
  /** Tags folded, one a line. */
  readonly tagSets: Dictionary;
  readonly tags: Int32Array;
  /** Place in `SERVICE_STATES`. */
  readonly state: Uint8Array;
  /** Milliseconds since 1970; `NaN` = not told. */
  readonly expires: Float64Array;
  /** Orders made so far of columns that depend on the services alone. */
  readonly orders: Map<string, Int32Array>;
};

/** Rows between two looks at the clock. */
const STEP = 128;

type Making = { -readonly [K in keyof ServiceIndex]: ServiceIndex[K] };

/** `shownName`: a name as people read it (`xn--…` in Unicode). */
export function* buildServiceIndex(
  services: readonly Service[],
  options: { language: string; shownName: (name: string) => string },
): Sliced<ServiceIndex> {
  const count = services.length;
  const column = (): Int32Array => new Int32Array(count);
  const index: Making = {
    version: {},
    language: options.language,
    services,
    texts: new Array<string>(count),
    letters: column(),
    names: new Array<string>(count),
    byName: new Int32Array(0),
    types: new Dictionary(),
    type: column(),
    handles: new Dictionary(),
    contacts: { contactAdmin: column(), contactTech: column(), contactBilling: column() },
    apis: new Dictionary(),
    api: column(),
    seens: new Dictionary(),
    seen: column(),
    tagSets: new Dictionary(),
    tags: column(),
    state: new Uint8Array(count),
    expires: new Float64Array(count),
    orders: new Map(),
  };
  for (let at = 0; at < count; at += 1) {
    write(index, at, services[at] as Service, options.shownName);
    if (at % STEP === STEP - 1) yield;
  }
  index.byName = yield* sortSliced(count, (a, b) => compareNames(index, a, b));
  return index;
}

/** More than these are cheaper to build anew in slices than to put in place at once. */
const MOST_UPDATES = 2000;

/**
 * The same services with some of them told anew, in a time that follows their number. The old index must not be used any
 * more. `null` where they are not the same ones, or too many changed: then it has to be built again.
 */
export function updateServiceIndex(
  index: ServiceIndex,
  services: readonly Service[],
  shownName: (name: string) => string,
): ServiceIndex | null {
  if (services.length !== index.services.length) return null;
  const changed: number[] = [];
  for (let at = 0; at < services.length; at += 1) {
    if (services[at] === index.services[at]) continue;
    if (services[at]?.key !== index.services[at]?.key || changed.length === MOST_UPDATES) return null;
    changed.push(at);
  }
  const next: Making = { ...index, version: {}, services, orders: new Map() };
  const moved = new Set<number>();
  for (const at of changed) {
    const before = `${index.names[at]}\n${index.type[at]}`;
    write(next, at, services[at] as Service, shownName);
    if (before !== `${next.names[at]}\n${next.type[at]}`) moved.add(at);
  }
  if (moved.size > 0) next.byName = placedAnew(next, moved);
  return next;
}

function placedAnew(index: ServiceIndex, moved: ReadonlySet<number>): Int32Array {
  const rest = index.byName.filter((at) => !moved.has(at));
  const own = [...moved].sort((a, b) => compareNames(index, a, b));
  const order = new Int32Array(index.byName.length);
  let left = 0;
  let right = 0;
  for (let out = 0; out < order.length; out += 1) {
    const [a, b] = [rest[left], own[right]];
    if (b === undefined || (a !== undefined && compareNames(index, a, b) <= 0)) {
      order[out] = a ?? 0;
      left += 1;
    } else {
      order[out] = b;
      right += 1;
    }
  }
  return order;
}

function write(index: Making, at: number, service: Service, shownName: (name: string) => string): void {
  const { name, displayName, product, tags, contacts } = service;
  const shown = shownName(name);
  let text = name;
  if (shown !== name) text += `\n${shown}`;
  if (displayName !== name && displayName !== shown) text += `\n${displayName}`;
  if (product !== null) text += `\n${product}`;
  const tagText = tags.length === 0 ? '' : fold(tags.join('\n'));
  const folded = tagText === '' ? fold(text) : `${fold(text)}\n${tagText}`;
  index.texts[at] = folded;
  index.letters[at] = lettersOf(folded);
  index.names[at] = orderKey(shown, index.language);
  index.type[at] = index.types.codeOf(familyKey(service.family));
  for (const role of CONTACT_TYPES) {
    const handle = contacts?.[role] ?? null;
    index.contacts[role][at] = handle === null ? -1 : index.handles.codeOf(handle.toLowerCase());
  }
  index.api[at] = index.apis.codeOf(service.api);
  index.seen[at] = index.seens.codeOf(
    service.seenBy.length === 1 ? (service.seenBy[0] as string) : service.seenBy.join('\n'),
  );
  index.tags[at] = index.tagSets.codeOf(tagText);
  index.state[at] = SERVICE_STATES.indexOf(stateOf(service));
  index.expires[at] = service.expires === null ? Number.NaN : Date.parse(service.expires);
}

function compareNames(index: ServiceIndex, a: number, b: number): number {
  const [left, right] = [index.names[a] as string, index.names[b] as string];
  if (left !== right) return left < right ? -1 : 1;
  const [typeA, typeB] = [
    index.types.words[index.type[a] as number] as string,
    index.types.words[index.type[b] as number] as string,
  ];
  return typeA === typeB ? a - b : typeA < typeB ? -1 : 1;
}
