/** Buttons: the looks, the busy state and the shortcut shown beside the words. What they do is their caller's. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Shortcut } from './shortcut.tsx';

type ButtonProps = {
  variant?: 'primary' | 'plain' | 'danger' | 'quiet' | 'link';
  icon?: ReactNode;
  /** As in the command list: `mod+k`, `a`; only shown, not listened to. */
  shortcut?: string;
  /** Work is under way: keeps its place and focus, takes no clicks. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
} & ButtonHTMLAttributes<HTMLButtonElement>;

export function Button({
  variant = 'plain',
  icon,
  shortcut,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${variant}${className ? ` ${className}` : ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="button-spinner" aria-hidden="true" /> : icon}
      {children}
      {shortcut ? <Shortcut keys={shortcut} /> : null}
    </button>
  );
}

type IconButtonProps = {
  label: string;
  icon: ReactNode;
  ref?: Ref<HTMLButtonElement>;
} & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button that is only a picture: its label is its name and its tooltip. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`icon-button${className ? ` ${className}` : ''}`}
    >
      {icon}
    </button>
  );
}
