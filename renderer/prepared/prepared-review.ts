/** Takes up what was prepared, the ordinary way: a hand-over at its check, decisions in the tray or the outbox. Sends nothing. */

import { mineByApi } from '../../shared/mine.ts';
import { type Prepared, type SideStanding, standingOfSide } from '../../shared/prepared.ts';
import { sideKey } from '../../shared/request.ts';
import { findCodesOf } from '../codes/codes.ts';
import { choose, openTray, rowsOf } from '../codes/tray.ts';
import { restOfTargets } from '../handover/handover-again.ts';
import { resumeHandover } from '../handover/handover-state.ts';
import { reviewOutbox } from '../outbox/outbox-state.ts';
import { type State, useStore } from '../store/store.ts';

type Side = Extract<Prepared, { kind: 'decisions' }>['sides'][number];

/** How each decision of it stands, in its order; none of a hand-over. */
export function standingsOf(
  prepared: Prepared,
  state: Pick<State, 'requests' | 'accounts' | 'outbox' | 'codes' | 'decisions' | 'prepared' | 'now'>,
): { side: Side; standing: SideStanding }[] {
  if (prepared.kind === 'handover') return [];
  const { requests, accounts, outbox } = state;
  const codes = rowsOf(state).flatMap(({ over, side }) => (over === null && side !== null ? [side] : []));
  const given = {
    requests: new Map(requests.map((request) => [request.key, request])),
    handleOf: (id: string) => accounts.find((account) => account.id === id)?.nichandle ?? null,
    mine: mineByApi(accounts),
    outbox: outbox.list?.entries ?? [],
    codes,
  };
  return prepared.sides.map((side) => ({ side, standing: standingOfSide(side, given) }));
}

export function reviewPrepared(prepared: Prepared): void {
  if (prepared.kind === 'handover') {
    const all = useStore.getState().services ?? [];
    const wanted = new Set(prepared.parts.map(({ serviceKey }) => serviceKey));
    const own = new Map(all.filter(({ key }) => wanted.has(key)).map((service) => [service.key, service]));
    void resumeHandover(prepared.id, restOfTargets(prepared.parts, own, all));
    return;
  }
  const standings = standingsOf(prepared, useStore.getState());
  const of = (wanted: SideStanding) =>
    standings.flatMap(({ side, standing }) => (standing === wanted ? [side] : []));
  const [sealed, held, missing] = [of('sealed'), of('at-hand'), of('asks')];
  if (held.length > 0) layOut(held);
  else if (sealed.length > 0) reviewOutbox();
  else if (missing.length > 0) findCodesOf(new Set(missing.map(({ requestKey }) => requestKey)));
}

/** Chosen as they were prepared: what the person sees and may change before Send. */
function layOut(sides: readonly Side[]): void {
  const wanted = new Map(sides.map((side) => [sideKey(side), side.decision]));
  for (const { handle, side } of rowsOf(useStore.getState())) {
    const decision = side === null ? undefined : wanted.get(sideKey(side));
    if (decision !== undefined) choose([handle], decision);
  }
  openTray();
}
