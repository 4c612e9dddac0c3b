/** News told in the window where the shell has no notifications of its own. Which news there are, the desk decides. */
import i18next from 'i18next';
import type { Notice, OneNotice } from '../../shared/notice.ts';
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
  if (told === undefined) return notice;
  const all = { ...notice, count: told.count + notice.count, serviceName: null };
  return all.kind === 'after-quiet' && told.kind === 'after-quiet'
    ? { ...all, parts: [...told.parts, ...all.parts] }
    : all;
}

/** `A request is done: clinicanorte.es`, in the language in use. */
export function noticeText(notice: Notice): string {
  if (notice.kind === 'after-quiet') {
    const lines = new Intl.ListFormat(i18next.language, { type: 'conjunction' }).format(
      notice.parts.map(noticeText),
    );
    return `${i18next.t('notices:afterQuiet')}: ${lines}`;
  }
  const text = i18next.t(`notices:${wordOf(notice)}`, {
    count: notice.count,
    ...(notice.kind === 'prepared' ? { days: notice.late } : {}),
  });
  return notice.serviceName === null ? text : `${text}: ${notice.serviceName}`;
}

function wordOf(notice: OneNotice): string {
  switch (notice.kind) {
    case 'your-turn':
      return 'yourTurn';
    case 'ended':
      return notice.state;
    case 'prepared':
      return notice.late > 0 ? 'preparedLate' : 'prepared';
    case 'urgent':
    case 'changed':
      return notice.kind;
  }
}

function toneOf(notice: Notice): 'good' | 'bad' | 'mute' {
  if (notice.kind === 'ended') return notice.state === 'done' ? 'good' : 'mute';
  return 'mute';
}
