/** The application's menu: the system's own entries, and commands that the page carries out. Does nothing by itself. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuText, Texts } from './texts.ts';

/** Entries that run one of the renderer's commands: its id there, and the shortcut to show beside it. */
const COMMANDS = {
  connect: ['account:connect', undefined],
  settings: ['go:settings', 'CmdOrCtrl+,'],
  codes: ['codes:paste', undefined],
  search: ['search:focus', '/'],
  today: ['go:today', 'CmdOrCtrl+1'],
  requests: ['go:requests', undefined],
  services: ['go:services', undefined],
  people: ['go:people', undefined],
  handovers: ['go:handovers', undefined],
  rules: ['go:rules', undefined],
  activity: ['go:activity', undefined],
  allAccounts: ['account:all', 'CmdOrCtrl+Shift+E'],
  sync: ['sync:now', undefined],
  lock: ['app:lock', 'CmdOrCtrl+Shift+L'],
  commands: ['palette:open', 'CmdOrCtrl+K'],
  shortcuts: ['shortcuts:show', '?'],
} as const satisfies Partial<Record<MenuText, readonly [id: string, accelerator: string | undefined]>>;

export const MENU_COMMANDS: readonly string[] = Object.values(COMMANDS).map(([id]) => id);

/** Other keys for the same: where `+` needs no Shift or `=` is what is pressed, and the numbers' block. */
const ZOOM_KEYS = {
  zoomIn: ['CmdOrCtrl+=', 'CmdOrCtrl+numadd'],
  zoomOut: ['CmdOrCtrl+numsub'],
  resetZoom: ['CmdOrCtrl+num0'],
} as const;

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

/** An entry's words; the letter after `&` chooses it on Windows and Linux, and macOS has no such letters. */
export function entryWords(texts: Texts, platform: NodeJS.Platform): (key: MenuText) => string {
  return platform === 'darwin' ? (key) => texts.menu(key).replace('&', '') : texts.menu;
}

export function menuTemplate({
  texts,
  platform,
  development,
  run,
}: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const words = entryWords(texts, platform);
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const system = (
    key: MenuText,
    role: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    label: words(key),
    role,
  });
  const command = (key: keyof typeof COMMANDS): MenuItemConstructorOptions => {
    const [id, accelerator] = COMMANDS[key];
    // The page listens to the keys itself, so that they work the same in both shells; here they are only shown. macOS
    // always takes them: a sign on its own would be taken from whoever types it.
    const isShown = accelerator !== undefined && (!mac || accelerator.length > 1);
    return {
      label: words(key),
      ...(isShown ? { accelerator, registerAccelerator: false } : {}),
      click: () => run(id),
    };
  };
  const zoom = (role: keyof typeof ZOOM_KEYS): MenuItemConstructorOptions[] => [
    system(role, role),
    ...ZOOM_KEYS[role].map((accelerator) => ({ ...system(role, role), accelerator, visible: false })),
  ];
  const menu = (key: MenuText, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: words(key),
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
    command('today'),
    command('requests'),
    command('services'),
    command('people'),
    command('handovers'),
    command('rules'),
    command('activity'),
    line,
    command('allAccounts'),
    command('sync'),
    command('commands'),
  ];
  const view = [
    ...zoom('resetZoom'),
    ...zoom('zoomIn'),
    ...zoom('zoomOut'),
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
