/** The pane of a screen where the window is too narrow for a column: it slides over the list. */
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { useUiWords } from './ui-words.ts';

export function Sheet({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const words = useUiWords();
  return (
    <BaseDialog.Root open onOpenChange={(next) => (next ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="backdrop" />
        <BaseDialog.Popup className="sheet" aria-label={label} initialFocus={focusSheet}>
          <BaseDialog.Close
            className="sheet-close"
            render={<IconButton label={words.close} icon={<X aria-hidden="true" />} />}
          />
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function focusSheet(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.sheet[role="dialog"]');
}
