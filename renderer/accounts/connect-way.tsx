/** The form of one way to prove who one is, for one place. Keys go from its fields to the desk and nowhere else. */
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Endpoint } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { ConnectForm } from './connect-form.tsx';
import { connectKeys, connectOAuth2, formOf, openKeyPage, startValidation } from './connect-state.ts';
import { ConnectValidation } from './connect-validation.tsx';

export type Way = 'keys' | 'validation' | 'oauth2';
export const WAYS: readonly Way[] = ['keys', 'validation', 'oauth2'];

/** `url`: where the endpoint is an API at an address of this computer. */
type Place = { endpoint: Exclude<Endpoint, 'sandbox'>; url?: string };

type ConnectWayProps = {
  way: Way;
  place: Place;
  /** Called when an account has been connected. */
  onDone: () => void;
  /** Above the fields of keys. */
  children?: ReactNode;
  /** As of a form of keys. */
  lacking?: boolean;
  onDemanded?: () => void;
};

export function ConnectWay({ way, place, onDone, children, ...above }: ConnectWayProps) {
  const { t } = useTranslation('connect');
  const validation = useStore((state) => state.connect.validation);
  const { endpoint } = place;
  const done = (connected: unknown) => {
    if (connected !== null) onDone();
  };
  switch (way) {
    case 'keys': {
      const name = endpoint === 'loopback' ? 'loopback' : 'keys';
      return (
        <ConnectForm
          {...above}
          name={name}
          fields={['applicationKey', 'applicationSecret', 'consumerKey']}
          submit={t('connect')}
          onSubmit={async (keys, renews) => done(await connectKeys(name, { ...place, renews, ...keys }))}
        >
          {children}
          <KeyPageButton to="create-token" endpoint={endpoint} />
        </ConnectForm>
      );
    }
    case 'validation': {
      const name = formOf('validation', endpoint);
      return validation?.form === name ? (
        <ConnectValidation validation={validation} />
      ) : (
        <ConnectForm
          {...above}
          name={name}
          fields={['applicationKey', 'applicationSecret']}
          submit={t('validation.start')}
          onSubmit={(keys, renews) => startValidation({ ...place, ...keys }, renews)}
        >
          {children}
          <KeyPageButton to="create-app" endpoint={endpoint} />
        </ConnectForm>
      );
    }
    case 'oauth2':
      return (
        <ConnectForm
          {...above}
          name={formOf('oauth2', endpoint)}
          fields={['clientId', 'clientSecret']}
          submit={t('connect')}
          onSubmit={async (keys, renews) => done(await connectOAuth2({ ...place, renews, ...keys }))}
        >
          {children}
        </ConnectForm>
      );
  }
}

function KeyPageButton({ to, endpoint }: { to: 'create-token' | 'create-app'; endpoint: Endpoint }) {
  const { t } = useTranslation('connect');
  const [failure, setFailure] = useState<Failure | null>(null);
  // A stand-in has no such pages.
  if (endpoint === 'loopback') return null;
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
