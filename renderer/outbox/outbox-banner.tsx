/** The line that says what waits for the user's word and whether it has changed since. Sends nothing. */

import { useStore } from '../store/store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { reviewOutbox, summariseOutbox, useAllOffline } from './outbox-state.ts';

export function OutboxBanner() {
  const { t } = useTranslation('outbox');
  const list = useStore((state) => state.outbox.list);
  const offline = useAllOffline();
  const { count, changed, unknown, locked } = summariseOutbox(list);
  if (list === null || count === 0) return null;
  const said = [
    changed > 0 ? t('banner.changed', { count: changed }) : '',
    unknown > 0 ? t('banner.unknown', { count: unknown }) : '',
    locked > 0 ? t('banner.locked', { count: locked }) : '',
    offline ? t('banner.offline') : '',
    // Those that cannot be opened are on the disk all the same.
    list.persistent || locked === count ? '' : t(locked > 0 ? 'banner.memoryOthers' : 'banner.memory'),
  ];
  return (
    <Banner
      tone={offline ? 'mute' : 'you'}
      urgent
      title={t('banner.title', { count })}
      action={<Button onClick={reviewOutbox}>{t('banner.review')}</Button>}
    >
      {said.filter((words) => words !== '').join(' ')}
    </Banner>
  );
}
