/** The state of a request in a person's words. */
import type { TFunction } from 'i18next';
import { useCalled } from '../people/names.ts';
import { Pill } from '../ui/pill.tsx';
import { useTranslation } from '../words/translation.ts';
import { type RequestRow, stateLabel } from './requests-view.ts';

/** `t` of the namespace `requests`; `called`: how somebody is called. */
export function stateText(
  t: TFunction<'requests'>,
  row: RequestRow,
  called: (nichandle: string) => string,
): string {
  const { key, raw, who, count } = stateLabel(row);
  return key === 'raw'
    ? (raw ?? '')
    : t(`state.${key}`, { who: who === undefined ? who : called(who), count });
}

export function StatePill({ row }: { row: RequestRow }) {
  const { t } = useTranslation('requests');
  const text = stateText(t, row, useCalled());
  return (
    <Pill tone={stateLabel(row).tone} title={text}>
      {text}
    </Pill>
  );
}
