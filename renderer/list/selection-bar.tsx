/** What is ticked on a list and what can be done with it: floats over the list's end and moves nothing. Keeps no selection. */
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

/** Height of the bar and the room around it, in pixels, as in table.css: rows that are scrolled to stop above it. */
export const BAR_ROOM = 72;

/** Names told before the rest is only counted. */
const NAMES = 2;

type SelectionBarProps = {
  /** «3 selected», in the words of what is listed. */
  count: string;
  /** Of what is ticked, in the order of the list; the same one twice is told once. */
  names: readonly string[];
  /** How many are ticked that are not among `names`. */
  unnamed?: number;
  /** What else is to be known. */
  note?: string | null;
  onClear: () => void;
  /** The main thing that can be done with it. */
  main: ReactNode;
  /** What else can be done. */
  children?: ReactNode;
};

export function SelectionBar({
  count,
  names,
  unnamed = 0,
  note = null,
  onClear,
  main,
  children,
}: SelectionBarProps) {
  const { t, i18n } = useTranslation('common');
  const { number } = useFormats();
  const parts = [...new Set(names)].slice(0, NAMES);
  const rest = names.filter((name) => !parts.includes(name)).length + unnamed;
  if (rest > 0) parts.push(t('selection.more', { count: rest, shown: number(rest) }));
  const told = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(parts);
  return (
    <div className="selection-bar" data-foot="">
      <div className="selection-said" role="status">
        <strong>{count}</strong>
        <span className="selection-names ellipsis" title={told}>
          {told}
        </span>
        {note === null ? null : <span className="selection-note">{note}</span>}
      </div>
      {children}
      <Button variant="quiet" shortcut="escape" onClick={onClear}>
        {t('selection.clear')}
      </Button>
      {main}
    </div>
  );
}
