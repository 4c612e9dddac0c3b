/** Shows a shortcut the way this computer's keyboard names it. Hidden from assistive technology: names say it where it matters. */
import { useCallback } from 'react';
import { shortcutText } from './keys.ts';
import { useUiWords } from './ui-words.ts';

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
  const { keys: names } = useUiWords();
  return useCallback((keys) => shortcutText(keys, names), [names]);
}
