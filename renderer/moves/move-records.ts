/** Which hand-overs were made for a project: of its account, to whoever takes it, since it began. Pure. */
import { type Move, namesAccount } from '../../shared/moves.ts';
import type { Service } from '../../shared/service.ts';
import type { HandoverRecord } from '../handover/handover-records.ts';

/** In the order given. */
export function recordsOfMove(
  move: Pick<Move, 'api' | 'nichandle' | 'target' | 'begun' | 'services'>,
  records: readonly HandoverRecord[],
  services: readonly Service[],
): HandoverRecord[] {
  const named = new Set(move.services);
  for (const service of services) if (namesAccount(service, move.api, move.nichandle)) named.add(service.key);
  return records.filter(
    ({ at, rows }) =>
      Date.parse(at) >= Date.parse(move.begun) &&
      rows.some(
        ({ key, entry }) =>
          named.has(key) && entry.changes.some(({ to }) => to.toLowerCase() === move.target.toLowerCase()),
      ),
  );
}
