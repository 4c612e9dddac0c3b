/** Addresses the program can lead to, made here from fixed parts. SECURITY: no caller ever gives an address. */

import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { LinkTarget } from '../../shared/link-target.ts';
import { createAppUrl, createTokenUrl } from '../ovh/rights.ts';
import type { Accounts } from './accounts.ts';

/** Pages of OVHcloud's control panel, after the host. */
const PANEL_PAGES = {
  'panel-requests': '#/contacts/requests',
  'panel-services': '#/contacts/services',
  'panel-profile': '#/useraccount/infos',
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

function orMissing(url: string | null): Result<string> {
  return url === null ? fail('not-found', 'open-panel') : ok(url);
}
