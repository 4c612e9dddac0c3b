/** Connecting an API at an address of this computer, for testing. The desk refuses every other address. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../components/field.tsx';
import { connectKeys, forgetFailure, useRenewed } from '../state/connect.ts';
import { useStore } from '../state/store.ts';
import { ConnectForm } from './connect-form.tsx';

export function ConnectLoopback({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const renewed = useRenewed();
  // An account keeps the origin of its API; the version goes with it.
  const [url, setUrl] = useState(renewed?.endpoint === 'loopback' ? `${renewed.api}/1.0` : '');
  const failed = useStore((state) => state.connect.failed);
  const isBad = failed?.form === 'loopback' && failed.failure.code === 'bad-input';
  return (
    <ConnectForm
      name="loopback"
      fields={['applicationKey', 'applicationSecret', 'consumerKey']}
      submit={t('connect')}
      onSubmit={async (keys, renews) => {
        const account = await connectKeys('loopback', {
          endpoint: 'loopback',
          url: url.trim(),
          renews,
          ...keys,
        });
        if (account !== null) onDone();
      }}
    >
      <TextField
        label={t('loopback.address')}
        hint={t('loopback.addressHint')}
        error={isBad ? t('loopback.badAddress') : undefined}
        placeholder="http://127.0.0.1:8080/1.0"
        code
        maxLength={200}
        value={url}
        onChange={(event) => {
          forgetFailure();
          setUrl(event.currentTarget.value);
        }}
      />
    </ConnectForm>
  );
}
