/** Which services are ticked, as the list of them stands now, and the way from them to a hand-over. Draws nothing. */
import i18next from 'i18next';
import { useLayoutEffect, useState } from 'react';
import type { Service } from '../../shared/service.ts';
import { eachStep } from '../../shared/service-walk.ts';
import { finish, type Sliced } from '../../shared/slices.ts';
import { chosenAccount, useChosenAccount } from '../accounts/accounts.ts';
import { MOST_SERVICES, openHandover } from '../handover/handover-state.ts';
import { inSlices } from '../list/between-frames.ts';
import type { RowList } from '../list/row-list.ts';
import type { Selection } from '../list/selection.ts';
import { type State, useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { formatsNow } from '../words/format.ts';

const NONE: readonly string[] = [];
/** A few hundred services are counted at once; the tick itself is drawn before thousands are. */
const AT_ONCE_MS = 1;

/**
 * Keys of those that are ticked, and how many of them the filters hide. What has gone since it was ticked does not count.
 * @param rows what is shown
 */
export function useChosen(rows: RowList<{ key: string }>): { chosen: readonly string[]; hidden: number } {
  const selected = useStore((state) => state.selectedServices);
  const services = useStore((state) => state.services);
  const account = useChosenAccount()?.id ?? null;
  const [chosen, setChosen] = useState(NONE);
  const [hidden, setHidden] = useState(0);
  const isNone = selected.size === 0 || services === null;
  if (isNone && chosen !== NONE) setChosen(NONE);
  useLayoutEffect(
    () => (isNone ? undefined : inSlices(chosenOf(selected, services, account), setChosen, AT_ONCE_MS)),
    [isNone, selected, services, account],
  );
  // Nothing is hidden where everything is shown.
  const isAllShown = chosen.length === 0 || rows.length === services?.length;
  if (isAllShown && hidden !== 0) setHidden(0);
  useLayoutEffect(
    () => (isAllShown ? undefined : inSlices(hiddenOf(selected, chosen.length, rows), setHidden, AT_ONCE_MS)),
    [isAllShown, chosen, selected, rows],
  );
  return { chosen, hidden };
}

type Ticked = { selected: Selection; services: readonly Service[]; account: string | null };
let last: (Ticked & { keys: readonly string[] }) | null = null;

/** Keys of those that are ticked in this state; not counted again while ticks, services and account stay the same. */
export function chosenIn(state: State): readonly string[] {
  const { selectedServices: selected, services, accounts, settings } = state;
  if (services === null || selected.size === 0) return NONE;
  const account = chosenAccount(accounts, settings.account)?.id ?? null;
  if (last?.selected !== selected || last.services !== services || last.account !== account)
    last = { selected, services, account, keys: finish(chosenOf(selected, services, account)) };
  return last.keys;
}

/** Why this many services cannot be handed over together, in the person's words; `null` where they can. */
export function reasonAgainst(count: number): string | null {
  if (count === 0) return i18next.t('services:changeNothing');
  return count <= MOST_SERVICES
    ? null
    : i18next.t('services:changeTooMany', { most: formatsNow().number(MOST_SERVICES) });
}

/** Begins a hand-over of what is ticked at this moment, never of what was ticked a moment ago, or says why it cannot. */
export function handOverChosen(): void {
  const keys = chosenIn(useStore.getState());
  const reason = reasonAgainst(keys.length);
  if (reason === null) openHandover(keys);
  else toast(reason);
}

export function selectServices(selectedServices: Selection): void {
  useStore.setState({ selectedServices });
}

/** `account`: only what it sees; `null` = all. */
export function* chosenOf(
  selected: Selection,
  services: readonly Service[],
  account: string | null,
): Sliced<readonly string[]> {
  yield* selected.prepare();
  const chosen: string[] = [];
  yield* eachStep(services.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const { key, seenBy } = services[at] as Service;
      if (selected.has(key) && (account === null || seenBy.includes(account))) chosen.push(key);
    }
  });
  return chosen;
}

function* hiddenOf(selected: Selection, chosen: number, rows: RowList<{ key: string }>): Sliced<number> {
  const keys = rows.allKeys?.() ?? [];
  let shown = 0;
  yield* eachStep(keys.length, (from, to) => {
    for (let at = from; at < to; at += 1) if (selected.has(keys[at] as string)) shown += 1;
  });
  return Math.max(0, chosen - shown);
}
