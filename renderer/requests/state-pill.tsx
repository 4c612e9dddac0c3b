/** The state of a request in a person's words; what was decided here and is not with OVHcloud yet comes first. */
import type { TFunction } from 'i18next';
import { sidesUnderWay } from '../codes/tray.ts';
import { useCalled } from '../people/names.ts';
import { useStore } from '../store/store.ts';
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

/** Taken here: about to be sent, or kept until there is a connection; `null`: neither. */
export function useDecidedHere(requestKey: string): 'aboutToSend' | 'kept.accept' | 'kept.refuse' | null {
  return useStore(({ decisions, outbox }): ReturnType<typeof useDecidedHere> => {
    for (const side of sidesUnderWay(decisions.jobs))
      if (side.startsWith(`${requestKey} `)) return 'aboutToSend';
    const kept = outbox.list?.entries.find(
      (entry) => entry.kind === 'decision' && entry.requestKey === requestKey,
    );
    return kept?.kind === 'decision' ? `kept.${kept.decision}` : null;
  });
}

export function StatePill({ row }: { row: RequestRow }) {
  const { t } = useTranslation('requests');
  const called = useCalled();
  const here = useDecidedHere(row.key);
  const text = here === null || row.turn.whose !== 'mine' ? stateText(t, row, called) : t(`state.${here}`);
  const tone = here === null || row.turn.whose !== 'mine' ? stateLabel(row).tone : 'wait';
  return (
    <Pill tone={tone} title={text}>
      {text}
    </Pill>
  );
}
