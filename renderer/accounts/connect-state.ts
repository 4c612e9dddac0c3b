/**
 * Connecting an account: what is under way, what failed, the validation page being waited for, keys found on this computer.
 * SECURITY: secrets are arguments of these functions and never in the store; they live in the form's own fields until it is left.
 */
import type { Account, Endpoint } from '../../shared/account.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type ConnectForm, type ConnectSlice, connectSlice, type Validation } from './connect-slice.ts';
import { openLink } from './next-step.ts';

/** The account whose credential this visit is to renew; `null` = a new one is to be connected. */
export function useRenewed(): Account | null {
  return useStore(
    ({ accounts, route }) =>
      (route.screen === 'connect' && accounts.find(({ id }) => id === route.query['account'])) || null,
  );
}

function set(change: Partial<ConnectSlice['connect']>): void {
  useStore.setState((state) => ({ connect: { ...state.connect, ...change } }));
}

function setValidation(id: string, change: Partial<Validation>): void {
  const { validation } = useStore.getState().connect;
  if (validation?.id === id) set({ validation: { ...validation, ...change } });
}

/** An API at an address of this computer has forms of its own beside OVHcloud's. */
export function formOf(way: 'validation' | 'oauth2', endpoint: Endpoint): ConnectForm {
  return endpoint === 'loopback' ? `loopback ${way}` : way;
}

/** One form at a time; `null` where another is still under way or this one failed. */
async function submit<T>(form: ConnectForm, ask: () => Promise<Result<T>>): Promise<T | null> {
  const { accounts, connect } = useStore.getState();
  if (connect.busy !== null) return null;
  set({ busy: form, first: accounts.length === 0, failed: null });
  const answer = await ask();
  // What came of it leads on from the first screen; nothing else is to be seen in between.
  const { first } = useStore.getState().connect;
  set({
    busy: null,
    first: answer.ok && first,
    failed: answer.ok ? null : { form, failure: answer.error },
  });
  return answer.ok ? answer.value : null;
}

function note(accounts: readonly Account[]): void {
  set({ connected: [...useStore.getState().connect.connected, ...accounts] });
}

let kept: Validation | null = null;
/** Goes on being waited for in the next visit: the window was locked meanwhile. */
export function keepValidation(validation: Validation): void {
  kept = validation;
}

/** A new visit: nothing of an earlier one is shown, and keys on this computer are looked for anew. */
export async function openConnect(): Promise<void> {
  const { busy, first } = useStore.getState().connect;
  set({ ...connectSlice().connect, busy, first: busy !== null && first, validation: kept });
  kept = null;
  const answer = await call('accounts:offers', {});
  // Not finding them is no failure worth a word: everything can still be typed.
  set({ offers: answer.ok ? answer.value : [] });
}

/** The first visit is over: its screen is left, or has more to say. */
export function endFirstVisit(): void {
  if (useStore.getState().connect.first) set({ first: false });
}

export function forgetFailure(): void {
  if (useStore.getState().connect.failed !== null) set({ failed: null });
}

export async function trySandbox(): Promise<boolean> {
  const accounts = await submit('sandbox', () => call('accounts:trySandbox', {}));
  if (accounts !== null) note(accounts);
  return accounts !== null;
}

export async function connectKeys(
  form: 'keys' | 'loopback',
  keys: Input<'accounts:connectKeys'>,
): Promise<Account | null> {
  const account = await submit(form, () => call('accounts:connectKeys', keys));
  if (account !== null) note([account]);
  return account;
}

export async function connectOAuth2(keys: Input<'accounts:connectOAuth2'>): Promise<Account | null> {
  const account = await submit(formOf('oauth2', keys.endpoint), () => call('accounts:connectOAuth2', keys));
  if (account !== null) note([account]);
  return account;
}

export async function takeOffer(offer: string, renews?: string): Promise<Account | null> {
  const account = await submit(`offer ${offer}`, () => call('accounts:takeOffer', { offer, renews }));
  if (account !== null) note([account]);
  return account;
}

/** Asks for a consumer key and opens the page where the user says yes to it. */
export async function startValidation(
  keys: Input<'accounts:startValidation'>,
  renews?: string,
): Promise<boolean> {
  const form = formOf('validation', keys.endpoint);
  const started = await submit(form, () => call('accounts:startValidation', keys));
  if (started === null) return false;
  set({ validation: { id: started.validation, form, phase: 'waiting', failure: null, url: null, renews } });
  await openValidationPage();
  return true;
}

export async function openValidationPage(): Promise<void> {
  const { validation } = useStore.getState().connect;
  if (validation === null) return;
  const opened = await openLink({ to: 'validation', validation: validation.id });
  if (opened.ok) setValidation(validation.id, { url: opened.value.url });
  else setValidation(validation.id, { failure: opened.error, phase: 'lost' });
}

/** One look at the validation page's outcome; looks after the end of it do nothing. */
export async function lookAtValidation(): Promise<void> {
  const { validation } = useStore.getState().connect;
  if (validation === null || !isLooking(validation)) return;
  const { id, renews } = validation;
  const answer = await call('accounts:checkValidation', { validation: id, renews });
  if (useStore.getState().connect.validation?.id !== id) return;
  setValidation(id, afterLook(answer));
  if (answer.ok && answer.value.account !== null) note([answer.value.account]);
}

/** Whether the outcome is still open. */
export function isLooking({ phase }: Pick<Validation, 'phase'>): boolean {
  return phase === 'waiting' || phase === 'failing';
}

/** What one look means. A look that could not be had is tried again, except where the desk no longer knows the validation. */
export function afterLook(
  answer: Result<Output<'accounts:checkValidation'>>,
): Pick<Validation, 'phase' | 'failure'> {
  if (!answer.ok) {
    if (answer.error.code === 'another-account') return { phase: 'another', failure: answer.error };
    const gone = answer.error.code === 'no-credential' || answer.error.code === 'not-found';
    return { phase: gone ? 'lost' : 'failing', failure: answer.error };
  }
  const { state } = answer.value;
  return { phase: state === 'pendingValidation' ? 'waiting' : state, failure: null };
}

/** The person wants the other account that said yes as well, as one of its own. */
export async function takeAnother(): Promise<void> {
  const { validation } = useStore.getState().connect;
  if (validation?.phase !== 'another') return;
  setValidation(validation.id, { phase: 'waiting', failure: null, renews: undefined });
  await lookAtValidation();
}

/** Stops waiting; a yes given on the page afterwards has no effect here. */
export function cancelValidation(): void {
  set({ validation: null });
}

export async function openKeyPage(
  to: 'create-token' | 'create-app',
  endpoint: Endpoint,
): Promise<Failure | null> {
  const opened = await openLink({ to, endpoint });
  return opened.ok ? null : opened.error;
}
