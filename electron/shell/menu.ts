/** The application's menu: the system's own entries, and commands that the page carries out. Does nothing by itself. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuText, Texts } from './texts.ts';

/** Entries that run one of the renderer's commands: its id there, and the shortcut to show beside it. */
const COMMANDS = {
  connect: ['account:connect', undefined],
  settings: ['go:settings', 'CmdOrCtrl+,'],
  codes: ['codes:paste', undefined],
  search: ['search:focus', '/'],
  requests: ['go:requests', undefined],
  services: ['go:services', undefined],
  activity: ['go:activity', undefined],
  sync: ['sync:now', undefined],
  lock: ['app:lock', 'CmdOrCtrl+Shift+L'],
  commands: ['palette:open', 'CmdOrCtrl+K'],
  shortcuts: ['shortcuts:show', '?'],
} as const satisfies Partial<Record<MenuText, readonly [id: string, accelerator: string | undefined]>>;

export const MENU_COMMANDS: readonly string[] = Object.values(COMMANDS).map(([id]) => id);

export type MenuOptions = {
  texts: Texts;
  platform: NodeJS.Platform;
  /** From its sources, with the tools for making it. */
  development: boolean;
  run: (command: string) => void;
};

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

export function menuTemplate({
  texts,
  platform,
  development,
  run,
}: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const system = (
    key: MenuText,
    role: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    label: texts.menu(key),
    role,
  });
  const command = (key: keyof typeof COMMANDS): MenuItemConstructorOptions => {
    const [id, accelerator] = COMMANDS[key];
    return {
      label: texts.menu(key),
      // The page listens to the keys itself, so that they work the same in both shells; here they are only shown.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      click: () => run(id),
    };
  };
  const menu = (key: MenuText, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: texts.menu(key),
    submenu,
  });

  const application: MenuItemConstructorOptions = {
    label: 'Relevo',
    submenu: [
      system('about', 'about'),
      line,
      command('settings'),
      command('lock'),
      line,
      system('hide', 'hide'),
      system('hideOthers', 'hideOthers'),
      system('unhide', 'unhide'),
      line,
      system('quit', 'quit'),
    ],
  };
  const file = [
    command('connect'),
    ...(mac ? [] : [command('settings'), command('lock')]),
    line,
    mac ? system('close', 'close') : system('quit', 'quit'),
  ];
  const edit = [
    system('undo', 'undo'),
    system('redo', 'redo'),
    line,
    system('cut', 'cut'),
    system('copy', 'copy'),
    system('paste', 'paste'),
    system('selectAll', 'selectAll'),
    line,
    command('codes'),
    command('search'),
  ];
  const go = [
    command('requests'),
    command('services'),
    command('activity'),
    line,
    command('sync'),
    command('commands'),
  ];
  const view = [
    system('resetZoom', 'resetZoom'),
    system('zoomIn', 'zoomIn'),
    system('zoomOut', 'zoomOut'),
    line,
    system('fullscreen', 'togglefullscreen'),
    // SECURITY: a packed program offers no console to talk somebody into pasting something.
    ...(development ? [system('devTools', 'toggleDevTools')] : []),
  ];
  const window = [
    system('minimize', 'minimize'),
    ...(mac ? [system('zoom', 'zoom'), line, system('front', 'front')] : []),
  ];
  const help = [command('shortcuts'), ...(mac ? [] : [line, system('about', 'about')])];
  return [
    ...(mac ? [application] : []),
    menu('file', file),
    menu('edit', edit),
    menu('go', go),
    menu('view', view),
    menu('window', window),
    menu('help', help),
  ];
}
