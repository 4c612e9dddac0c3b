/** Beside what stayed «not known»: whether the call stands in OVHcloud's own log. It never tells what came of it, and that is said. */
import type { WitnessQuestion } from '../../shared/witness.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { Asking } from './asking.tsx';
import { askFact, useFact } from './facts.ts';

export function CallWitness({ of }: { of: WitnessQuestion }) {
  const { t } = useTranslation('facts');
  const fact = useFact('log:find', { of });
  return (
    <Asking
      question={t('witness.ask')}
      still={t('witness.still')}
      fact={fact}
      onAsk={(again) => void askFact('log:find', { of }, again)}
    >
      {({ calls, early, sentAt }) => (
        <>
          {calls.map(({ at, ip }) => (
            <p key={`${at} ${ip}`} className="fact-said">
              {t(ip === '' ? 'witness.came' : 'witness.cameFrom', { ip })} <When at={at} style="short" />.
            </p>
          ))}
          {calls.length > 1 ? <p>{t('witness.twice')}</p> : null}
          {calls.length > 0 ? (
            <p>{t('witness.limit')}</p>
          ) : (
            <p>
              {t('witness.sent')} <When at={sentAt} style="short" />.{' '}
              {t(early ? 'witness.early' : 'witness.missing')}
            </p>
          )}
        </>
      )}
    </Asking>
  );
}
