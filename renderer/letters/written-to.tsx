/** When somebody was last written to about these requests; nothing where nobody wrote. */
import { useReminded } from '../requests/reminders.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';

type WrittenToProps = { nichandle: string; requestKeys: readonly string[] };

export function WrittenTo({ nichandle, requestKeys }: WrittenToProps) {
  const { t } = useTranslation('letters');
  const at = useReminded(nichandle, requestKeys);
  return at === null ? null : (
    <span className="reminded">
      {t('writtenOn')} <When at={at} style="short" />
    </span>
  );
}
