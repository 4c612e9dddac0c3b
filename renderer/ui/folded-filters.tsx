/** Several filters behind one button, each with a menu of its own; the button tells how many of them narrow the list. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { ChevronDown, ChevronRight, ListFilter } from 'lucide-react';
import { type FilterItem, FilterItems, FilterMenu } from './filter-menu.tsx';
import { LaterMenu } from './later-menu.tsx';
import { useNarrowWindow } from './media-query.ts';
import { useUiWords } from './ui-words.ts';

export type FoldedFilter = {
  label: string;
  value: string;
  /** The value that narrows nothing. */
  anyValue: string;
  items: readonly FilterItem<string>[];
  onChange: (value: string) => void;
};

/** Beside each other where there is room, behind one button where the window is narrow. */
export function Filters({ label, filters }: { label: string; filters: readonly FoldedFilter[] }) {
  const narrow = useNarrowWindow();
  if (narrow) return <FoldedFilters label={label} filters={filters} whole />;
  return filters.map((filter) => <FilterMenu key={filter.label} {...filter} />);
}

type FoldedFiltersProps = {
  label: string;
  filters: readonly FoldedFilter[];
  /** It stands for all filters of a narrow window, and not for the rest of them. */
  whole?: boolean;
};

export function FoldedFilters({ label, filters, whole = false }: FoldedFiltersProps) {
  const { number } = useUiWords();
  if (filters.length === 0) return null;
  const narrowed = filters.filter(({ value, anyValue }) => value !== anyValue).length;
  const trigger = (
    <button
      type="button"
      className={whole ? 'filter filter-whole' : 'filter'}
      data-narrowed={narrowed === 0 ? undefined : ''}
    >
      {whole ? <ListFilter aria-hidden="true" /> : null}
      {label}
      {narrowed === 0 ? null : <span className="filter-count">{number(narrowed)}</span>}
      {whole ? null : <ChevronDown aria-hidden="true" />}
    </button>
  );
  const menu = () => (
    <BaseMenu.Root defaultOpen>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" sideOffset={4} align="start">
          <BaseMenu.Popup className="menu">
            {filters.map((filter) => (
              <BaseMenu.SubmenuRoot key={filter.label}>
                <BaseMenu.SubmenuTrigger className="menu-item">
                  <span className="menu-item-label">
                    {filter.label}
                    {filter.value === filter.anyValue ? null : (
                      <span className="menu-item-note">
                        {filter.items.find(({ value }) => value === filter.value)?.label ?? filter.value}
                      </span>
                    )}
                  </span>
                  <span className="menu-item-mark">
                    <ChevronRight aria-hidden="true" />
                  </span>
                </BaseMenu.SubmenuTrigger>
                <BaseMenu.Portal>
                  <BaseMenu.Positioner className="menu-positioner" sideOffset={2}>
                    <BaseMenu.Popup className="menu" aria-label={filter.label}>
                      <FilterItems
                        label={filter.label}
                        value={filter.value}
                        onChange={filter.onChange}
                        items={filter.items}
                      />
                    </BaseMenu.Popup>
                  </BaseMenu.Positioner>
                </BaseMenu.Portal>
              </BaseMenu.SubmenuRoot>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
  return <LaterMenu trigger={trigger}>{menu}</LaterMenu>;
}
