/** What is left of a project, gone through between frames. Draws nothing. */
import { useEffect, useMemo, useState } from 'react';
import { type LeftService, leftOf, type Move } from '../../shared/moves.ts';
import type { Service } from '../../shared/service.ts';
import { eachStep } from '../../shared/service-walk.ts';
import type { Sliced } from '../../shared/slices.ts';
import { isRunning } from '../../shared/turn.ts';
import { inSlices } from '../list/between-frames.ts';
import { useMineOf } from '../people/mine.ts';
import { pendingIndex } from '../services/service-view.ts';
import { useStore } from '../store/store.ts';

const HOUR_MS = 3_600_000;

/** `null` until the services are here and gone through once. */
export function useLeft(move: Move | null): readonly LeftService[] | null {
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const accounts = useStore((state) => state.accounts);
  const now = useStore((state) => Math.floor(state.now / HOUR_MS) * HOUR_MS);
  const mineOf = useMineOf();
  const pendingOf = useMemo(() => pendingIndex(requests, mineOf, now), [requests, mineOf, now]);
  const [left, setLeft] = useState<readonly LeftService[] | null>(null);
  useEffect(() => {
    if (move === null || services === null) return;
    const mine = mineOf(move.api);
    return inSlices(
      allLeft(services, (service) => {
        const running = pendingOf(service)?.requests.find(({ state }) => isRunning(state)) ?? null;
        return leftOf(move, service, { accounts, running, mine, now });
      }),
      setLeft,
    );
  }, [move, services, accounts, mineOf, pendingOf, now]);
  return left;
}

function* allLeft(
  services: readonly Service[],
  leftOne: (service: Service) => LeftService | null,
): Sliced<readonly LeftService[]> {
  const left: LeftService[] = [];
  yield* eachStep(services.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const one = leftOne(services[at] as Service);
      if (one !== null) left.push(one);
    }
  });
  return left;
}
