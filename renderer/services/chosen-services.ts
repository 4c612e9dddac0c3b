/** Which services are ticked, as the list of them stands now: counted between frames, because there may be very many. */
import { useLayoutEffect, useState } from 'react';
import type { Service } from '../../shared/service.ts';
import { eachStep } from '../../shared/service-index.ts';
import { finish, type Sliced } from '../../shared/slices.ts';
import { chosenAccount, useChosenAccount } from '../accounts/accounts.ts';
import { inSlices } from '../list/between-frames.ts';
import type { RowList } from '../list/row-list.ts';
import type { Selection } from '../list/selection.ts';
import { useStore } from '../store/store.ts';

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

/** Keys of those that are ticked at this moment: what is handed over is never what was ticked a moment ago. */
export function chosenNow(): readonly string[] {
  const { selectedServices, services, accounts, settings } = useStore.getState();
  const account = chosenAccount(accounts, settings.account)?.id ?? null;
  return services === null ? NONE : finish(chosenOf(selectedServices, services, account));
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
