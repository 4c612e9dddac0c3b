/** Decisions that were cut off in their ten seconds: that nothing of them was sent, said once, at the next start or after unlocking. */
import { useMemo } from 'react';
import { openRequest } from '../requests/open-request.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { noteUnsent } from './decisions.ts';
import { openTray } from './tray.ts';
import { useCodesWaiting } from './use-tray.ts';

export function UnsentBanner() {
  const { t, i18n } = useTranslation('codes');
  const unsent = useStore((state) => state.decisions.unsent);
  const requests = useStore((state) => state.requests);
  const waiting = useCodesWaiting();
  const keys = useMemo(() => [...new Set(unsent?.requestKeys ?? [])], [unsent]);
  if (unsent === null) return null;
  const names = keys.flatMap((key) => {
    const request = requests.find((one) => one.key === key);
    return request?.serviceDomain == null ? [] : [request.serviceDomain];
  });
  const [only] = keys;
  const look = () => {
    // After a lock the codes are still there.
    if (waiting > 0) openTray();
    else if (keys.length === 1 && only !== undefined) openRequest(only);
    else go({ screen: 'requests', query: { segment: 'yours' } });
  };
  return (
    <Banner
      tone="you"
      urgent
      title={t('unsent.title', { count: unsent.requestKeys.length })}
      action={<Button onClick={look}>{t(waiting > 0 ? 'unsent.tray' : 'unsent.look')}</Button>}
      onDismiss={noteUnsent}
    >
      {t(`unsent.${unsent.why}`)}{' '}
      {names.length > 0 && names.length <= 3
        ? t('unsent.about', { list: new Intl.ListFormat(i18n.language).format(names) })
        : null}
    </Banner>
  );
}
