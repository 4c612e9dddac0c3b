/** When somebody was last reminded of a request, as the desk keeps it. Writes no message. */
import i18next from 'i18next';
import { lastReminded, MOST_REMINDED } from '../../shared/reminder.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';

/** Without an answer they stay as they are: a help, not a fact to wait for. */
export async function listReminders(): Promise<void> {
  const answer = await call('reminders:list', {});
  if (answer.ok) useStore.setState({ reminders: answer.value });
}

export function listenForReminders(): () => void {
  return on('reminders:changed', (reminders) => useStore.setState({ reminders }));
}

/** To be called once a message to them was opened. */
export async function noteReminded(nichandle: string, requestKeys: readonly string[]): Promise<void> {
  const answer = await call('reminders:note', {
    nichandle,
    requestKeys: requestKeys.slice(0, MOST_REMINDED),
  });
  if (answer.ok) useStore.setState({ reminders: answer.value });
  else toast(i18next.t('handovers:remindedNot'), { tone: 'bad' });
}

/** The last time this side was reminded of one of these, ISO 8601; `null` = never. */
export function useReminded(nichandle: string, requestKeys: readonly string[]): string | null {
  return useStore((state) => lastReminded(state.reminders, nichandle, requestKeys));
}
