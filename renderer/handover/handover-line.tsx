/**
 * One hand-over in a list: its name leads to its page, its bar says how far it is, and below stands who holds it up. What
 * is not a hand-over but goes the same way (a project of weeks) is drawn by `UnderWayLine` with parts of its own.
 */
import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { firstNameOf } from '../../shared/people.ts';
import { openLetter } from '../letters/letters-state.ts';
import { WrittenTo } from '../letters/written-to.tsx';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useName } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { formatRoute, go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { PartBar, PartLegend } from './handover-bar.tsx';
import { firstEnd, type HeldUp, heldUpBy, type Part, partsOf } from './handover-progress.ts';
import type { HandoverRecord } from './handover-records.ts';
import { HandoverAbout, HandoverTitle } from './handover-title.tsx';
import { usePartWord } from './use-part-word.ts';
import './handovers.css';

type UnderWayLineProps = {
  /** Its page below `#/handovers`. */
  pageKey: string;
  title: ReactNode;
  about?: ReactNode;
  done: number;
  total: number;
  parts: readonly Part[];
  word: (part: Part) => ReactNode;
  children?: ReactNode;
};

export function UnderWayLine({
  pageKey,
  title,
  about,
  done,
  total,
  parts,
  word,
  children,
}: UnderWayLineProps) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const target = { screen: 'handovers', key: pageKey } as const;
  return (
    <li className="handover-line">
      <div className="handover-line-head">
        <a
          className="handover-line-title"
          href={formatRoute(target)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go(target);
          }}
        >
          {title}
        </a>
        {about === undefined ? null : <span className="handover-line-about">{about}</span>}
        <span className="handover-line-of">{t('of', { done: number(done), total: number(total) })}</span>
      </div>
      <PartBar parts={parts} />
      <PartLegend parts={parts} word={word} />
      {children}
    </li>
  );
}

/** `about`: with how many services, which contacts and when it was sent. */
export function HandoverLine({ record, about = false }: { record: HandoverRecord; about?: boolean }) {
  const mineOf = useMineOf();
  const now = useNow();
  const wordOf = usePartWord();
  const held = heldUpBy(record, mineOf, now);
  return (
    <UnderWayLine
      pageKey={record.group}
      title={<HandoverTitle record={record} />}
      about={
        about ? (
          <>
            <HandoverAbout record={record} /> · <When at={record.at} style="short" />
          </>
        ) : undefined
      }
      done={record.counts.done}
      total={record.rows.length}
      parts={partsOf(record)}
      word={(part) => wordOf(part, held)}
    >
      {held === null ? null : <Held {...held} />}
    </UnderWayLine>
  );
}

/** Who holds it up, since when, until when, and a message to them. */
export function Held({ nichandle, requests }: HeldUp) {
  const { t } = useTranslation('handovers');
  const name = useName(nichandle);
  const who = name === null ? nichandle : firstNameOf(name);
  const first = firstEnd(requests);
  const keys = requests.map(({ key }) => key);
  const oldest = Math.min(...requests.map(({ dateRequest }) => Date.parse(dateRequest)));
  return (
    <div className="handover-held">
      <p>
        {t('heldUp')} <Handle nichandle={nichandle} />
        {Number.isFinite(oldest) ? (
          <>
            , {t('asked')} <When at={oldest} past />
          </>
        ) : null}
        .{' '}
        {first === null ? null : (
          <>
            {t('first')} <When at={first} style="in" />.
          </>
        )}{' '}
        <WrittenTo nichandle={nichandle} requestKeys={keys} />
      </p>
      <Button icon={<Send aria-hidden="true" />} onClick={() => openLetter(nichandle, keys)}>
        {t('remind', { who })}
      </Button>
    </div>
  );
}
