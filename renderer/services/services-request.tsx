/** The state of a request as the pane of its service tells it: whose turn it is, or how it ended. */
import { useMemo } from 'react';
import type { ContactRequest } from '../../shared/request.ts';
import { useMineOf } from '../people/mine.ts';
import { rowOf } from '../requests/requests-view.ts';
import { StatePill } from '../requests/state-pill.tsx';
import { useNow } from '../store/now.ts';

export function RequestPill({ request }: { request: ContactRequest }) {
  const mineOf = useMineOf();
  const now = useNow();
  const row = useMemo(() => rowOf(request, mineOf, now), [request, mineOf, now]);
  return <StatePill row={row} />;
}
