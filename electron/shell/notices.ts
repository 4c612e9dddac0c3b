/** Shows the desk's notices as the system's notifications and the count on the program's icon. Decides nothing. */
import { type App, Notification } from 'electron';
import type { Notice, OneNotice } from '../../shared/notice.ts';
import type { NoticeText, Texts } from './texts.ts';

const TEXTS = {
  'your-turn': 'yourTurn',
  urgent: 'urgent',
  changed: 'changed',
  done: 'done',
  refused: 'refused',
  prepared: 'prepared',
  'prepared-late': 'preparedLate',
} as const satisfies Record<string, NoticeText>;

/** A notification that nobody holds is collected as garbage, and its click with it. */
const held = new Set<Notification>();
/** More than these nobody clicks any more. */
const MOST_HELD = 20;

/** `show` brings the window forward when a notification is clicked. */
export function showNotice(notice: Notice, texts: Texts, show: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({
    ...wordsOf(notice, texts),
    // Only what runs out deserves to interrupt.
    silent: !isPressing(notice),
  });
  held.add(notification);
  const [oldest] = held;
  if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  // Not let go when it closes: the system keeps it in its list, and there it can still be clicked.
  notification.on('click', () => {
    held.delete(notification);
    show();
  });
  notification.show();
}

function isPressing(notice: Notice): boolean {
  return notice.kind === 'after-quiet' ? notice.parts.some(isPressing) : notice.kind === 'urgent';
}

function wordsOf(notice: Notice, texts: Texts): { title: string; body: string } {
  if (notice.kind !== 'after-quiet') return { title: titleOf(notice, texts), body: notice.serviceName ?? '' };
  const lines = notice.parts.map((part) => {
    const title = titleOf(part, texts);
    return part.serviceName === null ? title : `${title}: ${part.serviceName}`;
  });
  return { title: texts.notice('afterQuiet'), body: lines.join('\n') };
}

function titleOf(notice: OneNotice, texts: Texts): string {
  if (notice.kind === 'ended') return texts.notice(TEXTS[notice.state], notice.count);
  if (notice.kind !== 'prepared' || notice.late === 0) return texts.notice(TEXTS[notice.kind], notice.count);
  return texts.notice(TEXTS['prepared-late'], notice.count, { days: notice.late });
}

/** The number on the icon, where the system has one (macOS, some Linux desktops). 0 takes it away. */
export function showCount(app: App, count: number): void {
  app.setBadgeCount(count);
}
