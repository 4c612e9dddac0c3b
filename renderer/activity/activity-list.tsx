/** The lines of Activity under their days, newest first; only those in sight are drawn, so that tens of thousands scroll as ten do. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { ActivityLine } from './activity-line.tsx';
import { type ActivityDay, type ActivityItem, dayOf, itemsOf } from './activity-view.ts';

type ActivityListProps = {
  days: readonly ActivityDay[];
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** What stands above the lines and scrolls with them; its height changes. */
  above: RefObject<HTMLElement | null>;
};

const LINE_HEIGHT = 54;
const DAY_HEIGHT = 40;
const DAY_MS = 24 * 3600_000;

export function ActivityList({ days, scroller, above }: ActivityListProps) {
  const { t } = useTranslation('activity');
  const requests = useStore((state) => state.requests);
  const known = useMemo(() => new Set(requests.map(({ key }) => key)), [requests]);
  const items = useMemo(() => itemsOf(days), [days]);
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const over = above.current;
    if (over === null) return;
    const look = new ResizeObserver(() => setScrollMargin(list.current?.offsetTop ?? 0));
    look.observe(over);
    return () => look.disconnect();
  }, [above]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? DAY_HEIGHT : LINE_HEIGHT),
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : item.kind === 'day' ? item.day : item.entry.id;
    },
    overscan: 12,
    scrollMargin,
  });
  return (
    <ul
      ref={list}
      className="activity-lines"
      aria-label={t('list')}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return item === undefined ? null : (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="activity-item"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {item.kind === 'day' ? <Day item={item} /> : <ActivityLine entry={item.entry} known={known} />}
          </li>
        );
      })}
    </ul>
  );
}

function Day({ item }: { item: ActivityItem & { kind: 'day' } }) {
  const { t } = useTranslation('activity');
  const formats = useFormats();
  const now = useNow();
  return (
    <h2 className="activity-date">
      {item.day === dayOf(now)
        ? t('today')
        : item.day === dayOf(now - DAY_MS)
          ? t('yesterday')
          : formats.date(Date.parse(item.at), now)}
    </h2>
  );
}
