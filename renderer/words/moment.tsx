/** A moment in words, exact on hover. The words follow the clock by themselves. */
import { useNow } from '../store/now.ts';
import { useFormats } from './format.ts';

type WhenProps = {
  /** ISO 8601 or milliseconds. */
  at: string | number;
  /** `relative`: "12 s ago", "in 9 h"; `in`: as two units, "in 2 d 4 h"; `date`: "14 Mar 2027"; `short`: "15 Nov 10:12". */
  style?: 'relative' | 'date' | 'in' | 'short';
  /** It has happened: the window's clock goes in half minutes, and it must not be told as still to come. */
  past?: boolean;
};

export function When({ at, style = 'relative', past = false }: WhenProps) {
  const formats = useFormats();
  const now = useNow();
  const told = typeof at === 'number' ? at : Date.parse(at);
  const time = past ? Math.min(told, now) : told;
  if (Number.isNaN(told)) return <span>{String(at)}</span>;
  const text =
    style === 'date'
      ? formats.date(time, now)
      : style === 'short'
        ? formats.short(time, now)
        : style === 'in'
          ? formats.span(time, now)
          : formats.relative(time, now);
  return (
    <time dateTime={new Date(told).toISOString()} title={formats.exact(told)}>
      {text}
    </time>
  );
}
