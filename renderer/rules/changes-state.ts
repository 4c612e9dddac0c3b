/** Contacts that changed without a request of mine: taken as known, taken back, put back by a hand-over. Sends nothing itself. */
import i18next from 'i18next';
import { useMemo } from 'react';
import type { ContactChange } from '../../shared/contact-change.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { openHandoverAtCheck } from '../handover/handover-state.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';

const NONE: readonly ContactChange[] = [];

export async function listChanges(): Promise<void> {
  const answer = await call('contacts:open', {});
  if (answer.ok) useStore.setState({ changes: answer.value });
}

export function listenForChanges(): () => void {
  return on('contacts:changed', (changes) => useStore.setState({ changes }));
}

/** Of the accounts that are shown. */
export function useOpenChanges(): readonly ContactChange[] {
  const changes = useStore((state) => state.changes) ?? NONE;
  const chosen = useChosenAccount();
  return useMemo(() => changes.filter((change) => isOf(change, chosen?.id ?? null)), [changes, chosen]);
}

export function isOf({ seenBy }: ContactChange, accountId: string | null): boolean {
  return accountId === null || seenBy.includes(accountId);
}

/** Takes them as known. The note in the corner takes that back. */
export async function keepChanges(changes: readonly ContactChange[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  if (!(await mark(ids, true))) return;
  const [first] = changes;
  const one = changes.length === 1 && first !== undefined ? first.serviceName : null;
  toast(
    one === null
      ? i18next.t('changes:keptAll', { count: changes.length })
      : i18next.t('changes:kept', { service: one }),
    { about: 'changes-kept', action: { label: i18next.t('changes:undo'), run: () => void mark(ids, false) } },
  );
}

async function mark(ids: string[], kept: boolean): Promise<boolean> {
  const answer = await call('contacts:keep', { ids, kept });
  if (answer.ok) useStore.setState({ changes: answer.value });
  else toast(i18next.t('changes:notKept'), { tone: 'bad' });
  return answer.ok;
}

/** Whether a hand-over can ask for the one of before: the service is still seen. */
export function canPutBack({ to, serviceKey }: ContactChange): boolean {
  return to !== null && serviceKey !== '';
}

/** Opens the hand-over that asks for the one of before, at its check. */
export function putBack({ serviceKey, type, from }: ContactChange): void {
  void openHandoverAtCheck([{ serviceKey, target: { [type]: from } }]);
}
