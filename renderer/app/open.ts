/** The program itself: opening it, where it runs, what it holds secrets with. One call paints the first screen. */
import { listActivity } from '../activity/activity-state.ts';
import { listenForCodes, listenForOpenedFiles } from '../codes/codes.ts';
import { hearWaiting, listenForDecisions } from '../codes/decisions.ts';
import { listCodes } from '../codes/tray.ts';
import { listenForHandover } from '../handover/handover-state.ts';
import { enterLocked, isLocked, listenForLock, stateOfDrawer, takeDrawer } from '../lock/lock-state.ts';
import { listMail } from '../mail/mail-state.ts';
import { listenForMoves, listMoves } from '../moves/moves-state.ts';
import { listenForOutbox, listOutbox } from '../outbox/outbox-state.ts';
import { listenForPeople, listPeople } from '../people/people-state.ts';
import { listenForPrepared, listPrepared } from '../prepared/prepared-state.ts';
import { listenForReminders, listReminders } from '../requests/reminders.ts';
import { listChanges, listenForChanges } from '../rules/changes-state.ts';
import { listenForRules } from '../rules/rules-state.ts';
import { firstServices, servicesChanged } from '../services/services-state.ts';
import { call, on } from '../store/bridge.ts';
import { SHELL_BACK, SHELL_LOST } from '../store/bridge-web.ts';
import { go, parseRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { type AppSlice } from './app-slice.ts';
import { listenForNotices } from './notices.ts';

/** Fills the store from what the desk knows, listens to it from then on, and fetches the long lists afterwards. */
export async function openApp(): Promise<void> {
  listen();
  const answer = await call('app:open', {});
  if (!answer.ok) {
    if (answer.error.code === 'locked') await enterLocked();
    else useStore.setState({ openFailure: answer.error });
    return;
  }
  const drawer = isLocked(useStore.getState()) ? await takeDrawer() : null;
  const left = drawer === null ? {} : { ...stateOfDrawer(drawer), route: parseRoute(location.hash) };
  const { settings, lock, accounts, sync, requests, serviceCount, damage, waiting, unsent, ...app } =
    answer.value;
  const told = {
    app,
    damage,
    openFailure: null,
    settings,
    lock,
    locked: null,
    accounts,
    sync,
    requests,
    serviceCount,
  };
  useStore.setState(({ decisions }) => ({ ...told, ...left, decisions: { ...decisions, unsent } }));
  hearWaiting(waiting);
  if (accounts.length === 0) go({ screen: 'connect' }, { replace: true });
}

/** What the first paint did not need. */
export async function fillLater(): Promise<void> {
  if (isLocked(useStore.getState())) return;
  // In time enough when the first screen is there.
  void import('../dates/keep-calendar.ts').then(({ keepCalendar }) => keepCalendar());
  await Promise.all([
    firstServices(),
    listMail(),
    listPeople(),
    listReminders(),
    listOutbox(),
    listCodes(),
    listActivity(),
    listChanges(),
    listMoves(),
    listPrepared(),
  ]);
}

export function showOverlay(overlay: AppSlice['overlay']): void {
  useStore.setState({ overlay });
}

export function dismiss(note: string): void {
  useStore.setState((state) => ({ dismissed: new Set([...state.dismissed, note]) }));
}

/** The servers are asked less often for a window nobody looks at. */
export function tellAttention(): void {
  void call('sync:attention', { visible: document.visibilityState === 'visible' });
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  window.addEventListener(SHELL_LOST, () => useStore.setState({ shellLost: true }));
  window.addEventListener(SHELL_BACK, () => {
    useStore.setState({ shellLost: false });
    tellAttention();
    void openApp().then(fillLater);
  });
  listenForLock(() => openApp().then(fillLater));
  listenForCodes();
  listenForOpenedFiles();
  listenForDecisions();
  listenForHandover();
  listenForPeople();
  listenForReminders();
  listenForNotices();
  listenForOutbox();
  listenForChanges();
  listenForRules();
  listenForMoves();
  listenForPrepared();
  on('accounts:changed', (accounts) => {
    useStore.setState({ accounts });
    // With an account that is forgotten the desk lets go of codes.
    if (useStore.getState().codes.found.length > 0) void listCodes();
    void listMail();
  });
  on('damage:changed', (damage) => useStore.setState({ damage }));
  on('settings:changed', (settings) => useStore.setState({ settings }));
  on('newer:changed', (newer) =>
    useStore.setState(({ app }) => (app === null ? {} : { app: { ...app, newer } })),
  );
  on('sync:changed', (sync) => useStore.setState({ sync }));
  on('requests:changed', (requests) => {
    useStore.setState({ requests });
    // A request that moved has sent e-mails.
    void listMail();
  });
  on('services:changed', servicesChanged);
  on('activity:changed', () => {
    if (useStore.getState().activity !== null) void listActivity();
  });
}
