/** News told in the window where the shell has no notifications of its own. Which news there are, the desk decides. */
import i18next from 'i18next';
import type { Notice } from '../../shared/notice.ts';
import { on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';

/** News whose note is still there, by what it is about. */
const inSight = new Map<string, Notice>();

export function listenForNotices(): void {
  on('notices:told', (notice) => {
    if (useStore.getState().app?.shell !== 'web') return;
    const about = aboutOf(notice);
    const all = addNotice(inSight.get(about), notice);
    inSight.set(about, all);
    toast(noticeText(all), { tone: toneOf(all), about, onGone: () => void inSight.delete(about) });
  });
}

/** News of one kind share a note: a hand-over's hundreds of requests would else pile one upon the other. */
function aboutOf(notice: Notice): string {
  return notice.kind === 'ended' ? `notice-ended-${notice.state}` : `notice-${notice.kind}`;
}

/** The news that is still in sight and the new one, told as one. */
export function addNotice(told: Notice | undefined, notice: Notice): Notice {
  return told === undefined ? notice : { ...notice, count: told.count + notice.count, serviceName: null };
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
