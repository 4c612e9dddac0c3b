/** What is prepared for a day, as the desk keeps it. Sends nothing to OVHcloud, and no code to the desk. */
import type { Failure, Result } from '../../shared/failure.ts';
import type { Prepared, ToPrepare } from '../../shared/prepared.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

export async function listPrepared(): Promise<void> {
  take(await call('prepared:list', {}));
}

export function listenForPrepared(): () => void {
  return on('prepared:changed', (prepared) => useStore.setState({ prepared }));
}

/** Each answers why it could not be kept; `null` where it was. */
export async function keepPrepared(what: ToPrepare): Promise<Failure | null> {
  return take(await call('prepared:keep', what));
}

export async function movePrepared(id: string, day: string): Promise<Failure | null> {
  return take(await call('prepared:move', { id, day }));
}

export async function dropPrepared(id: string): Promise<Failure | null> {
  return take(await call('prepared:drop', { id }));
}

function take(answer: Result<Prepared[]>): Failure | null {
  if (!answer.ok) return answer.error;
  useStore.setState({ prepared: answer.value });
  return null;
}
