/** A NIC handle in the code face; mine stands out. Shows it, does nothing with it. */
import { useTranslation } from 'react-i18next';

export function Handle({ nichandle, mine = false }: { nichandle: string | null; mine?: boolean }) {
  const { t } = useTranslation('common');
  if (nichandle === null) return <span className="handle handle-unknown">{t('notKnownYet')}</span>;
  return <span className={mine ? 'handle handle-mine' : 'handle'}>{nichandle}</span>;
}
