/** One choice of a few, all in sight, with counts. Exactly one is always pressed. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useUiWords } from './ui-words.ts';

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly { value: T; label: string; count?: number }[];
};

export function Segmented<T extends string>({ label, value, onChange, items }: SegmentedProps<T>) {
  const { number } = useUiWords();
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const [chosen] = next;
        if (chosen !== undefined) onChange(chosen as T);
      }}
    >
      {items.map((item) => (
        <Toggle key={item.value} value={item.value} className="segment">
          {item.label}
          {item.count === undefined ? null : <span className="segment-count">{number(item.count)}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
