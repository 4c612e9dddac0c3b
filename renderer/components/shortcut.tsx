/** Shows a shortcut the way this computer's keyboard names it. Hidden from assistive technology: names say it where it matters. */
import { shortcutText } from '../keys.ts';

export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="shortcut" aria-hidden="true">
      {shortcutText(keys)}
    </span>
  );
}
