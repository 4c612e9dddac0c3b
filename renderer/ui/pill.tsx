/** A pill: a word whose colour says whose turn it is. The words carry the meaning; the colour only helps. */
import type { ReactNode } from 'react';

export type Tone = 'you' | 'wait' | 'good' | 'bad' | 'mute';

export function Pill({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`pill pill-${tone}`} title={title}>
      {children}
    </span>
  );
}
