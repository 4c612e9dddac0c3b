/** Rules as the desk keeps them: listing, changing, taking a change back. What they find is computed elsewhere. */
import i18next from 'i18next';
import type { Rule } from '../../shared/rules.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';

export async function listRules(): Promise<void> {
  const answer = await call('rules:list', {});
  if (answer.ok) useStore.setState({ rules: answer.value });
}

export function listenForRules(): () => void {
  return on('rules:changed', (rules) => useStore.setState({ rules }));
}

/** Puts these in the place of those there are. `done` tells it, with the way back. `false`: they could not be kept. */
export async function setRules(next: readonly Rule[], done: string): Promise<boolean> {
  const before = useStore.getState().rules ?? [];
  if (!(await write(next))) return false;
  toast(done, {
    about: 'rules-changed',
    action: { label: i18next.t('rules:undo'), run: () => void write(before) },
  });
  return true;
}

async function write(rules: readonly Rule[]): Promise<boolean> {
  const answer = await call('rules:set', { rules: [...rules] });
  if (answer.ok) useStore.setState({ rules: answer.value });
  else toast(i18next.t('rules:notKept'), { tone: 'bad' });
  return answer.ok;
}
