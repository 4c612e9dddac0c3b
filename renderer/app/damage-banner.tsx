/** The one place that tells what of the data folder was damaged, whatever it was. Mends nothing. */

import { useStore } from '../store/store.ts';
import { Banner } from '../ui/banner.tsx';
import { useTranslation } from '../words/translation.ts';
import { damageItems } from './damage-words.ts';
import { dismiss } from './open.ts';

export function DamageBanner() {
  const { t, i18n } = useTranslation('damage');
  const damage = useStore((state) => state.damage);
  const dismissed = useStore((state) => state.dismissed);
  const folder = useStore((state) => state.app?.dataFolder ?? null);
  if (damage.length === 0) return null;
  const names = new Intl.ListFormat(i18n.language);
  const items = damageItems(damage, (list) => names.format(list)).filter(({ id }) => !dismissed.has(id));
  if (items.length === 0) return null;
  const tone = (['bad', 'you', 'mute'] as const).find((one) => items.some((item) => item.tone === one));
  return (
    <Banner
      tone={tone ?? 'bad'}
      title={t('title')}
      onDismiss={() => {
        for (const { id } of items) dismiss(id);
      }}
    >
      <ul className="banner-list">
        {items.map(({ id, words: [lead, ...words] }) => (
          <li key={id}>
            <b>{lead === undefined ? '' : t(lead.key, lead.options)}</b>{' '}
            {words.map(({ key, options }) => t(key, options)).join(' ')}
          </li>
        ))}
      </ul>
      {folder === null ? null : t('where', { folder })}
    </Banner>
  );
}
