/** Filters that narrow nothing yet and are asked for less often: one button with a menu for each of them. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type FilterItem, FilterItemWords } from './filter-menu.tsx';
import { LaterMenu } from './later-menu.tsx';

type MoreFiltersProps = {
  label: string;
  filters: readonly {
    label: string;
    items: readonly FilterItem<string>[];
    onChoose: (value: string) => void;
  }[];
};

export function MoreFilters({ label, filters }: MoreFiltersProps) {
  if (filters.length === 0) return null;
  const trigger = (
    <button type="button" className="filter">
      {label}
      <ChevronDown aria-hidden="true" />
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
                  <span className="menu-item-label">{filter.label}</span>
                  <span className="menu-item-mark">
                    <ChevronRight aria-hidden="true" />
                  </span>
                </BaseMenu.SubmenuTrigger>
                <BaseMenu.Portal>
                  <BaseMenu.Positioner className="menu-positioner" sideOffset={2}>
                    <BaseMenu.Popup className="menu" aria-label={filter.label}>
                      {filter.items.map((item) => (
                        <BaseMenu.Item
                          key={item.value}
                          className="menu-item"
                          onClick={() => filter.onChoose(item.value)}
                        >
                          <FilterItemWords item={item} />
                        </BaseMenu.Item>
                      ))}
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
