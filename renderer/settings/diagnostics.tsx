/** What somebody may pass on when something does not work: shown whole before it is copied. Sends nothing. */
import { useState } from 'react';
import { diagnosticsText } from '../../shared/diagnostics.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { copyText } from '../words/clipboard.ts';
import { useTranslation } from '../words/translation.ts';

export function Diagnostics() {
  const { t } = useTranslation('quiet');
  const [text, setText] = useState<string | null>(null);
  return (
    <>
      <Button onClick={() => setText(textNow())}>{t('diagnostics.open')}</Button>
      <Dialog
        open={text !== null}
        onClose={() => setText(null)}
        title={t('diagnostics.title')}
        footer={
          <>
            <p className="dialog-note">{t('diagnostics.note')}</p>
            <Button variant="primary" onClick={() => void copyText(text ?? '', t('diagnostics.copied'))}>
              {t('diagnostics.copy')}
            </Button>
          </>
        }
      >
        <pre className="settings-diagnostics">{text}</pre>
      </Dialog>
    </>
  );
}

const NOTHING_ASKED = { never: null, version: null, failed: null } as const;

function minutesSince(at: string | null, now: number): number | null {
  return at === null ? null : Math.max(0, Math.round((now - Date.parse(at)) / 60_000));
}

function textNow(): string {
  const { app, lock, settings, accounts, requests, serviceCount, damage, sync } = useStore.getState();
  const now = Date.now();
  return diagnosticsText({
    version: app?.version ?? '?',
    shell: app?.shell ?? '?',
    platform: app?.platform ?? '?',
    engine: /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '?',
    vault: app?.vault ?? { backend: '?', persistent: false },
    lock: lock.state,
    settings,
    accounts,
    requests,
    services: serviceCount,
    damage,
    newer: {
      ...NOTHING_ASKED,
      ...app?.newer,
      isOn: settings.updateCheck,
      age: minutesSince(app?.newer.at ?? null, now),
    },
    ages: sync.map(({ requestsAt }) => minutesSince(requestsAt, now)),
  });
}
