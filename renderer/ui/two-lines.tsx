/** A name with a quieter line below it; side by side where rows are compact. */
import type { ReactNode } from 'react';
import { useTip } from './tip.ts';

export function TwoLines({ main, sub, title }: { main: ReactNode; sub?: ReactNode; title?: string }) {
  const tip = useTip(title);
  return (
    <div className="two-lines" {...tip}>
      <div className="two-lines-main ellipsis">{main}</div>
      {sub ? <div className="two-lines-sub ellipsis">{sub}</div> : null}
    </div>
  );
}
