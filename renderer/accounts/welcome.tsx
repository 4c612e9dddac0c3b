/** The first screen, before there is any account: two ways in, the sandbox and three steps with one paste. Other ways stand on the screen to connect. */
import { Check, FlaskConical, KeyRound } from 'lucide-react';
import { useContext, useEffect } from 'react';
import { LANGUAGES } from '../../shared/settings.ts';
import icon from '../assets/icon.png';
import { useMayTrySandbox, ZonesNote } from '../settings/settings-administration.tsx';
import { changeSettings } from '../settings/settings-state.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FilterMenu } from '../ui/filter-menu.tsx';
import { Pill } from '../ui/pill.tsx';
import { EveryScreen } from '../ui/screen.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { failureHere } from './connect-blame.ts';
import { trySandbox } from './connect-state.ts';
import { WelcomeSteps } from './welcome-steps.tsx';
import './welcome.css';

/** `onDone` is called when an account has been connected. */
export function Welcome({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const { t: ts } = useTranslation('settings');
  const everywhere = useContext(EveryScreen);
  const language = useStore((state) => state.settings.language);
  useEffect(() => {
    document.title = `${t('titleFirst')} · Relevo`;
  }, [t]);
  return (
    <div className="welcome">
      <div className="welcome-banners">{everywhere}</div>
      <header className="welcome-head">
        <img src={icon} alt="" width={48} height={48} />
        <h1 tabIndex={-1}>{t('titleFirst')}</h1>
        <p>{t('welcome.lead')}</p>
        <ZonesNote />
      </header>
      <div className="welcome-ways">
        <Sandbox onDone={onDone} />
        <section className="welcome-card" aria-labelledby="welcome-connect">
          <h2 id="welcome-connect">
            <KeyRound aria-hidden="true" /> {t('welcome.connect')}
          </h2>
          <WelcomeSteps onDone={onDone} />
        </section>
      </div>
      <footer className="welcome-foot">
        <FilterMenu
          label={ts('language.label')}
          value={language}
          anyValue="system"
          onChange={(next) => void changeSettings({ language: next })}
          items={[
            { value: 'system', label: ts('system') },
            ...LANGUAGES.map((value) => ({ value, label: ts(`language.${value}`) })),
          ]}
        />
        <p>{t('welcome.notOvh')}</p>
      </footer>
    </div>
  );
}

const SAMPLES = [
  { name: 'viaje-west.com', tone: 'you', key: 'yours' },
  { name: 'tiendadelbarrio.com', tone: 'wait', key: 'waiting' },
  { name: 'clinicasur.es', tone: 'good', key: 'done' },
] as const;

function Sandbox({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const { t: tr } = useTranslation('requests');
  const mayTry = useMayTrySandbox();
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  return (
    <section className="welcome-card" aria-labelledby="welcome-sandbox">
      <h2 id="welcome-sandbox">
        <FlaskConical aria-hidden="true" /> {t('welcome.sandbox.title')}
      </h2>
      <p>{t('welcome.sandbox.text')}</p>
      <ul className="welcome-points">
        {(['nothing', 'all', 'gone'] as const).map((key) => (
          <li key={key}>
            <Check aria-hidden="true" /> {t(`welcome.sandbox.${key}`)}
          </li>
        ))}
      </ul>
      <ul className="welcome-samples" aria-label={t('welcome.sandbox.samples')}>
        {SAMPLES.map(({ name, tone, key }) => (
          <li key={name}>
            <b>{name}</b>
            <Pill tone={tone}>{tr(`state.${key}`, { count: 1, who: 'Tomás Barrio' })}</Pill>
          </li>
        ))}
      </ul>
      {failed?.form === 'sandbox' ? <FailureNote failure={failureHere(failed.failure)} /> : null}
      <Button
        busy={busy === 'sandbox'}
        disabled={!mayTry || (busy !== null && busy !== 'sandbox')}
        onClick={async () => {
          if (await trySandbox()) onDone();
        }}
      >
        {t(busy === 'sandbox' ? 'sandbox.starting' : 'welcome.sandbox.open')}
      </Button>
    </section>
  );
}
