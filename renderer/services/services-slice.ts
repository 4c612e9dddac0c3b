/** All services as the desk tells them, or the first of them. First values only: what changes them is beside it. */
import type { Failure } from '../../shared/failure.ts';
import type { Service } from '../../shared/service.ts';
import { NOTHING_SELECTED, type Selection } from '../list/selection.ts';

export type ServicesSlice = {
  /** `null` until they were fetched once; the first of them by name while the rest is on its way the first time. */
  services: Service[] | null;
  /** `services` are all there are, not only the first ones. */
  servicesWhole: boolean;
  /** Known before the list is here. */
  serviceCount: number;
  servicesFailure: Failure | null;
  /** Keys of the services ticked on their list; kept while other screens are looked at. */
  selectedServices: Selection;
};

export function servicesSlice(): ServicesSlice {
  return {
    services: null,
    servicesWhole: false,
    serviceCount: 0,
    servicesFailure: null,
    selectedServices: NOTHING_SELECTED,
  };
}
