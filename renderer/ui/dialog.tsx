/** A dialog in the middle of the window: keeps the focus inside, Escape closes, focus goes back where it came from. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './button.tsx';
import { HandlesLead } from './handle-place.ts';
import { useUiWords } from './ui-words.ts';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** `xl`: for long lists, of one height. `tray`: nearly the whole window, and of that size whatever it shows. */
  size?: 's' | 'm' | 'l' | 'xl' | 'tray';
  /** Buttons, the binding one last. A `<p className="dialog-note">` beside them says what will happen. */
  footer?: ReactNode;
  /** Where the focus starts; by default on the dialog itself, so that no button is one Enter away. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

export function Dialog({
  open,
  onClose,
  title,
  description,
  size = 'm',
  footer,
  initialFocus,
  children,
}: DialogProps) {
  const words = useUiWords();
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Viewport className="dialog-viewport">
          <BaseDialog.Popup className={`dialog dialog-${size}`} initialFocus={initialFocus ?? focusPopup}>
            <div className="dialog-head">
              <BaseDialog.Title className="dialog-title">{title}</BaseDialog.Title>
              {description === undefined ? null : (
                <BaseDialog.Description className="dialog-description" render={<div />}>
                  {description}
                </BaseDialog.Description>
              )}
              <BaseDialog.Close
                className="dialog-close"
                render={<IconButton label={words.close} icon={<X aria-hidden="true" />} />}
              />
            </div>
            <HandlesLead value={false}>
              <div className="dialog-body">{children}</div>
            </HandlesLead>
            {footer === undefined ? null : (
              <div className="dialog-foot" data-foot="">
                {footer}
              </div>
            )}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The newest dialog of the page. Binding buttons must never hold the focus by themselves. */
function focusPopup(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('.dialog[role="dialog"]')].at(-1) ?? null;
}
