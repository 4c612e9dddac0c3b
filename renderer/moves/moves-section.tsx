/** Projects to move or close an account, among the hand-overs: each with how far it is. Leads on; sends nothing. */
import type { Move } from '../../shared/moves.ts';
import { PartBar, PartLegend } from '../handover/handover-bar.tsx';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { partsOfMove } from './move-parts.ts';
import { useMoveTitle } from './move-title.ts';
import { beginMove, openMove } from './moves-state.ts';
import { useLeft } from './use-left.ts';
import './moves.css';

export function MovesSection() {
  const { t } = useTranslation('moves');
  const moves = useStore((state) => state.moves) ?? [];
  const shown = [...moves].sort(
    (a, b) => Number(a.ended !== null) - Number(b.ended !== null) || (a.begun < b.begun ? 1 : -1),
  );
  return (
    <section className="handovers-section" aria-label={t('section')}>
      <h2 className="moves-head">
        {t('section')}
        <Button variant="link" onClick={() => beginMove('')}>
          {t('begin.open')}
        </Button>
      </h2>
      <ul>
        {shown.map((move) => (
          <MoveLine key={move.id} move={move} />
        ))}
      </ul>
    </section>
  );
}

function MoveLine({ move }: { move: Move }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const titleOf = useMoveTitle();
  const left = useLeft(move);
  const parts = left === null ? [] : partsOfMove(move, left);
  return (
    <li className="move-line">
      <button type="button" className="move-line-title" onClick={() => openMove(move.id)}>
        {titleOf(move)}
      </button>
      {move.ended !== null ? <span className="move-quiet"> · {t('ended')}</span> : null}
      {move.paused ? <span className="move-quiet"> · {t('paused')}</span> : null}
      <PartBar parts={parts} />
      <PartLegend
        parts={parts}
        word={({ part, count }) => t(`part.${part}`, { count, shown: number(count) })}
      />
    </li>
  );
}
