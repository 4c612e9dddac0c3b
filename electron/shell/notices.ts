/** Shows the desk's notices as the system's notifications and the count on the program's icon. Decides nothing. */
import { type App, Notification } from 'electron';
import type { Notice } from '../../shared/notice.ts';
import type { NoticeText, Texts } from './texts.ts';

const TEXTS = {
  'your-turn': 'yourTurn',
  urgent: 'urgent',
  changed: 'changed',
  done: 'done',
  refused: 'refused',
} as const satisfies Record<string, NoticeText>;

/** A notification that nobody holds is collected as garbage, and its click with it. */
const held = new Set<Notification>();
/** More than these nobody clicks any more. */
const MOST_HELD = 20;

/** `show` brings the window forward when a notification is clicked. */
export function showNotice(notice: Notice, texts: Texts, show: () => void): void {
  if (!Notification.isSupported()) return;
  const kind = notice.kind === 'ended' ? notice.state : notice.kind;
  const notification = new Notification({
    title: texts.notice(TEXTS[kind], notice.count),
    body: notice.serviceName ?? '',
    // Only what runs out deserves to interrupt.
    silent: notice.kind !== 'urgent',
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

/** The number on the icon, where the system has one (macOS, some Linux desktops). 0 takes it away. */
export function showCount(app: App, count: number): void {
  app.setBadgeCount(count);
}
