/** Folds what was asked for in one go into one line: the requests of one hand-over. Pure; knows neither codes nor outcomes. */
import type { ContactRequest } from '../../shared/request.ts';

/** Requests of one hand-over, or one alone. */
export type TrayLine<Row> = {
  /** Stays the same while the rows do. */
  key: string;
  rows: Row[];
};

/** What folding asks of a row. `kind`: only rows of the same kind come together; `null`: it stands alone. */
export type Foldable = { id: string; request: ContactRequest | null; kind: string | null };

/** As long as OVHcloud takes to make the requests of one hand-over, one after the other. */
const ONE_GO_MS = 15 * 60_000;

/** By the same person, from and to the same people, in the same roles. */
export function handoverKind(request: ContactRequest): string {
  const { api, askingAccount, fromAccount, toAccount, contactTypes } = request;
  return [api, askingAccount, fromAccount, toAccount, ...[...contactTypes].sort()].join(' ');
}

/** Keeps the order of the rows; a line stands where its first row stood. */
export function foldRows<Row>(rows: readonly Row[], of: (row: Row) => Foldable): TrayLine<Row>[] {
  type Entry = Foldable & { row: Row; place: number; askedAt: number };
  const entries = rows.map((row, place): Entry => {
    const about = of(row);
    const askedAt = about.request === null ? 0 : Date.parse(about.request.dateRequest);
    return { ...about, row, place, askedAt };
  });
  const groups: { kind: string | null; last: number; entries: Entry[] }[] = [];
  for (const entry of entries.toSorted((a, b) => a.askedAt - b.askedAt)) {
    const group =
      entry.kind === null
        ? undefined
        : groups.findLast(({ kind, last }) => kind === entry.kind && entry.askedAt - last <= ONE_GO_MS);
    if (group === undefined) groups.push({ kind: entry.kind, last: entry.askedAt, entries: [entry] });
    else {
      group.entries.push(entry);
      group.last = entry.askedAt;
    }
  }
  return groups
    .flatMap(({ entries: own }) => {
      const sorted = own.toSorted((a, b) => a.place - b.place);
      const [first] = sorted;
      // Both sides of one request are no hand-over of several.
      const isFold = new Set(sorted.map(({ request }) => request?.key)).size > 1;
      return isFold && first !== undefined
        ? [{ key: `fold ${first.id}`, place: first.place, rows: sorted.map(({ row }) => row) }]
        : sorted.map(({ id, place, row }) => ({ key: id, place, rows: [row] }));
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ key, rows: own }) => ({ key, rows: own }));
}
