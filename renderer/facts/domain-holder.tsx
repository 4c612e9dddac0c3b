/** In a domain's pane: its holder, a person of their own beside the three contacts. */
import type { Service } from '../../shared/service.ts';
import { useTranslation } from '../words/translation.ts';
import { Asking } from './asking.tsx';
import { askFact, useFact } from './facts.ts';

export function DomainHolder({ service }: { service: Service }) {
  const { t } = useTranslation('facts');
  const question = { serviceKey: service.key };
  const fact = useFact('domains:holder', question);
  if (service.family !== '/domain') return null;
  return (
    <Asking
      question={t('holder.ask')}
      still={t('holder.limit')}
      fact={fact}
      onAsk={(again) => void askFact('domains:holder', question, again)}
    >
      {({ holder }) => (
        <>
          <p className="fact-said">{holder === null ? t('holder.untold') : t('holder.told', { holder })}</p>
          <p>{t('holder.limit')}</p>
        </>
      )}
    </Asking>
  );
}
