/**
 * The app lock as this window knows it: locking drops everything the window holds, after handing the desk what is needed
 * to go on; unlocking brings it back. SECURITY: passphrases are arguments of these functions and never in the store.
 */
import i18next from 'i18next';
import type { Input } from '../../shared/contract.ts';
import { type Failure, fail, type Result } from '../../shared/failure.ts';
import { type Drawer, drawerSchema, type LockState } from '../../shared/lock.ts';
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { type ConnectForm } from '../accounts/connect-slice.ts';
import { keepValidation } from '../accounts/connect-state.ts';
import { codesSlice } from '../codes/codes-slice.ts';
import { UNCHECKED } from '../handover/handover-slice.ts';
import { KeySet } from '../list/key-set.ts';
import { call, on, whenLocked } from '../store/bridge.ts';
import { settleAddress } from '../store/route.ts';
import { initialState, type State, useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { type LockSlice } from './lock-slice.ts';

export function isLocked(state: Pick<State, 'lock'>): boolean {
  return state.lock.state === 'locked';
}

function noteLock(lock: LockState): Pick<LockSlice, 'lock' | 'lockWaitsUntil'> {
  return { lock, lockWaitsUntil: lock.waitMs === 0 ? 0 : performance.now() + lock.waitMs };
}

/** Follows the desk's word. Once for the window's whole life. */
/** Opens the program as at its start; handed in, because opening it knows the lock. */
let reopen: () => Promise<void> = () => Promise.resolve();

/** @param open what brings the window's facts, once it is unlocked */
export function listenForLock(open: () => Promise<void>): void {
  reopen = open;
  on('lock:changed', (lock) => {
    const before = isLocked(useStore.getState());
    const after = lock.state === 'locked';
    if (after && !before) void enterLocked();
    else if (!after && before) void comeBack();
    else useStore.setState(noteLock(lock));
  });
  // An event may have been missed; an answer that says so tells it as well.
  whenLocked(() => void enterLocked());
  // Back leads to an address from before, and it must not stay in sight.
  for (const moved of ['popstate', 'hashchange']) {
    window.addEventListener(moved, () => {
      if (isLocked(useStore.getState())) hideAddress();
    });
  }
}

let drawerKey: string | null = null;
/** A page that was loaded anew finds the key in its history entry: it is a number and names nothing. */
function keyOfDrawer(): string | null {
  const { state } = history;
  const kept: unknown =
    typeof state === 'object' && state !== null && 'drawer' in state ? state.drawer : null;
  return drawerKey ?? (typeof kept === 'string' ? kept : null);
}

/** SECURITY: the address may hold a search for a NIC handle. */
function hideAddress(): void {
  history.replaceState({ drawer: keyOfDrawer() }, '', location.pathname);
  document.title = 'Relevo';
}

let entering: Promise<void> | null = null;

/** Drops everything this window holds. What was being done is left with the desk first, in memory, and comes back with `openApp`. */
export function enterLocked(): Promise<void> {
  entering ??= leave().finally(() => {
    entering = null;
  });
  return entering;
}

async function leave(): Promise<void> {
  const state = useStore.getState();
  const wasOpen = state.app !== null;
  // SECURITY: nothing of it may be written into the address afterwards.
  const hash = settleAddress();
  const drawer = drawerOf(state, hash);
  const { language, theme, density } = state.settings;
  useStore.setState(
    {
      ...initialState(),
      settings: { ...DEFAULT_SETTINGS, language, theme, density },
      lock: { ...state.lock, state: 'locked' },
      locked: state.locked,
    },
    true,
  );
  // A page that was loaded anew while it is locked has left its work already.
  const key = keyOfDrawer() === null && (wasOpen || hash !== '') ? crypto.randomUUID() : null;
  drawerKey = key ?? keyOfDrawer();
  hideAddress();
  if (key !== null) await call('lock:leave', { key, drawer });
  // SECURITY: only a new document surely keeps nothing of the old one on its heap. The desktop shell loads it by itself.
  if (wasOpen && window.relevo === undefined) {
    location.reload();
    return;
  }
  await lookAtLock();
}

/** What the lock screen needs. */
export async function lookAtLock(): Promise<void> {
  const answer = await call('lock:look', {});
  if (!answer.ok) return;
  const { lock, language, theme, density } = answer.value;
  if (lock.state !== 'locked') {
    await comeBack();
    return;
  }
  useStore.setState(({ settings }) => ({
    ...noteLock(lock),
    locked: answer.value,
    settings: { ...settings, language, theme, density },
  }));
}

let coming: Promise<void> | null = null;

/** It was unlocked, here or in another window. */
function comeBack(): Promise<void> {
  coming ??= reopen().finally(() => {
    coming = null;
  });
  return coming;
}

/** What this window left with the desk; its address is in its place again. `null` where it left nothing. */
export async function takeDrawer(): Promise<Drawer | null> {
  const answer = await call('lock:resume', { key: keyOfDrawer() ?? crypto.randomUUID() });
  const drawer = answer.ok ? answer.value : null;
  drawerKey = null;
  history.replaceState(null, '', drawer === null ? undefined : `${location.pathname}${drawer.hash}`);
  if (drawer?.sending) toast(i18next.t('lock:sent'));
  return drawer;
}

/** What was being done. Where something is larger than a drawer takes, that alone is left out. */
export function drawerOf(state: State, hash: string): Drawer {
  const { handover, codes, connect, decisions, outbox } = state;
  const { validation } = connect;
  const sending =
    handover?.job?.running === true ||
    outbox.job?.running === true ||
    // What still waits is cut off, and said so.
    Object.values(decisions.jobs).some(({ phase }) => phase === 'sending');
  const parts: Drawer = {
    hash,
    selected: [...state.selectedServices],
    selectedRequests: [...state.selectedRequests],
    mailRead: [...state.mailRead],
    draft:
      handover === null || handover.job !== null
        ? null
        : {
            group: handover.group,
            mode: handover.mode,
            whole: handover.whole,
            selected: handover.selected,
            withTwins: handover.withTwins,
            choices: handover.choices,
            replacement: { ...handover.replacement, roles: [...handover.replacement.roles] },
            table: handover.table,
          },
    tray:
      codes.found.length === 0
        ? null
        : {
            found: [...codes.found],
            origins: [...codes.origins],
            look: codes.look,
            choices: { ...codes.choices },
            chosen: { ...codes.chosen },
            open: codes.open,
          },
    validation:
      validation === null || !['waiting', 'failing'].includes(validation.phase)
        ? null
        : {
            id: validation.id,
            form: validation.form,
            ...(validation.renews === undefined ? {} : { renews: validation.renews }),
          },
    sending,
  };
  const empty: Drawer = {
    hash: '',
    selected: [],
    selectedRequests: [],
    mailRead: [],
    draft: null,
    tray: null,
    validation: null,
    sending,
  };
  const fitting = Object.entries(parts).filter(
    ([name, value]) => drawerSchema.shape[name as keyof Drawer].safeParse(value).success,
  );
  return { ...empty, ...Object.fromEntries(fitting) };
}

/** The part of the store a drawer fills. A hand-over begins with its first step: its plan rested on what was read then. */
export function stateOfDrawer(drawer: Drawer): Partial<State> {
  const { draft, tray, validation } = drawer;
  if (validation !== null) {
    keepValidation({
      id: validation.id,
      // As it was left: the desk keeps it as it is.
      form: validation.form as ConnectForm,
      phase: 'waiting',
      failure: null,
      url: null,
      renews: validation.renews,
    });
  }
  return {
    selectedServices: new KeySet(drawer.selected),
    selectedRequests: new KeySet(drawer.selectedRequests),
    mailRead: new Set(drawer.mailRead),
    ...(draft === null ? {} : { handover: { ...draft, ...UNCHECKED } }),
    ...(tray === null ? {} : { codes: { ...codesSlice().codes, ...tray } }),
  };
}

/** Takes in the state that came with a good answer. */
async function settle(asked: Promise<Result<LockState>>): Promise<Failure | null> {
  const answer = await asked;
  if (!answer.ok) return answer.error;
  if (!isLocked(useStore.getState())) useStore.setState(noteLock(answer.value));
  return null;
}

export function setPassphrase(passphrase: string, current?: string): Promise<Failure | null> {
  return settle(call('lock:set', { passphrase, ...(current === undefined ? {} : { current }) }));
}

export function turnLockOff(current: string): Promise<Failure | null> {
  return settle(call('lock:off', { current }));
}

export function changeLock(change: Input<'lock:change'>): Promise<Failure | null> {
  return settle(call('lock:change', change));
}

export function lockNow(): void {
  void call('lock:now', {});
}

/** Answers why it stays locked. */
export async function unlock(how: Input<'lock:unlock'>): Promise<Failure | null> {
  const answer = await call('lock:unlock', how);
  if (!answer.ok) return answer.error;
  await comeBack();
  return null;
}

/** Everything on this computer is gone afterwards. Answers how many keys OVHcloud could not be asked to end. */
export async function wipeEverything(): Promise<Result<number>> {
  const answer = await call('lock:reset', { everything: true });
  if (!answer.ok) return fail(answer.error.code, answer.error.next);
  await comeBack();
  return { ok: true, value: answer.value.left };
}

/** Keys and pointer are told this often at most: the desk counts in minutes. */
const TELL_EVERY_MS = 15_000;

/** Tells the desk that somebody is there, where that matters. Returns the way to stop. */
export function tellActivity(): () => void {
  let resting: ReturnType<typeof setTimeout> | null = null;
  let meanwhile = false;
  function used(): void {
    const { lock } = useStore.getState();
    if (lock.state !== 'open' || lock.minutes === null) return;
    meanwhile = resting !== null;
    if (resting !== null) return;
    void call('lock:active', {});
    resting = setTimeout(() => {
      resting = null;
      // The last of it counts too, so that it never locks sooner than was chosen.
      if (meanwhile) used();
      meanwhile = false;
    }, TELL_EVERY_MS);
  }
  const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  for (const kind of kinds) window.addEventListener(kind, used, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, used, { capture: true });
    if (resting !== null) clearTimeout(resting);
  };
}
