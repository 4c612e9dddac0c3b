/** The ticked services: how many, which, and the way to a hand-over of them. Sends nothing. */
import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import { showName } from '../../shared/idn.ts';
import type { Service } from '../../shared/service.ts';
import { SelectionBar } from '../list/selection-bar.tsx';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { handOverChosen, reasonAgainst } from './chosen-services.ts';

/** Looked up to be named. */
const NAMED = 20;

type ServicesSelectionProps = {
  /** Keys of what is ticked, and how many of them are not on the list as it is filtered. */
  chosen: readonly string[];
  hidden: number;
  onClear: () => void;
  onExport: () => void;
};

export function ServicesSelection({ chosen, hidden, onClear, onExport }: ServicesSelectionProps) {
  const { t } = useTranslation('services');
  const number = useNumber();
  const services = useStore((state) => state.services);
  const names = useMemo(() => namesOf(chosen.slice(0, NAMED), services ?? []), [chosen, services]);
  const isUnderWay = useStore((state) => state.handover?.hidden ?? false);
  const count = chosen.length;
  if (count === 0) return null;
  const reason = reasonAgainst(count) ?? undefined;
  return (
    <SelectionBar
      count={t('selected', { count, shown: number(count) })}
      names={names}
      unnamed={Math.max(0, count - NAMED)}
      note={hidden === 0 ? null : t('hidden', { count: hidden, shown: number(hidden) })}
      onClear={onClear}
      main={
        isUnderWay ? null : (
          <Button
            variant="primary"
            icon={<ArrowLeftRight aria-hidden="true" />}
            aria-disabled={reason !== undefined || undefined}
            title={reason}
            onClick={handOverChosen}
          >
            {t('changeOf', { count, shown: number(count) })}
          </Button>
        )
      }
    >
      <Button variant="quiet" onClick={onExport}>
        {t('exportChosen')}
      </Button>
    </SelectionBar>
  );
}

/** `keys` in the order of the list. */
function namesOf(keys: readonly string[], services: readonly Service[]): string[] {
  const names: string[] = [];
  for (const { key, name } of services) {
    if (names.length === keys.length) break;
    if (key === keys[names.length]) names.push(showName(name));
  }
  return names;
}
