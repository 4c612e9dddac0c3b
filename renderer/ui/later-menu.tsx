/** The button of a menu that is made when it is first asked for: menus are heavy, and most are never opened. Knows no items. */
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  useState,
} from 'react';

type LaterMenuProps = {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** The menu around its trigger; it opens as soon as it is there. */
  children: () => ReactElement;
};

export function LaterMenu({ trigger, children }: LaterMenuProps) {
  const [made, setMade] = useState(false);
  if (made) return children();
  return cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setMade(true),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      setMade(true);
    },
  });
}
