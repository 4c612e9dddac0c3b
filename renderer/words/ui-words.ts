/** The words of the parts in `ui`, in the language in use. */
import { useMemo } from 'react';
import type { UiWords } from '../ui/ui-words.ts';
import { useNumber } from './format.ts';
import { useTranslation } from './translation.ts';

/** The same object while the language stays the same: whatever is drawn with it is not drawn again. */
export function useWordsOfUi(): UiWords {
  const { t } = useTranslation(['common', 'commands']);
  const number = useNumber();
  return useMemo(
    () => ({
      close: t('common:close'),
      dismiss: t('common:dismiss'),
      clearSearch: t('common:clearSearch'),
      suggestions: t('common:suggestions'),
      toasts: t('common:toasts'),
      showSecret: (key) => t('common:secret.show', { key }),
      hideSecret: (key) => t('common:secret.hide', { key }),
      moreBanners: (count) => t('common:banners.more', { count }),
      fewerBanners: t('common:banners.fewer'),
      keys: {
        mod: t('commands:keyName.mod'),
        shift: t('commands:keyName.shift'),
        alt: t('commands:keyName.alt'),
        enter: t('commands:keyName.enter'),
        escape: t('commands:keyName.escape'),
        space: t('commands:keyName.space'),
      },
      number,
    }),
    [t, number],
  );
}
