/** What a person has set: shown at once, kept by the desk, taken back where it could not be kept. */
import type { Failure } from '../../shared/failure.ts';
import { type SettingsChange } from '../../shared/settings.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

/** Answers the failure where the change could not be kept; the screen is as before then. */
export async function changeSettings(change: SettingsChange): Promise<Failure | null> {
  const before = useStore.getState().settings;
  useStore.setState({ settings: { ...before, ...change } });
  const answer = await call('settings:change', change);
  if (answer.ok) {
    useStore.setState({ settings: answer.value });
    return null;
  }
  useStore.setState({ settings: before });
  return answer.error;
}
