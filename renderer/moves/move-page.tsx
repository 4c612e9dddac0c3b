/** A project to move or close an account: what is left and who holds it up, the next step, what stands before the end. */
import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import { beginOfDay } from '../../shared/local-day.ts';
import {
  doneBy,
  type LeftGroup,
  type LeftService,
  type Move,
  movedOf,
  targetFor,
} from '../../shared/moves.ts';
import { BelowHandovers } from '../handover/below-handovers.tsx';
import { PartBar, PartLegend } from '../handover/handover-bar.tsx';
import { openHandoverAtCheck } from '../handover/handover-state.ts';
import { WriteToSides } from '../letters/write-to-sides.tsx';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { showServicesOf } from '../services/services-query.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Menu } from '../ui/menu.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { MoveBegin } from './move-begin.tsx';
import { MoveConditions } from './move-conditions.tsx';
import { MoveLeft } from './move-left.tsx';
import { nextOf } from './move-next.ts';
import { partsOfMove } from './move-parts.ts';
import { MoveRecord } from './move-record.tsx';
import { MoveSoFar } from './move-so-far.tsx';
import { useMoveTitle } from './move-title.ts';
import { changeMove } from './moves-state.ts';
import { useLeft } from './use-left.ts';
import './moves.css';

export function MovePage({ of }: { of: string }) {
  const { t } = useTranslation('moves');
  const moves = useStore((state) => state.moves);
  if (of === 'new') return <MoveBegin />;
  const move = moves?.find(({ id }) => id === of) ?? null;
  if (move !== null) return <Whole move={move} />;
  return (
    <BelowHandovers title={t('titleNone')}>
      {moves === null ? null : (
        <Empty
          icon={<ArrowLeftRight aria-hidden="true" />}
          title={t('gone')}
          action={<Button onClick={() => go({ screen: 'handovers' })}>{t('toAll')}</Button>}
        />
      )}
    </BelowHandovers>
  );
}

function Whole({ move }: { move: Move }) {
  const { t } = useTranslation('moves');
  const titleOf = useMoveTitle();
  const left = useLeft(move);
  const isOver = move.ended !== null;
  return (
    <BelowHandovers
      title={titleOf(move)}
      actions={
        <>
          <MoveRecord move={move} />
          {isOver ? null : (
            <Button onClick={() => void changeMove(move.id, { paused: !move.paused })}>
              {t(move.paused ? 'resume' : 'pause')}
            </Button>
          )}
          <Menu
            trigger={<Button aria-label={t('more')}>…</Button>}
            items={[
              {
                label: t(isOver ? 'reopen' : 'end'),
                note: t(isOver ? 'reopenNote' : 'endNote'),
                onSelect: () => void changeMove(move.id, { ended: isOver ? null : new Date().toISOString() }),
              },
            ]}
          />
        </>
      }
    >
      <div className="move">
        <div className="move-main">
          <Head move={move} left={left} />
          {left === null ? null : <MoveLeft move={move} left={left} />}
          <MoveSoFar move={move} />
        </div>
        <div className="move-aside">
          {left === null ? null : <Next move={move} left={left} />}
          {left === null || move.ended !== null ? null : (
            <WriteToSides requests={left.filter(isOwn).flatMap(({ running }) => running ?? [])} />
          )}
          {move.kind === 'close' && left !== null ? <MoveConditions move={move} left={left.length} /> : null}
        </div>
      </div>
    </BelowHandovers>
  );
}

function Head({ move, left }: { move: Move; left: readonly LeftService[] | null }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const formats = useFormats();
  const now = useNow();
  const mine = useMineOf()(move.api);
  const parts = useMemo(() => (left === null ? [] : partsOfMove(move, left)), [move, left]);
  const moved = left === null ? 0 : movedOf(move, left);
  const total = moved + (left?.length ?? 0);
  const end = left === null ? null : doneBy(move, moved, left.length, now);
  return (
    <section className="move-head" aria-label={t('progress')}>
      <div className="move-head-line">
        <span>
          <Handle nichandle={move.nichandle} mine={mine.has(move.nichandle)} labelled /> →{' '}
          <Handle nichandle={move.target} mine={mine.has(move.target)} labelled />
        </span>
        <span className="move-quiet">
          {move.day === null
            ? t('noDay')
            : t(`by.${move.kind}`, { day: formats.date(beginOfDay(move.day), now) })}
          {' · '}
          {t('begun')} <When at={move.begun} style="date" />
          {move.paused ? ` · ${t('paused')}` : ''}
          {move.ended === null ? '' : ` · ${t('ended')}`}
        </span>
      </div>
      <p className="move-count">
        <b>{number(moved)}</b> {t('moved', { count: total, shown: number(total) })}
        {end === null ? null : (
          <span className="move-quiet">{t('pace', { day: formats.date(end, now) })}</span>
        )}
      </p>
      <PartBar parts={parts} />
      <PartLegend
        parts={parts}
        word={({ part, count }) => t(`part.${part}`, { count, shown: number(count) })}
      />
    </section>
  );
}

/** A request of the project's own; others that run on its services are somebody else's affair. */
function isOwn({ group }: LeftService): boolean {
  return group === 'yours' || group === 'theirs';
}

/** One button of the screen leads. */
function Next({ move, left }: { move: Move; left: readonly LeftService[] }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const called = useCalled();
  const of = (group: LeftGroup) => left.filter((one) => one.group === group);
  const [yours, ready, theirs] = [of('yours'), of('ready'), of('theirs')];
  const next = nextOf(move, left);
  if (next === 'none')
    return <Step title={t(move.ended === null ? 'next.paused' : 'next.ended')} text={null} action={null} />;
  if (next === 'yours')
    return (
      <Step
        title={t('next.yours', { count: yours.length, shown: number(yours.length) })}
        text={t('next.yoursText')}
        action={
          <Button
            variant="primary"
            onClick={() => go({ screen: 'requests', query: { segment: 'yours', q: move.nichandle } })}
          >
            {t('next.yoursDo')}
          </Button>
        }
      />
    );
  if (next === 'ready')
    return (
      <Step
        title={t('next.ready', { count: ready.length, shown: number(ready.length) })}
        text={t('next.readyText', { who: called(move.target) })}
        action={
          <Button
            variant="primary"
            icon={<ArrowLeftRight aria-hidden="true" />}
            onClick={() =>
              void openHandoverAtCheck(
                ready.map(({ service, roles }) => ({
                  serviceKey: service.key,
                  target: targetFor(move, roles),
                })),
              )
            }
          >
            {t('next.readyDo', { count: ready.length, shown: number(ready.length) })}
          </Button>
        }
      />
    );
  if (next === 'theirs')
    return (
      <Step
        title={t('next.theirs', { count: theirs.length, shown: number(theirs.length) })}
        text={t('next.theirsText')}
        action={
          <Button
            onClick={() => go({ screen: 'requests', query: { segment: 'waiting', q: move.nichandle } })}
          >
            {t('next.theirsDo')}
          </Button>
        }
      />
    );
  if (next === 'held')
    return (
      <Step
        title={t('next.blocked', { count: left.length, shown: number(left.length) })}
        text={t('next.blockedText')}
        action={<Button onClick={() => showServicesOf(move.nichandle, null)}>{t('next.blockedDo')}</Button>}
      />
    );
  return <Step title={t(`next.done.${move.kind}`)} text={t(`next.doneText.${move.kind}`)} action={null} />;
}

function Step({ title, text, action }: { title: string; text: string | null; action: React.ReactNode }) {
  const { t } = useTranslation('moves');
  return (
    <section className="move-next" aria-label={t('next.label')}>
      <span className="move-next-label">{t('next.label')}</span>
      <h2>{title}</h2>
      {text === null ? null : <p>{text}</p>}
      {action}
    </section>
  );
}
