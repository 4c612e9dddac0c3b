/** The head of what stands in a pane: a title, which may wrap, and the way to close it. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import './pane-head.css';

type PaneHeadProps = {
  title: ReactNode;
  /** On hover, where the title shows less than there is. */
  tip?: string;
  /** Name of the button. */
  close: string;
  onClose: () => void;
};

export function PaneHead({ title, tip, close, onClose }: PaneHeadProps) {
  return (
    <div className="pane-head">
      <h2 className="pane-title" title={tip} tabIndex={-1}>
        {title}
      </h2>
      <IconButton className="pane-close" label={close} icon={<X aria-hidden="true" />} onClick={onClose} />
    </div>
  );
}
