/** What the tray calls things in the language: services with their types and roles, what a decision leads to. Words only. */
import { orderedTypes } from '../../shared/contact.ts';
import { showName } from '../../shared/idn.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { cancels, hasConfirmed, sidesOf } from '../../shared/turn.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { useRequestTypeName } from '../services/type-name.ts';
import { useTranslation } from '../words/translation.ts';

/** "Domain · Tech". */
export function useServiceFacts(): (request: ContactRequest) => string {
  const roles = useRoles();
  const typeName = useRequestTypeName();
  return (request) => [typeName(request), roles(request)].filter((part) => part !== '').join('\u00a0· ');
}

/** "Admin, Billing". */
export function useRoles(): (request: ContactRequest) => string {
  const { t } = useTranslation('common');
  return (request) =>
    orderedTypes(request.contactTypes)
      .map((type) => t(`role.${type}.short`, { defaultValue: type }))
      .join(', ');
}

export function useServiceName(): (request: ContactRequest | null) => string {
  const { t } = useTranslation('requests');
  return (request) =>
    request?.serviceDomain == null ? t('unknownService') : showName(request.serviceDomain);
}

/** What comes of a decision once it is sent: OVHcloud does not tell who else has confirmed. */
export function useConsequence(): (request: ContactRequest, accountId: string, decision: Decision) => string {
  const { t, i18n } = useTranslation('codes');
  const mineOf = useMineOf();
  const called = useCalled();
  const accounts = useAccounts();
  return (request, accountId, decision) => {
    const mine = mineOf(request.api);
    if (decision === 'refuse') return t(cancels(request, mine) ? 'tray.comes.cancel' : 'tray.comes.refuse');
    const own = accounts.find(({ id }) => id === accountId)?.nichandle ?? '';
    const others = sidesOf(request, mine).filter(
      (side) => side.confirms && !sameNichandle(side.nichandle, own) && !hasConfirmed(side),
    );
    if (others.length === 0) return t('tray.comes.done');
    const who = new Intl.ListFormat(i18n.language).format(others.map(({ nichandle }) => called(nichandle)));
    return t('tray.comes.both', { who });
  };
}
