/** All services as the desk tells them, or the first of them. First values only: what changes them is beside it. */
import type { Failure } from '../../shared/failure.ts';
import type { Service } from '../../shared/service.ts';

export type ServicesSlice = {
  /** `null` until they were fetched once; the first of them by name while the rest is on its way the first time. */
  services: Service[] | null;
  /** `services` are all there are, not only the first ones. */
  servicesWhole: boolean;
  /** Known before the list is here. */
  serviceCount: number;
  servicesFailure: Failure | null;
};

export function servicesSlice(): ServicesSlice {
  return { services: null, servicesWhole: false, serviceCount: 0, servicesFailure: null };
}
