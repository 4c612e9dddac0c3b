/** Which command a key means, and which make sense when. */
import { describe, expect, it, vi } from 'vitest';
import { MENU_COMMANDS } from '../../../electron/shell/menu.ts';
import { availableCommands, COMMANDS, commandFor, titleKey } from '../../../renderer/app/commands.ts';
import { initialState, type State } from '../../../renderer/store/store.ts';
import english from '../../../shared/locales/en/commands.json' with { type: 'json' };
import { account } from '../../fakes/world.ts';
import { found } from '../requests/samples.ts';

// The menu's list of ids is wanted here, not the menu.
vi.mock('electron', () => ({ Menu: {} }));

function state(more: Partial<State> = {}): State {
  return { ...initialState(), accounts: [account('ac21874-ovh')], ...more };
}
const ids = (more?: Partial<State>) => availableCommands(state(more)).map((command) => command.id);
const press = (
  key: string,
  more: { ctrlKey?: boolean; shiftKey?: boolean; metaKey?: boolean; altKey?: boolean } = {},
) => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const ready = {
  route: { screen: 'requests' as const, key: null, query: {} },
  decisions: {
    ...initialState().decisions,
    ready: { requestKey: 'k', accountId: 'a', code: found({ handle: 'h' }) },
  },
};

describe('when a command makes sense', () => {
  it('offers nothing that needs an account before there is one', () => {
    const offered = ids({ accounts: [] });
    for (const id of ['go:requests', 'go:services', 'go:mail', 'codes:paste', 'codes:find', 'sync:now']) {
      expect(offered).not.toContain(id);
    }
    expect(offered).toContain('account:connect');
  });
  it('offers sandbox mail only on the sandbox', () => {
    expect(ids()).toContain('go:mail');
    expect(ids({ accounts: [account('ac21874-ovh', { endpoint: 'ovh-eu' })] })).not.toContain('go:mail');
  });
  it('offers accepting and refusing only where a fitting code is there, on the requests', () => {
    expect(ids()).not.toContain('request:accept');
    expect(ids(ready)).toEqual(expect.arrayContaining(['request:accept', 'request:refuse']));
    expect(ids({ ...ready, route: { screen: 'services', key: null, query: {} } })).not.toContain(
      'request:accept',
    );
  });
  it('takes back only what has not left yet, and not the letters of a field', () => {
    const job = {
      items: [],
      phase: 'waiting' as const,
      sendsAt: 0,
      single: true,
      done: 0,
      outcomes: {},
      stopping: false,
      failure: null,
    };
    const waiting = { decisions: { ...initialState().decisions, jobs: { job } } };
    expect(ids()).not.toContain('request:undo');
    expect(ids(waiting)).toContain('request:undo');
    expect(commandFor(press('z', { ctrlKey: true }), state(waiting), false)?.id).toBe('request:undo');
    expect(commandFor(press('z', { ctrlKey: true }), state(waiting), true)).toBeNull();
    const sending = { ...job, phase: 'sending' as const };
    expect(ids({ decisions: { ...initialState().decisions, jobs: { job: sending } } })).not.toContain(
      'request:undo',
    );
  });
  it('offers all accounts together only where one is chosen', () => {
    expect(ids()).not.toContain('account:all');
    const { settings } = initialState();
    expect(ids({ settings: { ...settings, account: 'ac21874-ovh@sandbox' } })).toContain('account:all');
  });
});

describe('what a key means', () => {
  it('leaves letters alone while somebody types, but not the palette', () => {
    const now = state(ready);
    expect(commandFor(press('a'), now, false)?.id).toBe('request:accept');
    expect(commandFor(press('a'), now, true)).toBeNull();
    expect(commandFor(press('/'), now, true)).toBeNull();
    expect(commandFor(press('k', { ctrlKey: true }), now, true)?.id).toBe('palette:open');
  });
  it('never accepts with a modifier held, as in selecting all', () => {
    const now = state(ready);
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }]) {
      expect(commandFor(press('a', held), now, false)).toBeNull();
    }
  });
  it('leads to Today, also while somebody types, where digits need Shift as well', () => {
    expect(commandFor(press('1', { ctrlKey: true }), state(), true)?.id).toBe('go:today');
    const french = { ...press('&', { ctrlKey: true }), code: 'Digit1' };
    expect(commandFor(french, state(), false)?.id).toBe('go:today');
    expect(commandFor(press('1', { ctrlKey: true }), state({ accounts: [] }), false)).toBeNull();
  });
  it('leaves the paste to the browser, which alone may read what is pasted', () => {
    expect(commandFor(press('v', { ctrlKey: true }), state(), false)).toBeNull();
  });
  it('shows one of several accounts by its number, also where Shift makes signs of digits', () => {
    const accounts = [account('ac21874-ovh'), account('ac44920-ovh', { label: 'Norte' })];
    const two = state({ accounts });
    expect(commandFor(press('2', { ctrlKey: true, shiftKey: true }), two, false)?.name).toBe('Norte');
    expect(
      commandFor({ ...press('"', { ctrlKey: true, shiftKey: true }), code: 'Digit2' }, two, false)?.name,
    ).toBe('Norte');
    expect(commandFor(press('3', { ctrlKey: true, shiftKey: true }), two, false)).toBeNull();
    expect(commandFor(press('1', { ctrlKey: true, shiftKey: true }), state(), false)).toBeNull();
  });
  it('leaves the keys of the zoom to the window', () => {
    const { settings } = initialState();
    const narrowed = state({ settings: { ...settings, account: 'ac21874-ovh@sandbox' } });
    for (const key of ['0', '+', '=', '-']) {
      expect(commandFor(press(key, { ctrlKey: true }), narrowed, false)).toBeNull();
    }
    expect(commandFor(press('E', { ctrlKey: true, shiftKey: true }), narrowed, false)?.id).toBe(
      'account:all',
    );
  });
  it('finds the question mark with Shift, as most keyboards need it', () => {
    expect(commandFor(press('?', { shiftKey: true }), state(), false)?.id).toBe('shortcuts:show');
  });
});

describe('the list', () => {
  it('has each id and each shortcut once', () => {
    expect(new Set(COMMANDS.map((command) => command.id)).size).toBe(COMMANDS.length);
    const shortcuts = COMMANDS.flatMap((command) => command.shortcut ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });
  it('has a title for each command', () => {
    for (const command of COMMANDS) {
      const [, area = '', name = ''] = titleKey(command).split('.');
      const titles: Record<string, Record<string, string>> = english.command;
      expect(titles[area]?.[name], command.id).toBeTruthy();
    }
  });
  it("knows every command of the application's menu", () => {
    const known = COMMANDS.map((command) => command.id);
    for (const id of MENU_COMMANDS) expect(known).toContain(id);
  });
});
