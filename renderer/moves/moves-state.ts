/** Projects to move or close an account, as the desk keeps them. Sends nothing to OVHcloud but what reads. */
import i18next from 'i18next';
import type { Move } from '../../shared/moves.ts';
import { call, on } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';

export async function listMoves(): Promise<void> {
  const answer = await call('moves:list', {});
  if (answer.ok) useStore.setState({ moves: answer.value });
}

export function listenForMoves(): () => void {
  return on('moves:changed', (moves) => useStore.setState({ moves }));
}

/** `false`: they could not be kept, and it was said. */
export async function setMoves(next: readonly Move[]): Promise<boolean> {
  const answer = await call('moves:set', { moves: [...next] });
  if (answer.ok) useStore.setState({ moves: answer.value });
  else toast(i18next.t('moves:notKept'), { tone: 'bad' });
  return answer.ok;
}

export function changeMove(id: string, change: Partial<Move>): Promise<boolean> {
  const moves = useStore.getState().moves ?? [];
  return setMoves(moves.map((move) => (move.id === id ? { ...move, ...change } : move)));
}

/** Where one is begun, for this account or person. */
export function beginMove(nichandle: string): void {
  go({ screen: 'handovers', key: 'move/new', query: { of: nichandle } });
}

export function openMove(id: string): void {
  go({ screen: 'handovers', key: `move/${id}` });
}
