/**
 * Connecting an account of OVHcloud's in three steps: where it lives, the page that makes the keys, one paste.
 * SECURITY: keys go from the paste to the desk; what is missing of a part of them is kept here until the screen is left.
 */
import { Check, Circle, CircleCheck, ClipboardPaste, ExternalLink, Lock, ShieldAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ABILITIES } from '../../shared/ability.ts';
import type { Failure } from '../../shared/failure.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { isTyping } from '../ui/keys.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { failureHere } from './connect-blame.ts';
import { type FoundKeys, readKeys } from './connect-keys.ts';
import { ConnectOffers } from './connect-offers.tsx';
import { connectKeys, openKeyPage } from './connect-state.ts';
import { useKeyStore } from './key-store.ts';

const NEEDED = ['applicationKey', 'applicationSecret', 'consumerKey'] as const;
type Zone = 'ovh-eu' | 'ovh-ca';

export function WelcomeSteps({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('connect');
  const [zone, setZone] = useState<Zone>('ovh-eu');
  const [rights, setRights] = useState(false);
  const [pageFailure, setPageFailure] = useState<Failure | null>(null);
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  const { has, said, take } = usePastedKeys(zone, onDone);
  return (
    <>
      <ol className="welcome-steps">
        <Step done title={t('welcome.where')}>
          <Segmented
            label={t('zone.label')}
            value={zone}
            onChange={setZone}
            items={[
              { value: 'ovh-eu', label: t('zone.eu') },
              { value: 'ovh-ca', label: t('zone.ca') },
            ]}
          />
        </Step>
        <Step number={2} current title={t('welcome.make')}>
          <p>{t('welcome.makeText')}</p>
          <div className="welcome-row">
            <Button
              variant="primary"
              icon={<ExternalLink aria-hidden="true" />}
              onClick={async () => setPageFailure(await openKeyPage('create-token', zone))}
            >
              {t('welcome.openPage')}
            </Button>
            <Button variant="link" aria-expanded={rights} onClick={() => setRights(!rights)}>
              {t('welcome.rights')}
            </Button>
          </div>
          {rights ? <Rights /> : null}
          {pageFailure === null ? null : <FailureNote failure={pageFailure} />}
        </Step>
        <Step number={3} title={t('welcome.paste')}>
          <button
            type="button"
            className="welcome-paste"
            disabled={busy !== null}
            onClick={() => void take()}
          >
            <ClipboardPaste aria-hidden="true" />
            <span>{t(busy === 'keys' ? 'checking' : 'welcome.pasteText')}</span>
            <Shortcut keys="mod+v" />
          </button>
          <ul className="welcome-keys">
            {NEEDED.map((key) => (
              <li key={key} data-found={has.includes(key) ? '' : undefined}>
                {has.includes(key) ? <CircleCheck aria-hidden="true" /> : <Circle aria-hidden="true" />}
                {t(`key.${key}`)}
                <span className="visually-hidden">
                  {t(has.includes(key) ? 'welcome.here' : 'welcome.missing')}
                </span>
              </li>
            ))}
          </ul>
          <div role="status">
            {said === null ? null : <p className="field-warning">{t(`welcome.said.${said}`)}</p>}
          </div>
          {failed?.form === 'keys' ? <FailureNote failure={failureHere(failed.failure)} /> : null}
        </Step>
      </ol>
      <ConnectOffers onDone={onDone} />
      <div className="welcome-sealed">
        <Sealed />
        <Button variant="link" onClick={() => go({ screen: 'connect', key: 'ways' })}>
          {t('welcome.other')}
        </Button>
      </div>
    </>
  );
}

type Said = 'none' | 'part' | 'refused';

/** Takes keys out of what is pasted anywhere on the screen; with all three it connects. */
function usePastedKeys(zone: Zone, onDone: () => void) {
  const held = useRef<FoundKeys>({});
  const [has, setHas] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const read = async (text: string): Promise<void> => {
    const found = readKeys(text);
    if (found === null) return setSaid('none');
    held.current = { ...held.current, ...found };
    const { applicationKey, applicationSecret, consumerKey } = held.current;
    setHas(NEEDED.filter((key) => held.current[key] !== undefined));
    if (applicationKey === undefined || applicationSecret === undefined || consumerKey === undefined) {
      return setSaid('part');
    }
    setSaid(null);
    const keys = { endpoint: zone, applicationKey, applicationSecret, consumerKey };
    // Another paste begins anew, whatever comes of these.
    held.current = {};
    const account = await connectKeys('keys', keys);
    if (account === null) setHas([]);
    else onDone();
  };
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      void latest.current(event.clipboardData?.getData('text/plain') ?? '');
    };
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('paste', onPaste);
      held.current = {};
    };
  }, []);
  const take = async (): Promise<void> => {
    const text = await navigator.clipboard.readText().catch(() => null);
    if (text === null) setSaid('refused');
    else await read(text);
  };
  return { has, said, take };
}

type StepProps = { title: string; children: ReactNode; number?: number; done?: boolean; current?: boolean };

function Step({ title, children, number, done = false, current = false }: StepProps) {
  return (
    <li className="welcome-step" data-done={done ? '' : undefined} data-current={current ? '' : undefined}>
      <span className="welcome-number" aria-hidden="true">
        {done ? <Check /> : number}
      </span>
      <div className="welcome-step-body">
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

function Rights() {
  const { t } = useTranslation('common');
  return (
    <ul className="welcome-rights">
      {ABILITIES.map((ability) => (
        <li key={ability}>{t(`ability.${ability}`)}</li>
      ))}
    </ul>
  );
}

/** Where the keys will live, said before any is pasted. */
function Sealed() {
  const { t } = useTranslation('connect');
  const store = useKeyStore();
  if (store === null) return <p />;
  const isSealing = store.state === 'sealing';
  return (
    <p className={isSealing ? 'welcome-safe' : 'welcome-unsafe'}>
      {isSealing ? <Lock aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
      {isSealing
        ? t('welcome.sealed', { store: store.name })
        : t(`vault.${store.state}`, { store: store.name })}
    </p>
  );
}
