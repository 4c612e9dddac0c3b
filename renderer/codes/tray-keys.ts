/** Going through the tray by keys: which row has the focus, which are ticked, which hand-overs are open. Decides nothing by itself. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { matchesShortcut } from '../ui/keys.ts';
import { choose } from './tray.ts';
import type { Choice, TrayRow } from './tray-rows.ts';

/** One row in sight: a request, a hand-over, or a request of one that is open. */
export type Seen = {
  id: string;
  rows: TrayRow[];
  /** A hand-over: it can be opened. */
  isFold: boolean;
  /** The hand-over it belongs to. */
  parent: string | null;
};

const CHOICE_KEYS: Readonly<Record<string, Choice>> = { a: 'accept', r: 'refuse', l: 'later' };

export type TrayKeys = {
  cursor: string | null;
  selected: ReadonlySet<string>;
  opened: ReadonlySet<string>;
  toggle: (id: string) => void;
  focus: (id: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onClick: (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void;
};

/** @param list what is in sight, given what is open */
export function useTrayKeys(list: (opened: ReadonlySet<string>) => Seen[]): TrayKeys & { seen: Seen[] } {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setCursor] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const seen = list(opened);
  const ids = seen.map(({ id }) => id);
  const cursor = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null);

  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const range = (to: string): ReadonlySet<string> => {
    const from = ids.indexOf(anchor.current ?? cursor ?? to);
    const end = ids.indexOf(to);
    return new Set(ids.slice(Math.min(from, end), Math.max(from, end) + 1));
  };
  const move = (place: HTMLElement, to: string | undefined, ranged: boolean): void => {
    if (to === undefined) return;
    if (ranged) {
      anchor.current ??= cursor;
      setSelected(range(to));
    } else anchor.current = null;
    setCursor(to);
    place.querySelector<HTMLElement>(`[data-row="${CSS.escape(to)}"]`)?.focus();
  };
  const rowsOf = (chosen: ReadonlySet<string>): TrayRow[] =>
    seen.flatMap(({ id, rows }) => (chosen.has(id) ? rows : []));

  return {
    seen,
    cursor,
    selected,
    opened,
    toggle,
    focus: setCursor,
    onClick(id, { shiftKey, ctrlKey, metaKey }) {
      if (shiftKey) {
        anchor.current ??= cursor;
        setSelected(range(id));
      } else if (ctrlKey || metaKey) {
        const next = new Set(selected);
        if (!next.delete(id)) next.add(id);
        setSelected(next);
        anchor.current = id;
      } else {
        setSelected(new Set());
        anchor.current = id;
      }
      setCursor(id);
    },
    onKeyDown(event) {
      const place = event.currentTarget;
      // What is in a row (a choice of requests, a link) has keys of its own.
      if (event.target instanceof HTMLSelectElement || cursor === null) return;
      const at = ids.indexOf(cursor);
      const here = seen[at];
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const done = (): void => {
        event.preventDefault();
        event.stopPropagation();
      };
      if (matchesShortcut(event, 'mod+a')) {
        done();
        setSelected(
          new Set(seen.filter(({ rows }) => rows.some(({ over }) => over === null)).map(({ id }) => id)),
        );
        return;
      }
      if (!plain) return;
      const choice = CHOICE_KEYS[event.key.toLowerCase()];
      if (choice !== undefined && !event.shiftKey) {
        done();
        const rows = rowsOf(selected.size > 0 ? selected : new Set([cursor]));
        choose(
          rows.map(({ handle }) => handle),
          choice,
        );
        return;
      }
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp':
          done();
          move(place, ids[at + (event.key === 'ArrowDown' ? 1 : -1)], event.shiftKey);
          return;
        case 'Home':
        case 'End':
          done();
          move(place, event.key === 'Home' ? ids[0] : ids.at(-1), event.shiftKey);
          return;
        case 'ArrowRight':
          if (here?.isFold !== true || opened.has(cursor)) return;
          done();
          toggle(cursor);
          return;
        case 'ArrowLeft': {
          const fold = here?.isFold === true && opened.has(cursor) ? cursor : (here?.parent ?? null);
          if (fold === null) return;
          done();
          if (opened.has(fold)) toggle(fold);
          move(place, fold, false);
          return;
        }
        case 'Enter':
          if (here?.isFold !== true || event.target instanceof HTMLButtonElement) return;
          done();
          toggle(cursor);
          return;
        case ' ': {
          if (event.target instanceof HTMLButtonElement) return;
          done();
          const next = new Set(selected);
          if (!next.delete(cursor)) next.add(cursor);
          anchor.current = cursor;
          setSelected(next);
          return;
        }
        case 'Escape':
          if (selected.size === 0) return;
          done();
          setSelected(new Set());
          return;
        default:
      }
    },
  };
}
