/**
 * Everything that can be done by name: palette, shortcuts, shortcut sheet and the application's menu (event
 * `command:run`) all come from this list. Titles are texts `commands:command.<area>.<name>` for the id `area:name`.
 */

import { accountName } from '../../shared/account.ts';
import { chosenAccount, hasSandbox } from '../accounts/accounts.ts';
import { findCodesInMail, pasteCodes, pasteFromClipboard } from '../codes/codes.ts';
import { decideReady } from '../codes/decide-here.ts';
import { undo, undoable } from '../codes/decisions.ts';
import { openTray } from '../codes/tray.ts';
import { openHandoverOf, openHandoverTable } from '../handover/handover-state.ts';
import { openView } from '../list/views.ts';
import { isLocked, lockNow } from '../lock/lock-state.ts';
import { beginMove } from '../moves/moves-state.ts';
import { chosenIn, handOverChosen } from '../services/chosen-services.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { on } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { type ScreenName } from '../store/route-slice.ts';
import { type State, useStore } from '../store/store.ts';
import { syncNow } from '../store/sync.ts';
import { isTyping, matchesShortcut } from '../ui/keys.ts';
import { showOverlay } from './open.ts';

export type Command = {
  /** `area:name`; also what the application's menu sends. */
  id: string;
  group: 'go' | 'do' | 'look';
  /** As in keys.ts. */
  shortcut?: string;
  /** The shortcut works while typing as well. */
  whileTyping?: boolean;
  /** The browser's own event does it (paste): the shortcut is only shown. */
  byEvent?: boolean;
  /** Not offered in the palette itself. */
  hidden?: boolean;
  /** Whether it makes sense now; always where absent. */
  when?: (state: State) => boolean;
  /** Its name, where the person gave it; else the texts have it. */
  name?: string;
  run: () => void;
};

const hasAccount = (state: State) => state.accounts.length > 0;

function goes(screen: ScreenName, more: Partial<Command> = {}): Command {
  return { id: `go:${screen}`, group: 'go', run: () => go({ screen }), ...more };
}

export const COMMANDS: readonly Command[] = [
  goes('today', { when: hasAccount, shortcut: 'mod+1', whileTyping: true }),
  goes('requests', { when: hasAccount }),
  goes('services', { when: hasAccount }),
  goes('people', { when: hasAccount }),
  goes('handovers', { when: hasAccount }),
  goes('rules', { when: hasAccount }),
  goes('activity'),
  goes('mail', { when: (state) => hasSandbox(state.accounts) }),
  goes('settings', { shortcut: 'mod+,', whileTyping: true }),
  {
    id: 'record:print',
    group: 'do',
    shortcut: 'mod+p',
    whileTyping: true,
    when: ({ route }) => route.screen === 'handovers' && route.key?.startsWith('record/') === true,
    run: () => window.print(),
  },
  { id: 'account:connect', group: 'go', run: () => go({ screen: 'connect' }) },
  {
    id: 'account:all',
    group: 'go',
    shortcut: 'mod+shift+e',
    when: (state) => chosenAccount(state.accounts, state.settings.account) !== null,
    run: () => void changeSettings({ account: null }),
  },
  {
    id: 'codes:paste',
    group: 'do',
    shortcut: 'mod+v',
    byEvent: true,
    when: hasAccount,
    run: () => {
      toRequests();
      void pasteFromClipboard();
    },
  },
  {
    id: 'codes:find',
    group: 'do',
    when: hasAccount,
    run: () => {
      toRequests();
      findCodesInMail(useStore.getState().settings.account ?? undefined);
    },
  },
  {
    id: 'request:accept',
    group: 'do',
    shortcut: 'a',
    when: (state) => state.route.screen === 'requests' && state.decisions.ready !== null,
    run: () => void decideReady('accept'),
  },
  {
    id: 'request:refuse',
    group: 'do',
    shortcut: 'r',
    when: (state) => state.route.screen === 'requests' && state.decisions.ready !== null,
    run: () => void decideReady('refuse'),
  },
  {
    id: 'codes:tray',
    group: 'do',
    when: (state) => state.codes.found.length > 0,
    run: openTray,
  },
  {
    id: 'request:undo',
    group: 'do',
    shortcut: 'mod+z',
    when: (state) => undoable(state) !== null,
    run: () => {
      const job = undoable(useStore.getState());
      if (job !== null) void undo(job);
    },
  },
  {
    id: 'search:focus',
    group: 'do',
    shortcut: '/',
    when: (state) =>
      ['requests', 'services', 'people', 'handovers', 'rules', 'activity', 'mail'].includes(
        state.route.screen,
      ),
    run: () => {
      const field = document.querySelector<HTMLInputElement>('[data-search]');
      field?.focus();
      field?.select();
    },
  },
  {
    id: 'services:handover',
    group: 'do',
    when: (state) => state.route.screen === 'services' && chosenIn(state).length > 0,
    run: handOverChosen,
  },
  {
    id: 'move:begin',
    group: 'do',
    when: hasAccount,
    run: () =>
      beginMove(
        chosenAccount(useStore.getState().accounts, useStore.getState().settings.account)?.nichandle ?? '',
      ),
  },
  {
    id: 'services:table',
    group: 'do',
    when: hasAccount,
    run: () => {
      // The dialog stands over the services.
      if (useStore.getState().route.screen !== 'services') go({ screen: 'services' });
      openHandoverTable();
    },
  },
  {
    id: 'people:handover',
    group: 'do',
    when: hasAccount,
    run: () => {
      const { screen, key } = useStore.getState().route;
      openHandoverOf(screen === 'people' ? (key ?? '') : '');
    },
  },
  { id: 'sync:now', group: 'do', when: hasAccount, run: () => void syncNow() },
  {
    id: 'app:lock',
    group: 'do',
    shortcut: 'mod+shift+l',
    whileTyping: true,
    // Where no passphrase is set, it leads to where one is.
    run: () =>
      useStore.getState().lock.state === 'off' ? go({ screen: 'settings', key: 'lock' }) : lockNow(),
  },
  {
    id: 'palette:open',
    group: 'do',
    shortcut: 'mod+k',
    whileTyping: true,
    hidden: true,
    run: () => showOverlay('palette'),
  },
  { id: 'shortcuts:show', group: 'do', shortcut: '?', run: () => showOverlay('shortcuts') },
  { id: 'theme:light', group: 'look', run: () => void changeSettings({ theme: 'light' }) },
  { id: 'theme:dark', group: 'look', run: () => void changeSettings({ theme: 'dark' }) },
  { id: 'theme:system', group: 'look', run: () => void changeSettings({ theme: 'system' }) },
  {
    id: 'density:toggle',
    group: 'look',
    run: () => {
      const { density } = useStore.getState().settings;
      void changeSettings({ density: density === 'compact' ? 'comfortable' : 'compact' });
    },
  },
];

/** Key of its title in the namespace `commands`. */
export function titleKey(command: Pick<Command, 'id'>): string {
  return `command.${command.id.replace(':', '.')}`;
}

/** Those that make sense now; none while it is locked. */
export function availableCommands(state: State): Command[] {
  if (isLocked(state)) return [];
  return [...COMMANDS, ...accountCommands(state), ...viewCommands(state)].filter(
    (command) => command.when?.(state) ?? true,
  );
}

/** As many accounts have a key of their own. */
const NUMBERED = 9;

/** Each account by its name, while there are several; the first nine by their number. */
function accountCommands({ accounts }: State): Command[] {
  if (accounts.length < 2) return [];
  return accounts.map((account, index) => ({
    id: `account:${index + 1}`,
    group: 'go',
    name: accountName(account, accounts),
    ...(index < NUMBERED ? { shortcut: `mod+shift+${index + 1}` } : {}),
    run: () => void changeSettings({ account: account.id }),
  }));
}

/** The saved views of the lists, each by its own name. */
function viewCommands({ settings }: State): Command[] {
  return settings.savedViews.map((view) => ({
    id: `view:${view.id}`,
    group: 'go',
    name: view.name,
    when: hasAccount,
    run: () => openView(view),
  }));
}

/** Runs one by its id, where it makes sense now. `false`: there is none, or not now. */
export function runCommand(id: string): boolean {
  const command = availableCommands(useStore.getState()).find((one) => one.id === id);
  command?.run();
  return command !== undefined;
}

/** The command a key press means here and now; `null` for none. */
export function commandFor(
  event: Parameters<typeof matchesShortcut>[0],
  state: State,
  typing: boolean,
): Command | null {
  return (
    availableCommands(state).find(
      (command) =>
        command.shortcut !== undefined &&
        command.byEvent !== true &&
        (command.whileTyping === true || !typing) &&
        matchesShortcut(event, command.shortcut),
    ) ?? null
  );
}

/** Listens to keys, pastes and the application's menu. Returns the way to stop. */
export function listenForCommands(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    const command = commandFor(event, useStore.getState(), isTyping(event.target));
    if (command === null) return;
    // Inside a dialog only the commands that lie over everything: the screen behind it is out of reach.
    if (isModalOpen() && command.whileTyping !== true) return;
    event.preventDefault();
    command.run();
  }
  function onPaste(event: ClipboardEvent): void {
    const state = useStore.getState();
    if (event.defaultPrevented || isTyping(event.target) || isModalOpen() || !hasAccount(state)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    event.preventDefault();
    toRequests();
    pasteCodes(text);
  }
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('paste', onPaste);
  const stopMenu = on('command:run', ({ id }) => void runCommand(id));
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('paste', onPaste);
    stopMenu();
  };
}

/** Codes are shown over the requests they belong to. */
function toRequests(): void {
  if (useStore.getState().route.screen !== 'requests') go({ screen: 'requests' });
}

/** Asked for is enough: what is typed while the palette is still being loaded is meant for it, and A would accept something. */
function isModalOpen(): boolean {
  return useStore.getState().overlay !== null || document.querySelector('.dialog[role="dialog"]') !== null;
}
