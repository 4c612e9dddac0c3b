/**
 * Which element of a virtual list shows which row. A row keeps its element as long as it is drawn; what is drawn anew comes
 * into an element that has just been left, so that as few as can be are hidden and shown again. Knows no element.
 */
export class RowPlaces {
  #placeOf: ReadonlyMap<number, number> = new Map();
  /** In order: rows that come back stand in the document as they are read. */
  #free: number[] = [];
  #made = 0;

  /** Places that there are: once made, they stay. */
  get made(): number {
    return this.#made;
  }

  /** Places of these rows; asked again for the same ones it answers the same. @param indexes of the rows, each once */
  take(indexes: readonly number[]): ReadonlyMap<number, number> {
    const wanted = new Set(indexes);
    const left = [...this.#placeOf].filter(([index]) => !wanted.has(index)).map(([, place]) => place);
    const next = new Map<number, number>();
    for (const index of indexes) next.set(index, this.#placeOf.get(index) ?? left.shift() ?? this.#another());
    this.#free = [...this.#free, ...left].sort((a, b) => a - b);
    this.#placeOf = next;
    return next;
  }

  #another(): number {
    const free = this.#free.shift();
    if (free !== undefined) return free;
    this.#made += 1;
    return this.#made - 1;
  }
}
