/** Shows a shortcut the way this computer's keyboard names it. Hidden from assistive technology: names say it where it matters. */
import { useCallback } from 'react';
import { useTranslation } from '../words/translation.ts';
import { shortcutText } from './keys.ts';

export function Shortcut({ keys }: { keys: string }) {
  const write = useShortcutText();
  return (
    <span className="shortcut" aria-hidden="true">
      {write(keys)}
    </span>
  );
}

/** Writes a shortcut in the language of the screens. */
export function useShortcutText(): (keys: string) => string {
  const { t } = useTranslation('commands');
  return useCallback(
    (keys) =>
      shortcutText(keys, {
        mod: t('keyName.mod'),
        shift: t('keyName.shift'),
        alt: t('keyName.alt'),
        enter: t('keyName.enter'),
        escape: t('keyName.escape'),
        space: t('keyName.space'),
      }),
    [t],
  );
}
