/** A menu that opens from its trigger. Items only call back; nothing is decided here. */
import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import { LaterMenu } from './later-menu.tsx';
import { Shortcut } from './shortcut.tsx';

export type MenuEntry = {
  label: string;
  onSelect: () => void;
  icon?: ReactNode;
  /** A second, quieter line. */
  note?: string;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Marks the one that is in force. */
  checked?: boolean;
  /** A line above it. */
  lineBefore?: boolean;
};

type MenuProps = {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  items: readonly MenuEntry[];
  align?: 'start' | 'end';
  /** Opens as soon as it is there, for menus that are made when they are asked for. */
  startOpen?: boolean;
  /** Where the focus goes when it closes; by default back to the trigger. */
  finalFocus?: () => HTMLElement | null;
};

export function Menu({ trigger, items, align = 'end', startOpen = false, finalFocus }: MenuProps) {
  const menu = () => (
    <BaseMenu.Root defaultOpen>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" sideOffset={4} align={align}>
          <BaseMenu.Popup className="menu" finalFocus={finalFocus}>
            {items.map((item) => (
              <MenuRow key={`${item.label}\n${item.note ?? ''}`} item={item} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
  return startOpen ? menu() : <LaterMenu trigger={trigger}>{menu}</LaterMenu>;
}

function MenuRow({ item }: { item: MenuEntry }) {
  return (
    <>
      {item.lineBefore ? <BaseMenu.Separator className="menu-line" /> : null}
      <BaseMenu.Item
        className={item.danger ? 'menu-item menu-item-danger' : 'menu-item'}
        disabled={item.disabled}
        onClick={item.onSelect}
        aria-current={item.checked ? 'true' : undefined}
      >
        {item.icon}
        <span className="menu-item-label">
          {item.label}
          {item.note ? <span className="menu-item-note">{item.note}</span> : null}
        </span>
        {item.shortcut ? <Shortcut keys={item.shortcut} /> : null}
        {item.checked ? (
          <span className="menu-item-mark">
            <Check aria-hidden="true" />
          </span>
        ) : null}
      </BaseMenu.Item>
    </>
  );
}
