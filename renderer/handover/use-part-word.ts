/** What is said of one part of a hand-over: "10 yours", "5 with Luis". */
import { firstNameOf } from '../../shared/people.ts';
import { useCalled } from '../people/names.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import type { HeldUp, Part } from './handover-progress.ts';

export function usePartWord(): (part: Part, held: HeldUp | null) => string {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const called = useCalled();
  return ({ part, count }, held) =>
    part === 'theirs' && held !== null && held.requests.length >= count
      ? t('part.with', { count, shown: number(count), who: firstNameOf(called(held.nichandle)) })
      : t(`part.${part}`, { count, shown: number(count) });
}
