/** Settings: what an administrator of this computer has set, and what is wrong with their file. Changes nothing. */
import { mayLiveAt } from '../../shared/administration.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from '../words/translation.ts';

/** Where accounts may live, before anybody types a key; nothing where it is free. */
export function ZonesNote() {
  const { t, i18n } = useTranslation('administration');
  const zones = useStore((state) => state.app?.administration.zones ?? null);
  if (zones === null) return null;
  const names = new Intl.ListFormat(i18n.language).format(zones.map((zone) => t(`zone.${zone}`)));
  return (
    <p className="settings-zones">
      {t('byAdministrator')} {zones.length === 0 ? t('zones.none') : t('zones.some', { zones: names })}
    </p>
  );
}

/** Whether the sandbox may be tried here. */
export function useMayTrySandbox(): boolean {
  return useStore(({ app }) => app === null || mayLiveAt(app.administration, 'sandbox'));
}

export function SettingsAdministration() {
  const { t, i18n } = useTranslation('administration');
  const administration = useStore((state) => state.app?.administration);
  if (administration === undefined || !administration.isThere) return null;
  const { file, troubles, zones, lock, updateCheck } = administration;
  const list = (names: readonly string[]) => new Intl.ListFormat(i18n.language).format(names);
  const set = [
    ...(zones === null
      ? []
      : [
          zones.length === 0
            ? t('zones.none')
            : t('zones.some', { zones: list(zones.map((zone) => t(`zone.${zone}`))) }),
        ]),
    ...(lock === null ? [] : [t('lock', { count: lock.minutes })]),
    ...(updateCheck ? [] : [t('updateCheck')]),
  ];
  return (
    <section className="settings-group" aria-labelledby="settings-administration">
      <h2 id="settings-administration">{t('title')}</h2>
      <p className="settings-hint">{t('text', { file })}</p>
      {set.length === 0 ? null : (
        <ul className="settings-set">
          {set.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {troubles.map(({ why, names }) => (
        <p key={why}>{t(`trouble.${why}`, { names: list(names) })}</p>
      ))}
    </section>
  );
}
