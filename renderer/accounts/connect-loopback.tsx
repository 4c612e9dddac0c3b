/** Connecting an API at an address of this computer, for testing. The desk refuses every other address. */
import { useState } from 'react';
import { useStore } from '../store/store.ts';
import { TextField } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTranslation } from '../words/translation.ts';
import { forgetFailure, useRenewed } from './connect-state.ts';
import { ConnectWay, WAYS, type Way } from './connect-way.tsx';

export function ConnectLoopback({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const renewed = useRenewed();
  // An account keeps the origin of its API; the version goes with it.
  const [url, setUrl] = useState(renewed?.endpoint === 'loopback' ? `${renewed.api}/1.0` : '');
  const [way, setWay] = useState<Way>(renewed?.credential.kind === 'oauth2' ? 'oauth2' : 'keys');
  const [demanded, setDemanded] = useState(false);
  const isMissing = url.trim() === '';
  const failed = useStore((state) => state.connect.failed);
  const isBad = failed?.form.startsWith('loopback') === true && failed.failure.code === 'bad-input';
  return (
    <>
      <div className="connect-choices">
        <Segmented
          label={t('way.label')}
          value={way}
          onChange={(next) => {
            forgetFailure();
            setWay(next);
          }}
          items={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
        />
      </div>
      <ConnectWay
        key={way}
        way={way}
        place={{ endpoint: 'loopback', url: url.trim() }}
        onDone={onDone}
        lacking={isMissing}
        onDemanded={() => setDemanded(true)}
      >
        <TextField
          label={t('loopback.address')}
          hint={t('loopback.addressHint')}
          error={isBad ? t('loopback.badAddress') : demanded && isMissing ? t('missing') : undefined}
          placeholder="http://127.0.0.1:8080/1.0"
          code
          maxLength={200}
          value={url}
          onChange={(event) => {
            forgetFailure();
            setUrl(event.currentTarget.value);
          }}
        />
      </ConnectWay>
    </>
  );
}
