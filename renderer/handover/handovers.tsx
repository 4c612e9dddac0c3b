/**
 * Hand-overs (`#/handovers`): the list of all that were made from here. What is opened below it has a page of its own:
 * `#/handovers/<group>` tells one hand-over; other kinds of pages stand in PAGES, by the first part of their key.
 */
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useRoute } from '../store/route.ts';
import { HandoverWhole } from './handover-whole.tsx';
import { HandoversList } from './handovers-list.tsx';

/** Pages below Hand-overs besides hand-overs: `<name>/<of>` → its page. Each draws itself in `BelowHandovers`. */
const PAGES: Readonly<Record<string, LazyExoticComponent<ComponentType<{ of: string }>>>> = {
  move: lazy(async () => ({ default: (await import('../moves/move-page.tsx')).MovePage })),
  record: lazy(async () => ({ default: (await import('../record/record-page.tsx')).RecordPage })),
};

export function HandoversScreen() {
  const { key } = useRoute();
  if (key === null) return <HandoversList />;
  const [name = '', ...rest] = key.split('/');
  const Page = rest.length === 0 ? undefined : PAGES[name];
  return Page === undefined ? (
    <HandoverWhole key={key} group={key} />
  ) : (
    <Suspense fallback={null}>
      <Page key={key} of={rest.join('/')} />
    </Suspense>
  );
}
