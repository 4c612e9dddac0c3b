/** What a project is called. */
import type { Move } from '../../shared/moves.ts';
import { useCalled } from '../people/names.ts';
import { useTranslation } from '../words/translation.ts';

/** `Closing Cobalto Lyon`. */
export function useMoveTitle(): (move: Pick<Move, 'kind' | 'nichandle'>) => string {
  const { t } = useTranslation('moves');
  const called = useCalled();
  return ({ kind, nichandle }) => t(`title.${kind}`, { who: called(nichandle) });
}
