/** News told in the window where the shell has no notifications of its own. Which news there are, the desk decides. */
import i18next from 'i18next';
import type { Notice } from '../../shared/notice.ts';
import { on } from '../bridge.ts';
import { toast } from '../components/toast.tsx';
import { useStore } from './store.ts';

export function listenForNotices(): void {
  on('notices:told', (notice) => {
    if (useStore.getState().app?.shell === 'web') toast(noticeText(notice), { tone: toneOf(notice) });
  });
}

/** `A request is done: clinicanorte.es`, in the language in use. */
export function noticeText(notice: Notice): string {
  const kind =
    notice.kind === 'your-turn' ? 'yourTurn' : notice.kind === 'ended' ? notice.state : notice.kind;
  const text = i18next.t(`notices:${kind}`, { count: notice.count });
  return notice.serviceName === null ? text : `${text}: ${notice.serviceName}`;
}

function toneOf(notice: Notice): 'good' | 'bad' | 'mute' {
  if (notice.kind === 'ended') return notice.state === 'done' ? 'good' : 'mute';
  return 'mute';
}
