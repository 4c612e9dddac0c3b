/** How far something of many services is: one bar of its parts, and their numbers in words below it. */
import type { ReactNode } from 'react';
import type { Part } from './handover-progress.ts';
import './handover-bar.css';

export function PartBar({ parts }: { parts: readonly Part[] }) {
  return (
    <div className="part-bar" aria-hidden="true">
      {parts.map(({ part, count }) => (
        <span key={part} className={`part part-${part}`} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

/** `word`: what is said of one of them, the number in it. */
export function PartLegend({ parts, word }: { parts: readonly Part[]; word: (part: Part) => ReactNode }) {
  return (
    <ul className="part-legend">
      {parts.map((part) => (
        <li key={part.part}>
          <span className={`part-dot part-${part.part}`} aria-hidden="true" />
          {word(part)}
        </li>
      ))}
    </ul>
  );
}
