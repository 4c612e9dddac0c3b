/** Codes dropped anywhere in the window: e-mails as files, or text. Draws where to let go while something is dragged; decides nothing. */
import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { go } from '../store/route.ts';
import { type State, useStore } from '../store/store.ts';
import { isTyping } from '../ui/keys.ts';
import { dropCodes, openCodeFiles } from './codes.ts';
import { droppedFiles } from './dropped-files.ts';
import './drop.css';
import { useTranslation } from '../words/translation.ts';

type Dragged = 'files' | 'text';

export function DropTarget() {
  const { t } = useTranslation('codes');
  const [dragged, setDragged] = useState<Dragged | null>(null);
  useEffect(() => listenForDrops(setDragged), []);
  return dragged === null ? null : (
    <div className="drop" role="status">
      <div className="drop-card">
        <Download aria-hidden="true" />
        <p className="drop-title">{t(`drop.${dragged}`)}</p>
        <p className="drop-text">{t(dragged === 'files' ? 'drop.kinds' : 'drop.what')}</p>
      </div>
    </div>
  );
}

/** What a drag brings, by its types alone: its content shows only when it is dropped. */
export function draggedKind(types: readonly string[]): Dragged | null {
  if (types.includes('Files')) return 'files';
  return types.includes('text/plain') || types.includes('text/html') ? 'text' : null;
}

/** Whether codes may come in now. Not while some are being decided on, nor behind another dialog. */
export function takesDrops({ accounts, codes, decisions }: State, isDialogOpen: boolean): boolean {
  if (accounts.length === 0) return false;
  const { job } = codes;
  const phase = job === null ? undefined : decisions.jobs[job]?.phase;
  if (codes.open && (phase === 'waiting' || phase === 'sending')) return false;
  const isOurs = codes.open || codes.asking || codes.failure !== null || codes.nothing !== null;
  return isOurs || !isDialogOpen;
}

/** Returns the way to stop. */
function listenForDrops(show: (dragged: Dragged | null) => void): () => void {
  /** Something of the page itself is dragged: a link, a selection. */
  let isOwn = false;
  const begin = () => {
    isOwn = true;
  };
  const end = () => {
    isOwn = false;
    show(null);
  };
  const over = (event: DragEvent) => {
    const kind = isOwn ? null : draggedKind(event.dataTransfer?.types ?? []);
    if (kind === null || event.dataTransfer === null) return;
    // Text over a field is meant for the field.
    if (kind === 'text' && isTyping(event.target)) {
      show(null);
      return;
    }
    // Without this the window would open a dropped file in place of the program.
    event.preventDefault();
    const takes = takesDrops(useStore.getState(), isDialogOpen());
    event.dataTransfer.dropEffect = takes ? 'copy' : 'none';
    show(takes ? kind : null);
  };
  const leave = (event: DragEvent) => {
    // Between two elements of the page there is a next one; out of the window there is none.
    if (event.relatedTarget === null) show(null);
  };
  const drop = (event: DragEvent) => {
    show(null);
    const data = event.dataTransfer;
    const kind = isOwn || data === null ? null : draggedKind(data.types);
    if (kind === null || data === null || (kind === 'text' && isTyping(event.target))) return;
    event.preventDefault();
    if (!takesDrops(useStore.getState(), isDialogOpen())) return;
    // Codes are shown over the requests they belong to.
    if (useStore.getState().route.screen !== 'requests') go({ screen: 'requests' });
    if (kind === 'files') void droppedFiles(data).then(({ files, areMore }) => openCodeFiles(files, areMore));
    else dropCodes(data.getData('text/plain'), data.getData('text/html'));
  };
  window.addEventListener('dragstart', begin);
  window.addEventListener('dragend', end);
  window.addEventListener('dragenter', over);
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragstart', begin);
    window.removeEventListener('dragend', end);
    window.removeEventListener('dragenter', over);
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
}

function isDialogOpen(): boolean {
  return document.querySelector('.dialog[role="dialog"]') !== null;
}
