/** What the web shell shows to a page without the session's key: where to find it, and nothing else. */
import { KeyRound } from 'lucide-react';
import { Empty } from '../ui/empty.tsx';
import { useTranslation } from '../words/translation.ts';

export function NoSession() {
  const { t } = useTranslation('common');
  return (
    <main className="main main-alone">
      <h1 className="visually-hidden">Relevo</h1>
      <Empty icon={<KeyRound aria-hidden="true" />} title={t('session.title')} text={t('session.text')} />
    </main>
  );
}
