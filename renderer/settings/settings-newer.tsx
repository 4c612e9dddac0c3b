/** Settings: whether the project is asked for a newer version, what came of it, and what is new there. Asks nobody itself. */
import type { ReactNode } from 'react';
import type { SettingsChange } from '../../shared/settings.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { seeReleases } from './newer-version.tsx';

type LineProps = { label: string; hint?: string; children: ReactNode };

/** `Line`: how the settings' screen draws one. */
export function SettingsNewer({
  Line,
  onChange,
}: {
  Line: (props: LineProps) => ReactNode;
  onChange: (change: SettingsChange) => void;
}) {
  const { t } = useTranslation('newer');
  const { t: said } = useTranslation('settings');
  const newer = useStore((state) => state.app?.newer);
  const isOn = useStore((state) => state.settings.updateCheck);
  const formats = useFormats();
  const now = useNow();
  if (newer === undefined) return null;
  const { never, at, version, failed } = newer;
  const when = at === null ? '' : formats.relative(Date.parse(at), now);
  const hint =
    never !== null
      ? t(`never.${never}`)
      : at === null || !isOn || version !== null
        ? t('what')
        : t(failed ?? 'newest', { when });
  return (
    <>
      {version === null ? null : (
        <p className="settings-line">
          <span>{t('there', { version })}</span>
          <Button onClick={() => void seeReleases()}>{t('see')}</Button>
        </p>
      )}
      <Line label={t('label')} hint={hint}>
        {never === null ? (
          <Segmented
            label={t('label')}
            value={isOn ? 'on' : 'off'}
            onChange={(value) => onChange({ updateCheck: value === 'on' })}
            items={[
              { value: 'on', label: said('on') },
              { value: 'off', label: said('off') },
            ]}
          />
        ) : null}
      </Line>
    </>
  );
}
