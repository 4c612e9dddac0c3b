/** Connecting an account of OVHcloud's: which of its places, and which of three ways to prove who one is. */
import { ExternalLink, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '../../shared/account.ts';
import type { Offer } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../components/button.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { FilterMenu } from '../components/filter-menu.tsx';
import { Segmented } from '../components/segmented.tsx';
import {
  connectKeys,
  connectOAuth2,
  forgetFailure,
  openKeyPage,
  startValidation,
  takeOffer,
} from '../state/connect.ts';
import { useStore } from '../state/store.ts';
import { failureHere } from './connect-blame.ts';
import { ConnectForm } from './connect-form.tsx';
import { ConnectValidation } from './connect-validation.tsx';

type Zone = 'eu' | 'ca' | 'us';
type Brand = 'ovh' | 'kimsufi' | 'soyoustart';
type Way = 'keys' | 'validation' | 'oauth2';
type Place = Exclude<Endpoint, 'sandbox' | 'loopback'>;

const ZONES: readonly Zone[] = ['eu', 'ca', 'us'];
const BRANDS: readonly Brand[] = ['ovh', 'kimsufi', 'soyoustart'];
const WAYS: readonly Way[] = ['keys', 'validation', 'oauth2'];

function placeOf(zone: Zone, brand: Brand): Place {
  return zone === 'us' ? 'ovh-us' : `${brand}-${zone}`;
}

/** `onDone` is called when an account has been connected. */
export function ConnectOvh({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const [zone, setZone] = useState<Zone>('eu');
  const [brand, setBrand] = useState<Brand>('ovh');
  const [way, setWay] = useState<Way>('keys');
  const offers = useStore((state) => state.connect.offers);
  const endpoint = placeOf(zone, brand);
  // Service accounts exist at OVHcloud itself only.
  const ways = brand === 'ovh' ? WAYS : WAYS.filter((one) => one !== 'oauth2');
  const shown = ways.includes(way) ? way : 'keys';
  return (
    <>
      {offers !== null && offers.length > 0 ? <Offers offers={offers} onDone={onDone} /> : null}
      <div className="connect-choices">
        <Segmented
          label={t('zone.label')}
          value={zone}
          onChange={(next) => {
            forgetFailure();
            setZone(next);
          }}
          items={ZONES.map((value) => ({ value, label: t(`zone.${value}`) }))}
        />
        {zone === 'us' ? null : (
          <FilterMenu
            label={t('brand.label')}
            value={brand}
            anyValue="ovh"
            onChange={(next) => {
              forgetFailure();
              setBrand(next);
            }}
            items={BRANDS.map((value) => ({ value, label: t(`brand.${value}`) }))}
          />
        )}
      </div>
      {zone === 'us' ? (
        <p className="connect-note" role="status">
          {t('usNote')}
        </p>
      ) : (
        <>
          <div className="connect-choices">
            <Segmented
              label={t('way.label')}
              value={shown}
              onChange={(next) => {
                forgetFailure();
                setWay(next);
              }}
              items={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
            />
          </div>
          <p className="connect-text">{t(`way.${shown}Text`)}</p>
          {/* Another place or way begins with empty fields: keys of one mean nothing in another. */}
          <WayForm key={`${endpoint} ${shown}`} way={shown} endpoint={endpoint} onDone={onDone} />
        </>
      )}
    </>
  );
}

function WayForm({ way, endpoint, onDone }: { way: Way; endpoint: Place; onDone: () => void }) {
  const { t } = useTranslation('connect');
  const validation = useStore((state) => state.connect.validation);
  const done = (connected: unknown) => {
    if (connected !== null) onDone();
  };
  switch (way) {
    case 'keys':
      return (
        <ConnectForm
          name="keys"
          fields={['applicationKey', 'applicationSecret', 'consumerKey']}
          submit={t('connect')}
          onSubmit={async (keys) => done(await connectKeys('keys', { endpoint, ...keys }))}
        >
          <KeyPageButton to="create-token" endpoint={endpoint} />
        </ConnectForm>
      );
    case 'validation':
      return validation === null ? (
        <ConnectForm
          name="validation"
          fields={['applicationKey', 'applicationSecret']}
          submit={t('validation.start')}
          onSubmit={(keys) => startValidation({ endpoint, ...keys })}
        >
          <KeyPageButton to="create-app" endpoint={endpoint} />
        </ConnectForm>
      ) : (
        <ConnectValidation validation={validation} />
      );
    case 'oauth2':
      return (
        <ConnectForm
          name="oauth2"
          fields={['clientId', 'clientSecret']}
          submit={t('connect')}
          onSubmit={async (keys) => done(await connectOAuth2({ endpoint, ...keys }))}
        />
      );
  }
}

function KeyPageButton({ to, endpoint }: { to: 'create-token' | 'create-app'; endpoint: Place }) {
  const { t } = useTranslation('connect');
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <>
      <div className="connect-actions">
        <Button
          icon={<ExternalLink aria-hidden="true" />}
          onClick={async () => setFailure(await openKeyPage(to, endpoint))}
        >
          {t(`page.${to}`)}
        </Button>
        <span className="field-hint">{t(`page.${to}-hint`)}</span>
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  );
}

/** Keys found on this computer are offered, never taken: each has its button. */
function Offers({ offers, onDone }: { offers: readonly Offer[]; onDone: () => void }) {
  const { t } = useTranslation(['connect', 'common']);
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  return (
    <div className="connect-offers">
      <h3 className="connect-subtitle">{t('connect:offers.title', { count: offers.length })}</h3>
      <ul>
        {offers.map((offer) => {
          const form = `offer ${offer.id}` as const;
          return (
            <li key={offer.id}>
              <div className="connect-offer">
                <KeyRound aria-hidden="true" />
                <span className="connect-offer-text">
                  <code>{offer.place}</code>
                  <span className="field-hint">
                    {t(`common:endpoint.${offer.endpoint}`)} · {t(`connect:offers.${offer.kind}`)}
                  </span>
                </span>
                <Button
                  busy={busy === form}
                  disabled={busy !== null && busy !== form}
                  onClick={async () => {
                    if ((await takeOffer(offer.id)) !== null) onDone();
                  }}
                >
                  {t('connect:offers.take')}
                </Button>
              </div>
              {failed?.form === form ? <FailureNote failure={failureHere(failed.failure)} /> : null}
            </li>
          );
        })}
      </ul>
      <p className="field-hint">{t('connect:offers.note')}</p>
    </div>
  );
}
