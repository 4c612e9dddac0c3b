/** The application's menu: every entry has its words in every language, and every command is one the page knows. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LANGUAGES } from '../../../shared/settings.ts';

vi.mock('electron', () => ({ Menu: {} }));

const { MENU_COMMANDS, menuTemplate } = await import('../../../electron/shell/menu.ts');
const { textsIn } = await import('../../../electron/shell/texts.ts');

let ran: string[];
beforeEach(() => {
  ran = [];
});

type Item = {
  label?: string;
  type?: string;
  role?: string;
  accelerator?: string;
  registerAccelerator?: boolean;
  visible?: boolean;
  click?: () => void;
  submenu?: Item[];
};

function itemsOf(
  platform: NodeJS.Platform,
  language: (typeof LANGUAGES)[number],
  development = false,
): Item[] {
  const template = menuTemplate({
    texts: textsIn(language),
    platform,
    development,
    run: (id) => ran.push(id),
  }) as Item[];
  return template.flatMap((menu) => [menu, ...(menu.submenu ?? [])]);
}

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  test.each(LANGUAGES)('every entry has its words in %s', (language) => {
    for (const item of itemsOf(platform, language)) {
      if (item.type === 'separator') continue;
      expect(item.label).toMatch(/\p{L}/u);
      // A missing text shows its key.
      expect(item.label).not.toMatch(/^[a-z]+[A-Z]?[a-z]*$/);
    }
  });

  test.each(LANGUAGES)(
    'each entry has a letter of its own beside its neighbours in %s, but on macOS',
    (language) => {
      const template = menuTemplate({
        texts: textsIn(language),
        platform,
        development: true,
        run: () => {},
      }) as Item[];
      for (const entries of [template, ...template.map(({ submenu }) => submenu ?? [])]) {
        const labels = entries.flatMap(({ label, visible }) =>
          label === undefined || visible === false ? [] : [label],
        );
        const letters = labels.flatMap((label) => /&(\p{L})/u.exec(label)?.[1]?.toLowerCase() ?? []);
        expect(new Set(letters).size, labels.join()).toBe(letters.length);
        expect(letters).toHaveLength(platform === 'darwin' ? 0 : labels.length);
      }
    },
  );

  test('no key is taken from whoever types, and none means two things', () => {
    const keys = itemsOf(platform, 'en').flatMap(({ accelerator, registerAccelerator = true }) =>
      accelerator === undefined
        ? []
        : [{ accelerator, isTaken: registerAccelerator || platform === 'darwin' }],
    );
    for (const { accelerator, isTaken } of keys) if (isTaken) expect(accelerator).toMatch(/^CmdOrCtrl\+/);
    expect(new Set(keys.map(({ accelerator }) => accelerator)).size).toBe(keys.length);
  });

  test('every command of the menu can be chosen once', () => {
    for (const item of itemsOf(platform, 'en')) item.click?.();
    expect([...ran].sort()).toEqual([...MENU_COMMANDS].sort());
  });

  test('only a program run from its sources offers the developer tools', () => {
    const roles = (development: boolean) => itemsOf(platform, 'en', development).map(({ role }) => role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });
});

test('the page knows every command of the menu', async () => {
  // The store first, as in the page: its slices import it in turn.
  await import('../../../renderer/store/store.ts');
  const { COMMANDS } = await import('../../../renderer/app/commands.ts');
  const known = COMMANDS.map(({ id }) => id);
  for (const id of MENU_COMMANDS) expect(known).toContain(id);
});

describe('the language', () => {
  test('counts as a person would', () => {
    expect(textsIn('en').notice('yourTurn', 1)).toBe('A request waits for your confirmation');
    expect(textsIn('en').notice('yourTurn', 12)).toBe('12 requests wait for your confirmation');
    expect(textsIn('es').notice('done', 2)).toBe('2 solicitudes han finalizado');
  });
});
