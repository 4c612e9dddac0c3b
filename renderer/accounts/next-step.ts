/** Begins the next step of a failure for one account: opens the right page or reads again. Decides nothing. */

import type { Output } from '../../shared/contract.ts';
import type { NextStep, Result } from '../../shared/failure.ts';
import type { LinkTarget } from '../../shared/link-target.ts';
import { call } from '../store/bridge.ts';
import { renewAccount } from './accounts.ts';

/**
 * Opens a page of OVHcloud outside, or a message in the e-mail program; where this shell cannot, the browser does, a page in a
 * tab of its own.
 */
export async function openLink(target: LinkTarget): Promise<Result<Output<'links:open'>>> {
  const answer = await call('links:open', target);
  if (answer.ok && !answer.value.opened) {
    // A message leaves the page where it is, and a tab for it would stay empty.
    if (target.to === 'write') location.assign(answer.value.url);
    else window.open(answer.value.url, '_blank', 'noopener,noreferrer');
  }
  return answer;
}

export function takeNextStep(next: NextStep, accountId: string): void {
  switch (next) {
    case 'pay-invoices':
      void openLink({ to: 'panel-invoices', accountId });
      return;
    case 'open-panel':
      void openLink({ to: 'panel-requests', accountId });
      return;
    case 'renew-credential':
    case 'widen-rights':
    case 'connect':
    case 'check-keys':
      renewAccount(accountId);
      return;
    case 'retry':
    case 'read-again':
    case 'check-network':
    case 'check-clock':
      void call('sync:now', { accountId });
      return;
    default:
  }
}
