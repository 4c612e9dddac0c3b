/** All services as the desk tells them. The list is long: it is fetched after the first paint, and again when it changed. */
import { useMemo } from 'react';
import type { EventPayload, Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import type { Service } from '../../shared/service.ts';
import { decodeServices } from '../../shared/service-chunk.ts';
import { TextSet } from '../../shared/text-set.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { ofAccount } from '../requests/requests-state.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

let under: Promise<void> | null = null;
let again = false;
/** Which list of the desk's `services` is; `null` while it is being fetched, or none is held. */
let revision: number | null = null;

/** Fetches the list; while one fetch is under way, another change asks for exactly one more. */
export function listServices(drawn?: Promise<void>): Promise<void> {
  if (under !== null) {
    again = true;
    return under;
  }
  under = (async () => {
    do {
      again = false;
      await fetchAll(drawn);
    } while (again);
    under = null;
  })();
  return under;
}

/**
 * The list for a window that has none yet: one fetch, whoever asks for it first. `drawn`: what is shown of it first is on
 * the screen; the rest would only hold it up.
 */
export function firstServices(drawn?: Promise<void>): Promise<void> {
  return under ?? listServices(drawn);
}

/**
 * Chunk by chunk; whoever has nothing yet is shown the first one at once. A list that is held stays until the new one is
 * whole.
 */
async function fetchAll(drawn: Promise<void> | undefined): Promise<void> {
  let list: Service[] = [];
  let from: number | null = 0;
  let held: number | null = null;
  revision = null;
  while (from !== null) {
    const answer: Result<Output<'services:list'>> = await call('services:list', { from, revision: held });
    if (!answer.ok) {
      useStore.setState({ servicesFailure: answer.error });
      return;
    }
    const chunk: Output<'services:list'> = answer.value;
    if (chunk.from === 0) list = [];
    for (const service of decodeServices(chunk.services)) list.push(service);
    held = chunk.revision;
    from = chunk.next;
    if (chunk.from === 0 && useStore.getState().services === null) {
      useStore.setState({ services: [...list], serviceCount: chunk.total, servicesFailure: null });
      await drawn;
    }
  }
  revision = held;
  useStore.setState({
    services: list,
    servicesWhole: true,
    serviceCount: list.length,
    servicesFailure: null,
  });
}

/** What the desk tells of changes: a few are put in their places, anything else is fetched. */
export function servicesChanged({
  count,
  since,
  revision: next,
  changed,
}: EventPayload<'services:changed'>): void {
  const { services } = useStore.getState();
  const fits = services !== null && revision !== null && since === revision;
  if (!fits || next === undefined || changed === undefined) {
    useStore.setState({ serviceCount: count });
    void listServices();
    return;
  }
  revision = next;
  const anew = new Map(decodeServices(changed).map((service) => [service.key, service]));
  if (anew.size === 0) return;
  const keys = new TextSet(anew.keys());
  const told = ({ key }: Service) => (keys.has(key) ? anew.get(key) : undefined);
  useStore.setState({ services: services.map((service) => told(service) ?? service) });
}

/** Those the chosen account sees; `null` while not fetched. The same array while nothing changed. */
export function useServices(): Service[] | null {
  const services = useStore((state) => state.services);
  const chosen = useChosenAccount()?.id ?? null;
  return useMemo(() => (services === null ? null : ofAccount(services, chosen)), [services, chosen]);
}

/** Count for the rail: exact where the list is here, the desk's number before. */
export function useServiceCount(): number {
  const services = useServices();
  const whole = useStore((state) => state.servicesWhole);
  const count = useStore((state) => state.serviceCount);
  return whole && services !== null ? services.length : count;
}
