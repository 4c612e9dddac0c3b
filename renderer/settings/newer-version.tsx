/** That a newer version exists: a quiet line with what is new and a way to hear no more of this one. Installs nothing. */

import { openLink } from '../accounts/next-step.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { changeSettings } from './settings-state.ts';

/** The version, where there is one that is newer; on Today not the one somebody wants to hear no more of. */
function useNewer(everyOne: boolean): string | null {
  const version = useStore((state) => state.app?.newer.version ?? null);
  const hidden = useStore((state) => state.settings.hiddenVersion);
  return version !== null && (everyOne || version !== hidden) ? version : null;
}

export async function seeReleases(): Promise<void> {
  await openLink({ to: 'releases' });
}

/** On Today. */
export function NewerVersionLine() {
  const { t } = useTranslation('newer');
  const version = useNewer(false);
  if (version === null) return null;
  return (
    <p className="newer-line">
      <span>{t('there', { version })}</span>
      <Button variant="quiet" onClick={() => void seeReleases()}>
        {t('see')}
      </Button>
      <Button variant="quiet" onClick={() => void changeSettings({ hiddenVersion: version })}>
        {t('notNow')}
      </Button>
    </p>
  );
}
