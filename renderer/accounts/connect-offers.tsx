/** Keys found on this computer, by place and endpoint: offered, never taken. Each has its button. */
import { KeyRound } from 'lucide-react';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { AnotherAccount } from './connect-another.tsx';
import { failureHere } from './connect-blame.ts';
import { takeOffer, useRenewed } from './connect-state.ts';

/** `onDone` is called when an account has been connected. */
export function ConnectOffers({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['connect', 'common', 'failures']);
  const offers = useStore((state) => state.connect.offers);
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  const renewed = useRenewed();
  const fitting = (offers ?? []).filter(({ endpoint }) => renewed === null || endpoint === renewed.endpoint);
  if (fitting.length === 0) return null;
  const take = async (offer: string, renews: string | undefined) => {
    if ((await takeOffer(offer, renews)) !== null) onDone();
  };
  return (
    <section className="connect-offers" aria-labelledby="connect-offers">
      <h3 className="connect-subtitle" id="connect-offers">
        {t('connect:offers.title', { count: fitting.length })}
      </h3>
      <ul>
        {fitting.map((offer) => {
          const form = `offer ${offer.id}` as const;
          const failure = failed?.form === form ? failed.failure : null;
          return (
            <li key={offer.id}>
              <div className="connect-offer">
                <KeyRound aria-hidden="true" />
                <span className="connect-offer-text">
                  <code>{offer.place}</code>
                  <span className="field-hint">
                    {t(`common:endpoint.${offer.endpoint}`)} ·{' '}
                    {offer.endpoint === 'ovh-us'
                      ? t('failures:code.no-contacts-here')
                      : t(`connect:offers.${offer.kind}`)}
                  </span>
                </span>
                {offer.endpoint === 'ovh-us' ? null : (
                  <Button
                    busy={busy === form}
                    disabled={busy !== null && busy !== form}
                    onClick={() => void take(offer.id, renewed?.id)}
                  >
                    {t('connect:offers.take')}
                  </Button>
                )}
              </div>
              {failure === null ? null : (
                <>
                  <FailureNote failure={failureHere(failure)} />
                  <AnotherAccount failure={failure} onTake={() => void take(offer.id, undefined)} />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p className="field-hint">{t('connect:offers.note')}</p>
    </section>
  );
}
