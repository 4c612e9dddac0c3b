/** After a decision in the list: its row stays in its place until the list is left, and the focus goes to the next that waits. */
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sidesUnderWay } from '../codes/tray.ts';
import { openKey } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { onDecided } from './go-on.ts';
import type { RequestRow } from './requests-view.ts';

/** `place`: the row as it was when it was decided, which says where it stands; the row itself where it was not. */
export type PlacedRow = { row: RequestRow; place: RequestRow };

/** Rows that were decided here stand where they stood. */
export function usePinned(rows: readonly RequestRow[]): { placed: PlacedRow[]; pin: (key: string) => void } {
  const [pinned, setPinned] = useState<ReadonlyMap<string, RequestRow>>(new Map());
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const pin = useCallback((key: string) => {
    const row = latest.current.find((each) => each.key === key);
    if (row !== undefined)
      setPinned((before) => (before.has(key) ? before : new Map([...before, [key, row]])));
  }, []);
  const placed = useMemo(
    () => rows.map((row) => ({ row, place: pinned.get(row.key) ?? row })),
    [rows, pinned],
  );
  return { placed, pin };
}

/** The next row that waits for a code of mine, below the decided one first, then from the top; `null` for none. */
export function nextWaiting(
  shown: readonly RequestRow[],
  decided: string,
  isTaken: (key: string) => boolean,
): string | null {
  const at = shown.findIndex(({ key }) => key === decided);
  const inOrder = [...shown.slice(at + 1), ...shown.slice(0, Math.max(at, 0))];
  return inOrder.find(({ key, turn }) => turn.whose === 'mine' && !isTaken(key))?.key ?? null;
}

/** The third of fourteen. */
export type PlaceAmongYours = { at: number; of: number };

/** Which of those that wait for me this one is, in the order of the list; those decided here keep their place. `null`: none of them. */
export function placeAmongYours(
  placed: readonly PlacedRow[],
  shown: readonly RequestRow[],
  key: string | null,
): PlaceAmongYours | null {
  const yours = new Set(placed.flatMap(({ row, place }) => (place.turn.whose === 'mine' ? [row.key] : [])));
  const inOrder = shown.filter((row) => yours.has(row.key));
  const at = inOrder.findIndex((row) => row.key === key);
  return at < 0 ? null : { at: at + 1, of: inOrder.length };
}

export function useGoOn(
  place: RefObject<HTMLElement | null>,
  shown: readonly RequestRow[],
  pin: (key: string) => void,
): void {
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  useEffect(
    () =>
      onDecided((decided) => {
        pin(decided);
        const { decisions, outbox } = useStore.getState();
        const taken = new Set(
          [...sidesUnderWay(decisions.jobs)].map((side) => side.slice(0, side.lastIndexOf(' '))),
        );
        for (const entry of outbox.list?.entries ?? [])
          if (entry.kind === 'decision') taken.add(entry.requestKey);
        const next = nextWaiting(latest.current, decided, (key) => taken.has(key));
        if (next !== null) openKey(next, { replace: true });
        // In a narrow window the pane lies over the list and keeps the focus.
        const sheet = document.querySelector<HTMLElement>('.sheet[role="dialog"]');
        (sheet ?? place.current?.querySelector<HTMLElement>('[role="grid"]'))?.focus();
      }),
    [place, pin],
  );
}
