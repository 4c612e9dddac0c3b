/** What is known to stand against a NIC handle that is being typed, as a sentence. Warns; the check decides. */
import { useMemo } from 'react';
import type { ContactType } from '../../shared/contact.ts';
import type { Service } from '../../shared/service.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { deadEndOf } from './handover-target.ts';

const NONE: readonly never[] = [];

export function useDeadEnd(
  text: string,
  types: readonly ContactType[],
  services: readonly Service[],
): string | undefined {
  const { t } = useTranslation('handover');
  const formats = useFormats();
  const now = useNow();
  const all = useStore((state) => state.services) ?? NONE;
  const activity = useStore((state) => state.activity) ?? NONE;
  const accounts = useAccounts();
  const deadEnd = useMemo(
    () => deadEndOf(text, types, { services, all, accounts, activity }),
    [text, types, services, all, accounts, activity],
  );
  if (deadEnd === null) return undefined;
  switch (deadEnd.kind) {
    case 'email-elsewhere':
      return t('deadEnd.emailElsewhere');
    case 'other-zone':
      return t(deadEnd.mine ? 'deadEnd.otherZoneMine' : 'deadEnd.otherZone', { context: deadEnd.zone });
    case 'debt':
      return t('deadEnd.debt', { amount: deadEnd.amount });
    case 'already':
      return t('deadEnd.already', { count: services.length });
    case 'refused-before':
      return t('deadEnd.refusedBefore', {
        date: formats.date(Date.parse(deadEnd.at), now),
        message: deadEnd.message,
      });
  }
}
