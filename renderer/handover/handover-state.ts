/**
 * The hand-over under way: what is chosen, the plan the desk answered, what was sent and what came of it.
 * Sends each service at most once per job; what may have happened is never sent again from here without a new plan.
 */
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import type { SendOutcome } from '../../shared/contract.ts';
import type { Asked, PlanRow, ServiceTarget } from '../../shared/handover.ts';
import type { CheckedLine } from '../../shared/handover-table.ts';
import { chosenAccount } from '../accounts/accounts.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type Rest, restOfTargets } from './handover-again.ts';
import { rolesHeld, servicesOf } from './handover-leaver-view.ts';
import {
  type Choice,
  KEEP_ALL,
  keysToCheckAgain,
  keysToSendAgain,
  orderPlan,
  readNichandle,
  withTwins,
} from './handover-plan.ts';
import { type Handover, type HandoverJob, UNCHECKED } from './handover-slice.ts';
import { askedFor, askedForMyPart, askedOf, type HandoverMode, type Replacement } from './handover-target.ts';

/** More than this does not cross the bridge in one call (contract.ts). */
export const MOST_SERVICES = 5000;

function set(change: Partial<Handover> | ((now: Handover) => Partial<Handover>)): void {
  useStore.setState((state) =>
    state.handover === null
      ? {}
      : {
          handover: {
            ...state.handover,
            ...(typeof change === 'function' ? change(state.handover) : change),
          },
        },
  );
}

function setJob(id: string, change: (job: HandoverJob) => Partial<HandoverJob>): void {
  set(({ job }) => (job === null || job.id !== id ? {} : { job: { ...job, ...change(job) } }));
}

/** Begins one for these services. Does nothing for none of them, and shows the one that is still being sent instead. */
export function openHandover(serviceKeys: readonly string[]): void {
  if (serviceKeys.length > 0 || useStore.getState().handover?.job?.running) begin(serviceKeys, 'roles');
}

/** Begins one for everything that somebody is contact of, on the services that are shown. */
export function openHandoverOf(nichandle: string): void {
  if (useStore.getState().handover?.job?.running) {
    showHandover();
    return;
  }
  begin([], 'replace');
  set({ whole: true, withTwins: false });
  setLeaver(nichandle);
}

/** Whose everything it is, as it is typed: services, roles that can be handed over from here, and who is noted to take over follow. */
export function setLeaver(text: string): void {
  const { services, accounts, people, settings } = useStore.getState();
  const account = chosenAccount(accounts, settings.account)?.id ?? null;
  const leaver = readNichandle(text);
  const shown = (services ?? []).filter(({ seenBy }) => account === null || seenBy.includes(account));
  const own = leaver === null ? [] : servicesOf(leaver, shown);
  const roles = leaver === null ? [] : rolesHeld(leaver, own, accounts).filter(({ mine }) => mine > 0);
  set({ selected: own.map(({ key }) => key) });
  setReplacement({ from: leaver ?? text, roles: roles.map(({ type }) => type) });
  const successor = leaver === null ? null : (people.get(leaver)?.successor ?? null);
  if (successor !== null) setReplacement({ to: successor });
}

/** Begins one whose services stand in a table that is to be pasted. */
export function openHandoverTable(): void {
  begin([], 'table');
}

/** Goes on with one that stands in Activity: what is left of it is checked at once; nothing is sent before the person says so. */
export async function resumeHandover(group: string, { table, targets }: Rest): Promise<void> {
  if (targets.length === 0) return;
  if (useStore.getState().handover?.job?.running) {
    showHandover();
    return;
  }
  begin([], 'table');
  // Each line names one service: a domain's zone had a line, or a fate, of its own.
  set({ group, table, withTwins: false });
  await check({ serviceKeys: targets.map(({ serviceKey }) => serviceKey), target: {}, targets });
}

/** Begins one that is made already, at its check: nothing is sent before the person says so. Services that are not known are left out. */
export async function openHandoverAtCheck(targets: readonly ServiceTarget[]): Promise<void> {
  const all = useStore.getState().services ?? [];
  const wanted = new Set(targets.map(({ serviceKey }) => serviceKey));
  const services = new Map(all.filter(({ key }) => wanted.has(key)).map((service) => [service.key, service]));
  await resumeHandover(crypto.randomUUID(), restOfTargets(targets, services, all));
}

function begin(serviceKeys: readonly string[], mode: HandoverMode): void {
  if (useStore.getState().handover?.job?.running) {
    showHandover();
    return;
  }
  look += 1;
  useStore.setState({
    handover: {
      group: crypto.randomUUID(),
      mode,
      whole: false,
      selected: [...serviceKeys],
      withTwins: true,
      choices: KEEP_ALL,
      replacement: { from: '', to: '', roles: CONTACT_TYPES },
      table: '',
      ...UNCHECKED,
    },
  });
}

/** Closing is not stopping: while something is being sent, the dialog is only put away. */
export function closeHandover(): void {
  look += 1;
  useStore.setState(({ handover }) => ({
    handover: handover?.job?.running ? { ...handover, hidden: true } : null,
  }));
}

export function showHandover(): void {
  set({ hidden: false });
}

export function choose(type: ContactType, choice: Choice): void {
  set(({ choices }) => ({ choices: { ...choices, [type]: choice } }));
}

export function setMode(mode: HandoverMode): void {
  set({ mode, failure: null, tooMany: null });
}

export function setReplacement(change: Partial<Replacement>): void {
  set(({ replacement }) => ({ replacement: { ...replacement, ...change } }));
}

export function setTable(table: string): void {
  set({ table, tooMany: null });
}

export function setWithTwins(withTwins: boolean): void {
  set({ withTwins, tooMany: null });
}

export function goToContacts(): void {
  look += 1;
  set({ step: 'contacts', checking: false, failure: null });
}

export function toggleService(serviceKey: string): void {
  set(({ left }) => {
    const next = new Set(left);
    if (!next.delete(serviceKey)) next.add(serviceKey);
    return { left: next };
  });
}

export function toggleAllServices(take: boolean): void {
  set(({ plan }) => ({
    left: new Set(
      take ? [] : plan?.rows.filter((row) => row.verdict === 'ready').map((row) => row.serviceKey),
    ),
  }));
}

/** Services of the hand-over, the twins where they are taken along. */
function handoverKeys({ selected, withTwins: taken }: Handover): string[] {
  return taken ? withTwins(selected, useStore.getState().services ?? []) : selected;
}

/** Counts the checks, so that a slow answer never replaces the one of a later question. */
let look = 0;

/** What the first step asks for; `lines`: of its table. `null` while that is nothing. */
export function askedBy(handover: Handover, lines: readonly CheckedLine[]): Asked | null {
  const { mode, choices, replacement } = handover;
  if (handover.whole && handover.selected.length === 0) return null;
  return askedFor(mode, { keys: handoverKeys(handover), choices, replacement, lines });
}

/** Asks for the plan of what the first step says and goes to it; on failure stays where it was and says why. */
export async function checkHandover(lines: readonly CheckedLine[] = []): Promise<void> {
  const { handover } = useStore.getState();
  const asked = handover === null ? null : askedBy(handover, lines);
  if (asked !== null) await check(asked);
}

/** The same plan on newer facts; what was taken off the list stays off. */
export async function checkAgain(): Promise<void> {
  const { handover } = useStore.getState();
  if (handover?.plan) await check(handover.plan.asked, handover.left);
}

/** A new plan in which these services are asked only for the roles that are mine to give on. */
export async function checkMyPart(rows: readonly PlanRow[]): Promise<void> {
  const { handover } = useStore.getState();
  if (handover?.plan) await check(askedForMyPart(handover.plan.asked, rows), handover.left);
}

async function check(asked: Asked, left: ReadonlySet<string> = new Set()): Promise<void> {
  // Never a part of it in silence.
  if (asked.serviceKeys.length > MOST_SERVICES) {
    set({ tooMany: asked.serviceKeys.length });
    return;
  }
  look += 1;
  const mine = look;
  set({ checking: true, failure: null, tooMany: null });
  const answer = await call('handover:check', asked);
  if (mine !== look) return;
  if (!answer.ok) {
    set({ checking: false, failure: answer.error });
    return;
  }
  const { rows, fresh } = answer.value;
  set({
    checking: false,
    step: 'check',
    plan: { asked, rows: orderPlan(rows), fresh },
    left,
    job: null,
  });
}

/**
 * Sends what is ready and on the list. Where the call as a whole fails, what was not told of is noted as `unknown`: the
 * shell may have gone after sending. Only where the input was refused nothing can have been sent.
 */
export async function sendHandover(): Promise<void> {
  const { handover } = useStore.getState();
  if (handover?.plan == null || handover.job?.running) return;
  const { plan, left } = handover;
  const keys = plan.rows
    .filter((row) => row.verdict === 'ready' && !left.has(row.serviceKey))
    .map((row) => row.serviceKey);
  await send(askedOf(plan.asked, keys), {});
}

/** Sends again what certainly did not happen; the rest keeps its outcome. */
export async function sendAgain(): Promise<void> {
  const job = useStore.getState().handover?.job;
  if (job == null || job.running) return;
  const keys = keysToSendAgain(Object.values(job.outcomes));
  const kept = Object.fromEntries(Object.entries(job.outcomes).filter(([key]) => !keys.includes(key)));
  await send(askedOf(job.asked, keys), kept);
}

/** Makes a new plan for everything that has not led to a request. */
export async function checkRestAgain(): Promise<void> {
  const job = useStore.getState().handover?.job;
  if (job == null || job.running) return;
  await check(askedOf(job.asked, keysToCheckAgain(Object.values(job.outcomes))));
}

async function send(asked: Asked, kept: Readonly<Record<string, SendOutcome>>): Promise<void> {
  const keys = asked.serviceKeys;
  const group = useStore.getState().handover?.group;
  if (keys.length === 0 || group === undefined) return;
  const id = crypto.randomUUID();
  set({
    step: 'send',
    failure: null,
    job: {
      id,
      asked,
      keys: [...Object.keys(kept), ...keys],
      done: Object.keys(kept).length,
      outcomes: kept,
      running: true,
      stopping: false,
    },
  });
  const answer = await call('handover:send', { job: id, group, ...asked });
  setJob(id, (job) => {
    const outcomes = { ...job.outcomes };
    if (answer.ok) for (const outcome of answer.value) outcomes[outcome.serviceKey] = outcome;
    for (const serviceKey of keys) {
      if (outcomes[serviceKey] !== undefined) continue;
      outcomes[serviceKey] = answer.ok
        ? { serviceKey, outcome: 'left-out', requestIds: [], failure: null }
        : {
            serviceKey,
            outcome: answer.error.code === 'bad-input' ? 'failed' : 'unknown',
            requestIds: [],
            failure: answer.error,
          };
    }
    return { outcomes, done: job.keys.length, running: false, stopping: false };
  });
}

/** What is on its way is finished; the rest is not sent. */
export function stopHandover(): void {
  const job = useStore.getState().handover?.job;
  if (job == null || !job.running) return;
  setJob(job.id, () => ({ stopping: true }));
  void call('jobs:stop', { job: job.id });
}

/** Takes in how a running job goes on. Returns the way to stop. */
export function listenForHandover(): () => void {
  return on('jobs:progress', (told) => {
    if (told.of !== 'handover') return;
    const { last } = told;
    setJob(told.job, (job) => {
      const outcomes = { ...job.outcomes, [last.serviceKey]: last };
      return { outcomes, done: Math.max(job.done, Object.keys(outcomes).length) };
    });
  });
}
