/** All services as the desk tells them. The list is long: it is fetched after the first paint, and again when it changed. */
import { useMemo } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Service } from '../../shared/service.ts';
import { call } from '../bridge.ts';
import { useChosenAccount } from './accounts.ts';
import { ofAccount } from './requests.ts';
import { useStore } from './store.ts';

export type ServicesSlice = {
  /** `null` until they were fetched once. */
  services: Service[] | null;
  /** Known before the list is here. */
  serviceCount: number;
  servicesFailure: Failure | null;
};

export function servicesSlice(): ServicesSlice {
  return { services: null, serviceCount: 0, servicesFailure: null };
}

let under: Promise<void> | null = null;
let again = false;

/** Fetches the list; while one fetch is under way, another change asks for exactly one more. */
export function listServices(): Promise<void> {
  if (under !== null) {
    again = true;
    return under;
  }
  under = (async () => {
    do {
      again = false;
      const answer = await call('services:list', {});
      useStore.setState(
        answer.ok
          ? { services: answer.value, serviceCount: answer.value.length, servicesFailure: null }
          : { servicesFailure: answer.error },
      );
    } while (again);
    under = null;
  })();
  return under;
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
  const count = useStore((state) => state.serviceCount);
  return services?.length ?? count;
}
