/** What lies in the tray, for what is drawn: its rows, how many wait, the code at hand for one side. The same answer while nothing changed. */
import { useMemo } from 'react';
import type { FoundCode } from '../../shared/found-code.ts';
import { useStore } from '../store/store.ts';
import { codeAtHand, rowsOf } from './tray.ts';
import type { Candidate, TrayRow } from './tray-rows.ts';

const NONE: TrayRow[] = [];

export function useTrayRows(): TrayRow[] {
  const codes = useStore((state) => state.codes);
  const requests = useStore((state) => state.requests);
  const accounts = useStore((state) => state.accounts);
  const decisions = useStore((state) => state.decisions);
  const prepared = useStore((state) => state.prepared);
  const now = useStore((state) => state.now);
  return useMemo(
    () => (codes.found.length === 0 ? NONE : rowsOf({ codes, requests, accounts, decisions, prepared, now })),
    [codes, requests, accounts, decisions, prepared, now],
  );
}

/** Codes that wait for a decision, whatever is chosen for them. */
export function useCodesWaiting(): number {
  return useTrayRows().filter(({ over }) => over === null).length;
}

export function useCodeAtHand({ requestKey, accountId }: Candidate): FoundCode | null {
  const rows = useTrayRows();
  return useMemo(() => codeAtHand(rows, { requestKey, accountId }), [rows, requestKey, accountId]);
}
