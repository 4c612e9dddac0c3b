/**
 * What lies in the decision tray: every code found and not decided with, and what was chosen for each; handles, never a code.
 * Changes what lies there, and sends nothing.
 */
import type { FoundCode, Recognition } from '../../shared/found-code.ts';
import { mergeCodes } from '../../shared/found-code.ts';
import { localDay } from '../../shared/local-day.ts';
import { isDue, type Prepared } from '../../shared/prepared.ts';
import { type Decision, sideKey } from '../../shared/request.ts';
import { call } from '../store/bridge.ts';
import { type State, useStore } from '../store/store.ts';
import type { CodesSlice, Look } from './codes-slice.ts';
import { type Candidate, type Choice, type TrayRow, trayRows } from './tray-rows.ts';

type Codes = CodesSlice['codes'];
function set(change: (codes: Codes) => Partial<Codes>): void {
  useStore.setState(({ codes }) => ({ codes: { ...codes, ...change(codes) } }));
}

/** Adds what a look brought; what lies there stays as it is, and what is told anew of a code counts. */
export function addFound(recognition: Recognition, look: Look): void {
  set(({ found, origins }) => ({
    found: merged(found, recognition.codes),
    origins: [...new Set([...(found.length === 0 ? [] : origins), look.origin])],
    look,
  }));
}

function merged(found: readonly FoundCode[], again: readonly FoundCode[]): FoundCode[] {
  // A newer reading of the same code tells more: requests have moved on. SECURITY: but suspicion stays.
  const newer = new Map(again.map((code) => [code.handle, code]));
  return mergeCodes([
    ...found.map((code) => (code.verdict === 'suspicious' ? code : (newer.get(code.handle) ?? code))),
    ...again,
  ]);
}

/** One that was typed for one side joins them, left for later. */
export function keepCode(code: FoundCode): void {
  set(({ found, choices }) =>
    found.some(({ handle }) => handle === code.handle)
      ? {}
      : { found: [...found, code], choices: { ...choices, [code.handle]: 'later' } },
  );
}

/** They leave the tray; whoever takes them out says whether the desk is to forget them as well. */
export function dropCodes(handles: readonly string[]): void {
  if (handles.length === 0) return;
  const gone = new Set(handles);
  set(({ found, choices, chosen }) => ({
    found: found.filter(({ handle }) => !gone.has(handle)),
    choices: Object.fromEntries(Object.entries(choices).filter(([handle]) => !gone.has(handle))),
    chosen: Object.fromEntries(Object.entries(chosen).filter(([handle]) => !gone.has(handle))),
  }));
}

/** A new code was sent to this side: those that were found for it before are dead. */
export function dropDeadCodes(side: Candidate): void {
  const dead = useStore
    .getState()
    .codes.found.filter(
      ({ verdict, requestKey, accountId }) =>
        verdict === 'fits' && requestKey === side.requestKey && accountId === side.accountId,
    )
    .map(({ handle }) => handle);
  dropCodes(dead);
  forgetHandles(dead);
}

/** Of two codes for one side only one can be decided with: the other is left for later. */
export function choose(handles: readonly string[], choice: Choice): void {
  const rows = rowsOf(useStore.getState());
  const meant = new Set(handles);
  const sides = new Set(
    rows.flatMap(({ handle, side }) => (meant.has(handle) && side !== null ? [sideKey(side)] : [])),
  );
  set(({ choices }) => {
    const next = { ...choices };
    for (const { handle, side, mayAccept, over } of rows) {
      if (over !== null || side === null) continue;
      if (meant.has(handle)) {
        if (choice !== 'accept' || mayAccept) next[handle] = choice;
      } else if (choice !== 'later' && sides.has(sideKey(side))) next[handle] = 'later';
    }
    return { choices: next };
  });
}

export function chooseRequest(handle: string, candidate: Candidate | null): void {
  set(({ chosen, choices }) => {
    const { [handle]: _before, ...others } = chosen;
    const { [handle]: _choice, ...rest } = choices;
    return { chosen: candidate === null ? others : { ...others, [handle]: candidate }, choices: rest };
  });
}

/** Shows what lies there, or what is being sent of it. */
export function openTray(): void {
  set(({ found, job }) => (found.length === 0 && job === null ? {} : { open: true }));
}

/**
 * Choices and codes stay; what nothing is left to decide with is forgotten. Decisions in their ten seconds or on their way
 * go on; those that are through have been read.
 */
export function closeTray(): void {
  const state = useStore.getState();
  const { job } = state.codes;
  const isOver = job === null || state.decisions.jobs[job]?.phase === 'over';
  set(() => ({ open: false, look: null, ...(isOver ? { job: null } : {}) }));
  if (!isOver) return;
  const spent = rowsOf(state).flatMap(({ handle, over }) =>
    over !== null && over !== 'on-its-way' ? [handle] : [],
  );
  dropCodes(spent);
  forgetHandles(spent);
}

export function showJob(job: string | null): void {
  set(() => ({ job }));
}

/** The rows as they stand now. */
export function rowsOf(
  state: Pick<State, 'codes' | 'requests' | 'accounts' | 'decisions' | 'prepared' | 'now'>,
): TrayRow[] {
  const { codes, requests, accounts, decisions, prepared, now } = state;
  return trayRows({
    found: codes.found,
    choices: codes.choices,
    chosen: codes.chosen,
    requests: new Map(requests.map((request) => [request.key, request])),
    mineOf: (api) =>
      new Set(accounts.flatMap((one) => (one.api === api ? [one.nichandle.toLowerCase()] : []))),
    nichandleOf: (id) => accounts.find((account) => account.id === id)?.nichandle ?? null,
    prepared: preparedChoices(prepared ?? [], now),
    underWay: sidesUnderWay(decisions.jobs),
    now,
  });
}

function preparedChoices(prepared: readonly Prepared[], now: number): Map<string, Decision> {
  const today = localDay(now);
  return new Map(
    prepared.flatMap((one) =>
      one.kind === 'decisions' && isDue(one, today)
        ? one.sides.map((side) => [sideKey(side), side.decision] as const)
        : [],
    ),
  );
}

/** Sides whose decision waits or is on its way. */
export function sidesUnderWay(jobs: State['decisions']['jobs']): Set<string> {
  return new Set(
    Object.values(jobs).flatMap(({ phase, items }) => (phase === 'over' ? [] : items.map(sideKey))),
  );
}

/** The code at hand for one side; `null` where there is none, or no single one. */
export function codeAtHand(rows: readonly TrayRow[], side: Candidate): FoundCode | null {
  const fitting = rows.filter(
    (row) => row.over === null && row.side !== null && row.mayAccept && sideKey(row.side) === sideKey(side),
  );
  return fitting.length === 1 ? (fitting[0]?.code ?? null) : null;
}

/** Has the desk let codes go, except those that are in use elsewhere on the screen. */
export function forgetHandles(handles: readonly string[]): void {
  const { codes, decisions } = useStore.getState();
  const used = new Set(codes.found.map(({ handle }) => handle));
  if (decisions.ready !== null) used.add(decisions.ready.code.handle);
  for (const { phase, items } of Object.values(decisions.jobs))
    if (phase !== 'over') for (const item of items) used.add(item.handle);
  const unused = handles.filter((handle) => !used.has(handle));
  if (unused.length > 0) void call('codes:forget', { handles: unused });
}

/** What the desk holds for a decision, where this window was loaded anew or unlocked: it knows best what is still there. */
export async function listCodes(): Promise<void> {
  const answer = await call('codes:list', {});
  if (!answer.ok) return;
  const held = new Map(answer.value.codes.map((code) => [code.handle, code]));
  set(({ found }) => ({
    found: [
      ...found.flatMap((code) => held.get(code.handle) ?? []),
      ...answer.value.codes.filter(({ handle }) => !found.some((one) => one.handle === handle)),
    ],
  }));
}
