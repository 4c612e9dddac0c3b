/** A part of Today: its name, how many, a word on them, and the way to all. With nothing in it its caller leaves it out. */
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';

type TodaySectionProps = {
  title: string;
  count?: number;
  note?: ReactNode;
  all?: { label: string; run: () => void } | null;
  children: ReactNode;
};

export function TodaySection({ title, count, note, all = null, children }: TodaySectionProps) {
  const number = useNumber();
  return (
    <section className="today-section" aria-label={title}>
      <header className="today-section-head">
        <h2>{title}</h2>
        {count === undefined ? null : <span className="today-count">{number(count)}</span>}
        {note === undefined ? null : <span className="today-note">{note}</span>}
        {all === null ? null : (
          <Button variant="link" onClick={all.run}>
            {all.label}
          </Button>
        )}
      </header>
      {children}
    </section>
  );
}
