/** Connecting an account of OVHcloud's: which of its places, and which of three ways to prove who one is. */
import { useState } from 'react';
import type { Account, Endpoint } from '../../shared/account.ts';
import { FilterMenu } from '../ui/filter-menu.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTranslation } from '../words/translation.ts';
import { forgetFailure, useRenewed } from './connect-state.ts';
import { ConnectWay, WAYS, type Way } from './connect-way.tsx';

type Zone = 'eu' | 'ca' | 'us';
type Brand = 'ovh' | 'kimsufi' | 'soyoustart';
type Place = Exclude<Endpoint, 'sandbox' | 'loopback'>;

const ZONES: readonly Zone[] = ['eu', 'ca', 'us'];
const BRANDS: readonly Brand[] = ['ovh', 'kimsufi', 'soyoustart'];

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
          <ConnectWay key={`${endpoint} ${shown}`} way={shown} place={{ endpoint }} onDone={onDone} />
        </>
      )}
    </>
  );
}
