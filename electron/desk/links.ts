/** Addresses the program can lead to, made here from fixed parts. SECURITY: no caller ever gives an address. */

import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { LinkTarget } from '../../shared/link-target.ts';
import { createAppUrl, createTokenUrl } from '../ovh/rights.ts';
import type { Accounts } from './accounts.ts';
import { RELEASES_PAGE } from './newer.ts';

/** Pages of OVHcloud's control panel, after the host. */
const PANEL_PAGES = {
  'panel-requests': '#/contacts/requests',
  'panel-services': '#/contacts/services',
  'panel-profile': '#/useraccount/infos',
  // The addresses and rules of «My messages»; inferred from the panel's code.
  'panel-messages': '#/communication/contacts',
  'panel-policies': '#/iam/policies',
  'panel-invoices': '#/billing/history',
} as const;

export function linkUrl(target: LinkTarget, accounts: Accounts): Result<string> {
  switch (target.to) {
    case 'create-token':
      return orMissing(createTokenUrl(target.endpoint));
    case 'create-app':
      return orMissing(createAppUrl(target.endpoint));
    case 'validation':
      return orMissing(accounts.validations.url(target.validation));
    case 'releases':
      return ok(RELEASES_PAGE);
    case 'write':
      return ok(messageUrl(target));
    default: {
      const record = accounts.get(target.accountId)?.record;
      if (!record) return fail('not-found', 'read-again');
      // A stand-in API has no control panel.
      if (record.endpoint === 'sandbox' || record.endpoint === 'loopback')
        return fail('not-found', 'open-panel');
      const host = record.zone === 'CA' ? 'manager.ca.ovhcloud.com' : 'manager.eu.ovhcloud.com';
      return ok(`https://${host}/${PANEL_PAGES[target.to]}`);
    }
  }
}

/** SECURITY: every part is encoded, so that nothing in a name or an address adds a recipient or an attachment. */
function messageUrl({ email, subject, body }: Extract<LinkTarget, { to: 'write' }>): string {
  const address = email.trim().split('@').map(encodeURIComponent).join('@');
  const lines = body.replaceAll(/\r?\n/g, '\r\n');
  const parts = [
    ['subject', subject],
    ['body', lines],
  ].flatMap(([name = '', text = '']) => (text === '' ? [] : [`${name}=${encodeURIComponent(text)}`]));
  return `mailto:${address}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

function orMissing(url: string | null): Result<string> {
  return url === null ? fail('not-found', 'open-panel') : ok(url);
}
