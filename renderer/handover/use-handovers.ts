/** Hand-overs as screens ask for them: of the chosen account, newest first, made of the ledger once for all who ask. */
import { useEffect } from 'react';
import type { ActivityEntry } from '../../shared/activity.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { listActivity } from '../activity/activity-state.ts';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { underWay } from './handover-progress.ts';
import { groupsOf, type HandoverRecord, recordOf } from './handover-records.ts';

type MineOf = (api?: string) => ReadonlySet<string>;
type Given = readonly [readonly ActivityEntry[], readonly ContactRequest[], MineOf, number, string | null];

/** The rail, Today and the list ask for the same at the same moment, and a ledger has tens of thousands of lines. */
let last: { given: Given; made: HandoverRecord[] } | null = null;

function recordsOf(...given: Given): HandoverRecord[] {
  if (last?.given.every((value, index) => value === given[index])) return last.made;
  const [entries, requests, mineOf, now, nichandle] = given;
  const own = nichandle === null ? entries : entries.filter((entry) => entry.nichandle === nichandle);
  const byKey = new Map(requests.map((request): [string, ContactRequest] => [request.key, request]));
  const made = [...groupsOf(own, 1)].map(([group, lines]) => recordOf(group, lines, byKey, mineOf, now));
  last = { given, made };
  return made;
}

/** `null` until the ledger was read. */
export function useHandovers(): HandoverRecord[] | null {
  const activity = useStore((state) => state.activity);
  const requests = useStore((state) => state.requests);
  const mineOf = useMineOf();
  const now = useNow();
  const chosen = useChosenAccount()?.nichandle ?? null;
  return activity === null ? null : recordsOf(activity, requests, mineOf, now, chosen);
}

/** Reads the ledger for a screen that is opened. */
export function useFreshHandovers(): HandoverRecord[] | null {
  useEffect(() => void listActivity(), []);
  return useHandovers();
}

/** How many have something still to come; none until the ledger was read. */
export function useHandoversUnderWay(): number {
  const records = useHandovers();
  return records === null ? 0 : underWay(records).length;
}
