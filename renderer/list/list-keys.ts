/** What a key means in a list. Pure: it moves and ticks nothing. */
import type { KeyboardEvent } from 'react';

export type Meant =
  | { is: 'all' | 'invert' | 'leave-cell' | 'open' | 'menu' }
  | { is: 'cell'; by: 1 | -1 }
  /** `to`: a row's index, which may lie past either end. */
  | { is: 'row'; to: number; extend: boolean }
  | { is: 'tick'; range: boolean };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** `cursor`: index of the row it is on, -1 for none; `inCell`: it is in one cell of it; `page`: rows in sight. */
export function meantBy(
  event: Key,
  { cursor, inCell, count, page }: { cursor: number; inCell: boolean; count: number; page: number },
): Meant | null {
  const { key, shiftKey: extend } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'a') return { is: 'all' };
    if (key.toLowerCase() === 'i') return { is: 'invert' };
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return plain && !extend ? { is: 'cell', by: key === 'ArrowRight' ? 1 : -1 } : null;
    case 'Escape':
      return inCell ? { is: 'leave-cell' } : null;
    case 'ArrowDown':
      return { is: 'row', to: cursor + 1, extend };
    case 'ArrowUp':
      return { is: 'row', to: cursor < 0 ? 0 : cursor - 1, extend };
    case 'PageDown':
      return { is: 'row', to: cursor + page, extend };
    case 'PageUp':
      return { is: 'row', to: cursor - page, extend };
    case 'Home':
      return { is: 'row', to: 0, extend };
    case 'End':
      return { is: 'row', to: count - 1, extend };
    case ' ':
      return plain ? { is: 'tick', range: extend } : null;
    case 'Enter':
      return plain && cursor >= 0 ? { is: 'open' } : null;
    case 'ContextMenu':
      return cursor >= 0 ? { is: 'menu' } : null;
    case 'F10':
      return extend && cursor >= 0 ? { is: 'menu' } : null;
    default:
      return null;
  }
}
