/** A filter as a menu: "Role: any ▾". It shows when it narrows the list. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import { LaterMenu } from './later-menu.tsx';
import { useUiWords } from './ui-words.ts';

export type FilterItem<T extends string> = { value: T; label: string; note?: string; count?: number };

type FilterMenuProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly FilterItem<T>[];
  /** The value that narrows nothing. */
  anyValue: T;
};

export function FilterMenu<T extends string>({
  label,
  value,
  onChange,
  items,
  anyValue,
}: FilterMenuProps<T>) {
  const chosen = items.find((item) => item.value === value);
  const trigger = (
    <button type="button" className="filter" data-narrowed={value === anyValue ? undefined : ''}>
      <span>{label}:</span> <span className="filter-value ellipsis">{chosen?.label ?? value}</span>
      <ChevronDown aria-hidden="true" />
    </button>
  );
  const menu = () => (
    <BaseMenu.Root defaultOpen>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" sideOffset={4} align="start">
          <BaseMenu.Popup className="menu">
            <FilterItems label={label} value={value} onChange={onChange} items={items} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
  return <LaterMenu trigger={trigger}>{menu}</LaterMenu>;
}

/** One of them is chosen, and choosing closes the menu. Each tells its name, a quieter line, how many rows it would show. */
export function FilterItems<T extends string>({
  label,
  value,
  onChange,
  items,
}: Omit<FilterMenuProps<T>, 'anyValue'>) {
  const { number } = useUiWords();
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next: T) => onChange(next)} aria-label={label}>
      {items.map((item) => (
        <BaseMenu.RadioItem key={item.value} value={item.value} className="menu-item" closeOnClick>
          <span className="menu-item-mark">
            <BaseMenu.RadioItemIndicator>
              <Check aria-hidden="true" />
            </BaseMenu.RadioItemIndicator>
          </span>
          <span className="menu-item-label">
            {item.label}
            {item.note ? <span className="menu-item-note">{item.note}</span> : null}
          </span>
          {item.count === undefined ? null : <span className="menu-item-count">{number(item.count)}</span>}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}
