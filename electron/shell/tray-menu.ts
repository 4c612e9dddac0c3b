/** What the icon in the tray says and offers, as words and entries. SECURITY: a locked program says no figure and no name. Shows nothing itself. */
import type { MenuItemConstructorOptions } from 'electron';
import type { WaitingForMe } from './badge.ts';
import type { Texts } from './texts.ts';

/** How the program stands, as far as the icon may tell. */
export type Standing = { is: 'starting' } | { is: 'locked' } | { is: 'open'; waiting: WaitingForMe };

/** Entries that run one of the renderer's commands: its id there. */
const COMMANDS = { codes: 'codes:find', today: 'go:today', requests: 'go:requests' } as const;
export const TRAY_COMMANDS: readonly string[] = Object.values(COMMANDS);

/** Today, tomorrow or the day, with the time of day, as this computer counts both. Times in milliseconds. */
function whenEnds(at: number, now: number, { tray, locale }: Texts): string {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);
  const day = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  // By noon: a day on which clocks are put on or back has 23 or 25 hours.
  const days = Math.round((day(at) - day(now)) / 86_400_000);
  if (days === 0) return tray('endsToday', { time });
  if (days === 1) return tray('endsTomorrow', { time });
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return tray('endsOn', { day: date.format(at), time });
}

/** One line each; the tooltip has them on one. */
export function trayLines(standing: Standing, now: number, texts: Texts): string[] {
  if (standing.is === 'starting') return [];
  if (standing.is === 'locked') return [texts.tray('locked')];
  const { count, next } = standing.waiting;
  const waits = count === 0 ? texts.tray('nothing') : texts.tray('waits', { count });
  return [waits, ...(next === null ? [] : [texts.tray('next', { when: whenEnds(next, now, texts) })])];
}

export function trayTooltip(standing: Standing, now: number, texts: Texts): string {
  return ['Relevo', ...trayLines(standing, now, texts)].join(' · ');
}

export function trayTemplate(
  standing: Standing,
  now: number,
  texts: Texts,
  to: { show: () => void; run: (command: string) => void; quit: () => void },
): MenuItemConstructorOptions[] {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const told = trayLines(standing, now, texts);
  const command = (key: keyof typeof COMMANDS): MenuItemConstructorOptions => ({
    label: texts.tray(key),
    click: () => to.run(COMMANDS[key]),
  });
  return [
    ...told.map((label) => ({ label: capitalised(label), enabled: false })),
    ...(told.length === 0 ? [] : [line]),
    { label: texts.tray('show'), click: to.show },
    ...(standing.is === 'open' ? [command('codes'), command('today'), command('requests')] : []),
    line,
    { label: texts.tray('quit'), click: to.quit },
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
