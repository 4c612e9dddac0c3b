/** The mailboxes of my sandbox accounts, and which messages were read in this window. Real e-mails never come here. */
import type { SandboxMessage } from '../../shared/sandbox-message.ts';
import { hasSandbox, useChosenAccount } from '../accounts/accounts.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

/** Does nothing where no account is on the sandbox. */
export async function listMail(): Promise<void> {
  if (!hasSandbox(useStore.getState().accounts)) {
    useStore.setState({ mail: [], mailFailure: null });
    return;
  }
  const answer = await call('sandbox:mail', {});
  useStore.setState(answer.ok ? { mail: answer.value, mailFailure: null } : { mailFailure: answer.error });
}

export function markRead(id: string): void {
  const { mailRead } = useStore.getState();
  if (!mailRead.has(id)) useStore.setState({ mailRead: new Set([...mailRead, id]) });
}

/** Unread messages of the chosen account, or of all. */
export function useUnreadCount(): number {
  const chosen = useChosenAccount()?.id ?? null;
  return useStore((state) => countUnread(state.mail ?? [], state.mailRead, chosen));
}

export function countUnread(
  mail: readonly Pick<SandboxMessage, 'id' | 'accountId'>[],
  read: ReadonlySet<string>,
  accountId: string | null,
): number {
  return mail.filter((one) => (accountId === null || one.accountId === accountId) && !read.has(one.id))
    .length;
}
