/** Decides for one side with the code at hand, from its pane, its row or a key: after the ten seconds, or kept for later where nothing can be sent. */
import i18next from 'i18next';
import type { Failure } from '../../shared/failure.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import { type Decision, sideKey } from '../../shared/request.ts';
import { areOffline, keepForLater } from '../outbox/outbox-state.ts';
import { goOn } from '../requests/go-on.ts';
import { type State, useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { clearOutcome, decideOne } from './decisions.ts';
import { dropCodes, forgetHandles } from './tray.ts';
import type { Candidate } from './tray-rows.ts';

/** Without a connection, or where it was just found missing, a decision can only be kept. */
export function isKeptForLater(
  { sync, decisions }: Pick<State, 'sync' | 'decisions'>,
  side: Candidate,
): boolean {
  const { failure = null } = decisions.last[sideKey(side)]?.outcome ?? {};
  return failure?.code === 'offline' || areOffline(sync, [side.accountId]);
}

/** Answers why it could not be kept, else `null`. Then the list goes on to what waits next. */
export async function decideHere(
  { requestKey, accountId }: Candidate,
  code: FoundCode,
  decision: Decision,
): Promise<Failure | null> {
  const side = { requestKey, accountId };
  if (!isKeptForLater(useStore.getState(), side)) {
    void decideOne(side, code, decision);
    goOn(requestKey);
    return null;
  }
  const kept = await keepForLater({ decisions: [{ ...side, handle: code.handle, decision }] });
  if (!kept.ok) return kept.error;
  clearOutcome(sideKey(side));
  // The outbox has the code now.
  dropCodes([code.handle]);
  forgetHandles([code.handle]);
  goOn(requestKey);
  return null;
}

/** By key: with the code that stands ready in the pane. */
export async function decideReady(decision: Decision): Promise<void> {
  const { ready } = useStore.getState().decisions;
  if (ready === null) return;
  const failure = await decideHere(ready, ready.code, decision);
  if (failure !== null) toast(i18next.t(`failures:code.${failure.code}`), { tone: 'bad' });
}
