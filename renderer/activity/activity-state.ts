/** What was done from here, read from the ledger when the screen is first opened, and again when it changed. */
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

export async function listActivity(): Promise<void> {
  const answer = await call('activity:list', {});
  useStore.setState(
    answer.ok ? { activity: answer.value, activityFailure: null } : { activityFailure: answer.error },
  );
}
