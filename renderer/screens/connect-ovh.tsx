/** Connecting an account of OVHcloud's: which of its places, and which of three ways to prove who one is. */
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Endpoint } from '../../shared/account.ts';
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
  useRenewed,
} from '../state/connect.ts';
import { useStore } from '../state/store.ts';
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

function zoneOf(account: Account | null): Zone {
  return ZONES.find((zone) => account?.endpoint.endsWith(`-${zone}`)) ?? 'eu';
}

function brandOf(account: Account | null): Brand {
  return BRANDS.find((brand) => account?.endpoint.startsWith(`${brand}-`)) ?? 'ovh';
}

/** `onDone` is called when an account has been connected. */
export function ConnectOvh({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const renewed = useRenewed();
  const [zone, setZone] = useState<Zone>(zoneOf(renewed));
  const [brand, setBrand] = useState<Brand>(brandOf(renewed));
  const [way, setWay] = useState<Way>(renewed?.credential.kind === 'oauth2' ? 'oauth2' : 'keys');
  const endpoint = placeOf(zone, brand);
  // Service accounts exist at OVHcloud itself only.
  const ways = brand === 'ovh' ? WAYS : WAYS.filter((one) => one !== 'oauth2');
  const shown = ways.includes(way) ? way : 'keys';
  return (
    <>
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
          onSubmit={async (keys, renews) => done(await connectKeys('keys', { endpoint, renews, ...keys }))}
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
          onSubmit={(keys, renews) => startValidation({ endpoint, ...keys }, renews)}
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
          onSubmit={async (keys, renews) => done(await connectOAuth2({ endpoint, renews, ...keys }))}
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
