/** Projects to move or close an account that have a next step, or are held up: one line each. Leads on; sends nothing. */
import { useMemo } from 'react';
import { countLeft, type LeftService, type Move } from '../../shared/moves.ts';
import { nextOf } from '../moves/move-next.ts';
import { useMoveTitle } from '../moves/move-title.ts';
import { openMove } from '../moves/moves-state.ts';
import { useLeft } from '../moves/use-left.ts';
import { useCalled } from '../people/names.ts';
import { go } from '../store/route.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { SHOWN } from './today-view.ts';

/** `moves`: those that go on. */
export function TodayMoves({ moves }: { moves: readonly Move[] }) {
  const { t } = useTranslation('today');
  return (
    <TodaySection
      title={t('moves.title')}
      count={moves.length}
      all={{ label: t('handovers.all'), run: () => go({ screen: 'handovers' }) }}
    >
      <ul className="today-lines">
        {moves.slice(0, SHOWN).map((move) => (
          <MoveLine key={move.id} move={move} />
        ))}
      </ul>
    </TodaySection>
  );
}

function MoveLine({ move }: { move: Move }) {
  const titleOf = useMoveTitle();
  const left = useLeft(move);
  return (
    <li className="today-move">
      <button type="button" className="today-move-title" onClick={() => openMove(move.id)}>
        {titleOf(move)}
      </button>
      <span className="today-under">{left === null ? null : <NextWords move={move} left={left} />}</span>
    </li>
  );
}

function NextWords({ move, left }: { move: Move; left: readonly LeftService[] }) {
  const { t, i18n } = useTranslation('today');
  const number = useNumber();
  const called = useCalled();
  const counts = useMemo(() => countLeft(left), [left]);
  const next = nextOf(move, left);
  if (next === 'none') return null;
  if (next === 'done') return t(`moves.done.${move.kind}`);
  const count = next === 'held' ? left.length : counts[next];
  const who = [...new Set(left.flatMap((one) => one.with ?? []))].map((handle) => called(handle));
  const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(who.slice(0, 3));
  return next === 'theirs' && names !== ''
    ? t('moves.theirsOf', { count, shown: number(count), who: names })
    : t(`moves.${next}`, { count, shown: number(count) });
}
